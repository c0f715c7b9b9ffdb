#include "clients/terminal/desk/take_call.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/terminal/desk/fuzzy.h"
#include "clients/terminal/desk/reachable.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/spool/firm_memory.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal::desk {
namespace {

// Long enough that a word being typed is one question, short enough that the sentence seems to follow the typing.
constexpr absl::Duration kPause = absl::Milliseconds(150);
constexpr absl::Duration kPauseWhileAway = absl::Seconds(3);

}  // namespace

TakeCall::TakeCall(Session& session) : session_(session), form_(session.deps.new_id()) {}

bool TakeCall::Handle(const Key& key) {
  if (saving_) return true;  // what was read back is what is saved
  if (over_) {
    if (key.named != Named::kEnter) return false;
    StartAnew();
    return true;
  }
  if (!typing_) {
    if (key.named != Named::kEnter && key.named != Named::kTab) return false;
    typing_ = true;
    return true;
  }
  switch (key.named) {
    case Named::kEscape:
      typing_ = false;
      return true;
    case Named::kEnter:
    case Named::kTab:
      if (Suggests()) TakeSuggestion();
      form_.Next();
      suggestion_ = 0;
      return true;
    case Named::kBackTab:
      form_.Previous();
      suggestion_ = 0;
      return true;
    case Named::kUp:
      if (Suggests()) {
        if (suggestion_ > 0) --suggestion_;
      } else {
        form_.Previous();
      }
      return true;
    case Named::kDown:
      if (Suggests()) {
        const size_t count = form_.focus == Field::kWho ? WhoMatches().size() : CategoryMatches().size();
        suggestion_ = std::min(suggestion_ + 1, count == 0 ? 0 : count - 1);
      } else {
        form_.Next();
      }
      return true;
    default:
      break;
  }
  bool changed = false;
  if (!form_.input(form_.focus).Handle(key, &changed)) return false;
  if (changed) {
    suggestion_ = 0;
    // Who is chosen shows at once, so that it is heard whether he is there before the name is typed out.
    if (form_.focus == Field::kWho && !session_.book.known()) {
      // Nobody is known here yet: what was typed is kept, and put right when it is delivered.
      form_.who.emplace().set_person(absl::AsciiStrToLower(form_.Text(Field::kWho)));
    } else if (form_.focus == Field::kWho) {
      const std::vector<v1::Party> matches = WhoMatches();
      form_.who = form_.Text(Field::kWho).empty() || matches.empty() ? std::nullopt : std::optional(matches.front());
    }
    if (form_.focus == Field::kCategory) {
      const std::vector<std::string> matches = CategoryMatches();
      form_.category = form_.Text(Field::kCategory).empty() || matches.empty() ? "" : matches.front();
    }
    if (form_.focus == Field::kWindow) form_.window = ReadWindow(form_.Text(Field::kWindow), session_.reader());
    Changed();
  }
  return true;
}

void TakeCall::Changed() {
  quote_at_ = session_.deps.clock.Running() + kPause;
  if (!began_at_) began_at_ = session_.deps.clock.Running();
}

absl::Duration TakeCall::NextTick() const {
  return over_ || saving_ || quoting_ ? absl::InfiniteDuration() : quote_at_;
}

void TakeCall::Tick() {
  if (over_ || saving_ || quoting_ || session_.deps.clock.Running() < quote_at_) return;
  quote_at_ = absl::InfiniteDuration();
  LookUpNumber();
  AskForQuote();
}

void TakeCall::AskForQuote() {
  const auto request = form_.QuoteRequest(session_.branch());
  if (!request) return;
  if (form_.CurrentQuote(session_.branch()) != nullptr && !session_.intake_away) return;
  quoting_ = true;
  session_.deps.services.Quote(*request, [this, request = *request, number = form_number_](auto answer) {
    quoting_ = false;
    if (number != form_number_) {
      Changed();
      return;
    }
    if (answer.failure) {
      TakeQuoteFailure(*answer.failure);
    } else {
      session_.intake_away = false;
      quote_fault_.clear();
      form_.TakeQuote(request, std::move(*answer.value));
    }
    // Something else was typed meanwhile.
    if (form_.CurrentQuote(session_.branch()) == nullptr && quote_at_ == absl::InfiniteDuration() && !answer.failure) {
      Changed();
    }
  });
}

