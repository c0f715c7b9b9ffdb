#include "clients/terminal/desk/review.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/terminal/desk/actions.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/standing.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/views/review_round_view.h"

namespace krul::terminal::desk {
void Review::Load() {
  session_.deps.services.OpenRound([this](const Answer<v1::ReviewRound>& answer) {
    if (answer.failure) return session_.Say(InOneLine(*answer.failure, session_.reader()), Tone::kAlarm);
    const bool another = !round_ || round_->name() != answer.value->name();
    round_ = *answer.value;
    if (another) {
      selected_ = -1;
      SelectNextLeft();
    }
  });
}

std::string Review::Selected() const {
  if (!HasRound() || selected_ < 0 || selected_ >= round_->entries_size()) return "";
  return round_->entries(selected_).callback();
}

bool Review::Handle(const Key& key) {
  if (!HasRound()) return false;
  const int last = std::max(0, round_->entries_size() - 1);
  if (key.named == Named::kUp || key == KeyOf("previous")) {
    selected_ = std::max(0, selected_ - 1);
  } else if (key.named == Named::kDown || key == KeyOf("next")) {
    selected_ = std::min(last, selected_ + 1);
  } else if (key.named == Named::kHome) {
    selected_ = 0;
  } else if (key.named == Named::kEnd) {
    selected_ = last;
  } else {
    return false;
  }
  return true;
}

void Review::SelectNextLeft() {
  for (int step = 1; step <= round_->entries_size(); ++step) {
    const int index = (selected_ + step + round_->entries_size()) % round_->entries_size();
    if (!round_->entries(index).has_reviewed_time()) {
      selected_ = index;
      return;
    }
  }
  selected_ = std::clamp(selected_, 0, std::max(0, round_->entries_size() - 1));
}

void Review::Send(RoundChange change, const std::string& done) {
  session_.Say(session_.words()("terminal_doing.sending"));
  session_.deps.services.SendRound(change, [this, change, done](const Answer<v1::ReviewRound>& answer) {
    const Words& words = session_.words();
    if (answer.value) {
      round_ = *answer.value;
      session_.Say(done, Tone::kGood);
      if (std::holds_alternative<v1::ReviewEntryRequest>(change)) return SelectNextLeft();
      return Load();  // the next one, if there is any
    }
    if (!IsAway(*answer.failure)) return session_.Say(InOneLine(*answer.failure, session_.reader()), Tone::kAlarm);
    session_.Say(words("terminal_doing.unknown_outcome"), Tone::kAlarm);
    session_.open(Question{words("terminal_doing.unknown_outcome"),
                           {words("terminal_doing.send_again")},
                           [this, change, done] { Send(change, done); },
                           {}});
  });
}

void Review::SendEntry(const std::string& remark) {
  v1::ReviewEntryRequest request;
  request.set_name(round_->name());
  request.set_request_id(session_.deps.new_id());
  request.set_callback(Selected());
  request.set_remark(remark);
  Send(request, session_.words()("terminal_round.gone_through"));
}

void Review::GoneThrough(bool with_remark) {
  if (Selected().empty()) return;
  if (!with_remark) return SendEntry("");
  Asking asking;
  asking.title = session_.words()("terminal_doing.remark");
  asking.hint = session_.words()("terminal_doing.remark_hint");
  asking.entered = [this](const std::string& text) {
    SendEntry(text);
    return std::string();
  };
  session_.open(std::move(asking));
}

void Review::Sign() {
  if (!HasRound()) return;
  const Words& words = session_.words();
  session_.open(Question{words("terminal_round.sign_question"),
                         {words("terminal_round.reviewed_count",
                                {{"reviewed", round_->reviewed_count()}, {"all", round_->entry_count()}})},
                         [this] {
                           v1::SignReviewRoundRequest request;
                           request.set_name(round_->name());
                           request.set_request_id(session_.deps.new_id());
                           Send(request, session_.words()("terminal_round.signed_off"));
                         },
                         {}});
}

void Review::Draw(Canvas& canvas, int top, int bottom) {
  const Words& words = session_.words();
  const Reader reader = session_.reader();
  if (!round_) {
    canvas.Put(top + 1, 3, words("terminal_callback.reading"), kDim);
    return;
  }
  if (!HasRound()) {
    canvas.Put(top + 1, 3, words("terminal_round.no_round"), kDim);
    return;
  }
  const std::string holder = round_->holder().empty() ? "—" : session_.book.PersonTitle(round_->holder());
  int column = canvas.Put(top, 1, words("terminal_round.title"), kHeading);
  column = canvas.Put(top, column, absl::StrCat(" ", Moment(FromProto(round_->opened_time()), reader), "  "));
  canvas.Put(top, column,
             words("terminal_round.held_by",
                   {{"person", holder}, {"deadline", Deadline(FromProto(round_->hold_by_time()), reader)}}),
             round_->state() == v1::ROUND_LATE ? Style{.tone = Tone::kAlarm, .bold = true} : Style{});
  canvas.PutRight(top, canvas.width() - 1, absl::StrFormat("%d / %d", round_->reviewed_count(), round_->entry_count()),
                  {.bold = true});
  if (round_->entries().empty()) canvas.Put(top + 2, 3, words("terminal_round.nothing_in_round"), kDim);
  const int rows = bottom - top - 2;
  top_ = std::clamp(top_, std::max(0, selected_ - rows + 1), std::max(0, selected_));
  for (int i = 0; i < rows && top_ + i < round_->entries_size(); ++i) {
    const v1::ReviewEntry& entry = round_->entries(top_ + i);
    const v1::Callback* known = session_.shelf.Find(entry.callback());
    const bool here = top_ + i == selected_;
    const bool reviewed = entry.has_reviewed_time();
    const int row = top + 2 + i;
    const Style plain{.dim = reviewed && !here, .reverse = here};
    Style toned = plain;
    toned.tone = known != nullptr ? ToneAt(*known, reader.now) : ToneOf(entry.status());
    const std::string sign = known != nullptr ? SignAt(*known, reader.now) : SignOf(entry.status());
    if (here) canvas.Fill(row, 0, canvas.width(), plain);
    canvas.Put(row, 1, reviewed ? "✓" : sign, toned);
    canvas.Put(row, 4, known != nullptr ? DeadlineOf(*known, reader) : Deadline(FromProto(entry.due_time()), reader),
               toned, 19);
    canvas.Put(row, 24, known != nullptr ? known->caller().display_name() : "", plain, 19);
    canvas.Put(
        row, 44,
        known != nullptr ? StatePhrase(*known, reader) : session_.book.PartyTitle(entry.assignee(), session_.language),
        plain, 19);
    std::string rest = reviewed ? words("terminal_round.gone_through") : words("terminal_round.not_yet");
    if (entry.rounds() > 1) rest = absl::StrCat(entry.rounds(), "× ", rest);
    if (!entry.remark().empty()) rest = absl::StrCat(rest, ": ", entry.remark());
    canvas.Put(row, 64, rest, plain, canvas.width() - 65);
  }
}

}  // namespace krul::terminal::desk