void TakeCall::TakeQuoteFailure(const Failure& failure) {
  if (IsAway(failure)) {
    session_.intake_away = true;
    form_.DropQuote();  // what it said no longer holds
    quote_at_ = session_.deps.clock.Running() + kPauseWhileAway;
    return;
  }
  session_.intake_away = false;
  quote_fault_ = InOneLine(failure, session_.reader());
  form_.DropQuote();
}

void TakeCall::LookUpNumber() {
  constexpr size_t kShortest = 7;
  const std::string number = form_.Text(Field::kPhone);
  if (number == looked_up_) return;
  looked_up_ = number;
  found_.clear();
  if (number.size() < kShortest) return;
  session_.deps.services.Find(number, [this, number](const auto& answer) {
    if (number != looked_up_ || !answer.value) return;
    for (const v1::Callback& callback : answer.value->callbacks()) found_.push_back(callback);
  });
}

std::vector<v1::Party> TakeCall::WhoMatches() const {
  std::vector<std::pair<int, v1::Party>> scored;
  const std::string typed = form_.Text(Field::kWho);
  for (v1::Party& party : session_.book.Askable()) {
    const auto score = FuzzyScore(typed, session_.book.PartyTitle(party, session_.language));
    if (score) scored.emplace_back(-*score, std::move(party));
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& one, const auto& other) { return one.first < other.first; });
  std::vector<v1::Party> matches;
  for (auto& [score, party] : scored) matches.push_back(std::move(party));
  return matches;
}

std::vector<std::string> TakeCall::CategoryMatches() const {
  std::vector<std::pair<int, std::string>> scored;
  for (const v1::Category& category : session_.book.firm().categories()) {
    const auto score =
        FuzzyScore(form_.Text(Field::kCategory), session_.book.CategoryTitle(category.id(), session_.language));
    if (score) scored.emplace_back(-*score, category.id());
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& one, const auto& other) { return one.first < other.first; });
  std::vector<std::string> matches;
  for (auto& [score, id] : scored) matches.push_back(std::move(id));
  return matches;
}

void TakeCall::TakeSuggestion() {
  if (form_.focus == Field::kWho) {
    const std::vector<v1::Party> matches = WhoMatches();
    // Passing over the empty field chooses nobody.
    if (matches.empty() || (form_.Text(Field::kWho).empty() && suggestion_ == 0)) return;
    Choose(matches[std::min(suggestion_, matches.size() - 1)]);
  } else {
    const std::vector<std::string> matches = CategoryMatches();
    if (matches.empty() || (form_.Text(Field::kCategory).empty() && suggestion_ == 0)) return;
    form_.category = matches[std::min(suggestion_, matches.size() - 1)];
    form_.input(Field::kCategory).Set(session_.book.CategoryTitle(form_.category, session_.language));
    Changed();
  }
}

void TakeCall::Choose(const v1::Party& who) {
  if (over_) StartAnew();
  form_.who = who;
  form_.input(Field::kWho).Set(session_.book.PartyTitle(who, session_.language));
  Changed();
}

void TakeCall::NextMatter() { form_.NextMatter(); }

void TakeCall::StartAnew() {
  form_ = CallForm(session_.deps.new_id());
  ++form_number_;
  typing_ = true;
  over_.reset();
  session_.intake_away = false;  // the next call finds out for itself
  began_at_.reset();
  quote_fault_.clear();
  looked_up_.clear();
  found_.clear();
  suggestion_ = 0;
  quote_at_ = absl::InfiniteDuration();
}

void TakeCall::Correct(const SpooledNote& note) {
  StartAnew();
  form_.Refill(note, session_.book, session_.language, WindowPhrase(note.window(), session_.reader()));
  form_.window = note.window();
  Changed();
  began_at_ = session_.deps.clock.Running() - (session_.now() - FromProto(note.taken_time()));
}

std::string TakeCall::SentenceNow() const {
  if (session_.intake_away) return OfflineSentence(session_.book.firm(), session_.branch());
  const v1::QuotePromiseResponse* quote = form_.LastQuote();
  if (quote == nullptr) return "";
  return form_.chosen_promise == 0 ? quote->sentence() : quote->proposals(form_.chosen_promise - 1).sentence();
}

}  // namespace krul::terminal::desk
