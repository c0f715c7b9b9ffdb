#include "clients/terminal/desk/desk.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/terminal/connection/connection.h"
#include "clients/terminal/connection/errors.h"
#include "clients/terminal/desk/callback_page.h"
#include "clients/terminal/phrases/callback_phrases.h"

namespace krul::terminal::desk {
namespace {

// The board is live; who is away and what another branch passed on is asked for now and then.
constexpr absl::Duration kRefresh = absl::Seconds(15);
constexpr absl::Duration kDeliver = absl::Seconds(5);

}  // namespace

Desk::Desk(Session::Deps deps, std::optional<Language> language, std::optional<v1::Firm> remembered)
    : session_(std::move(deps)),
      take_call_(session_),
      mine_(session_, CallbackList::Kind::kMine),
      board_(session_, CallbackList::Kind::kBoard),
      review_(session_),
      colleague_(session_) {
  session_.open = [this](Overlay overlay) { Open(std::move(overlay)); };
  session_.line_since = session_.now();
  if (language) {
    session_.language = *language;
    session_.language_chosen = true;
  }
  if (remembered) session_.TakeFirm(std::move(*remembered));
  refresh_at_ = session_.deliver_at = session_.deps.clock.Running();
}

void Desk::HeardFromLine(const v1::WatchResponse& response) {
  if (session_.line != Line::kUp) {
    session_.line = Line::kUp;
    session_.line_since = session_.now();
    session_.intake_away = false;
    refresh_at_ = session_.deliver_at = session_.deps.clock.Running();
  }
  if (response.reset()) session_.shelf.BeginSnapshot();
  if (response.has_callback()) {
    session_.shelf.Take(response.callback());
    if (response.kind() == v1::NOTICE && response.told() == session_.person()) {
      session_.Say(session_.words()("terminal_line.told_you",
                                    {{"name", response.callback().caller().display_name()},
                                     {"deadline", DeadlineOf(response.callback(), session_.reader())}}),
                   Tone::kWarning);
    }
    auto* page = overlays_.empty() ? nullptr : std::get_if<Page>(&overlays_.back());
    if (page != nullptr && page->live && page->callback == response.callback().name()) OpenDetail(page->callback);
  } else if (!response.review_round().empty()) {
    if (view_ == View::kReview) review_.Load();
    if (response.event_type() == v1::EVENT_ROUND_OPENED)
      session_.Say(session_.words()("terminal_round.round_opened", {{"key", ShownKeyOf("review_rounds")}}),
                   Tone::kWarning);
  } else if (!response.resume_token().empty()) {
    session_.shelf.EndSnapshot();
  }
}

void Desk::LineLost(const grpc::Status& status) {
  // What will not pass by itself is told to whoever can act: wrong credential, wrong branch.
  if (status.error_code() == grpc::StatusCode::UNAUTHENTICATED || status.error_code() == grpc::StatusCode::NOT_FOUND ||
      status.error_code() == grpc::StatusCode::PERMISSION_DENIED ||
      status.error_code() == grpc::StatusCode::INVALID_ARGUMENT) {
    const Failure failure = FromStatus(status, ServiceTitle(Service::kAssignment), "", 0);
    session_.Say(status.error_code() == grpc::StatusCode::UNAUTHENTICATED
                     ? session_.words()("terminal_advice.credential_not_accepted")
                     : InOneLine(failure, session_.reader()),
                 Tone::kAlarm);
  }
  if (session_.line == Line::kLost) return;
  session_.line = Line::kLost;
  session_.line_since = session_.now();
}

void Desk::Tick() {
  const absl::Duration now = session_.deps.clock.Running();
  take_call_.Tick();
  if (now >= refresh_at_) {
    refresh_at_ = now + kRefresh;
    ReadFirm();
    if (session_.line == Line::kUp) ReadInbox();
  }
  if (now >= session_.deliver_at && !delivering_) {
    session_.deliver_at = now + kDeliver;
    DeliverKept();
  }
}

absl::Duration Desk::NextTick() const {
  // The clock in the head and the deadlines move on by themselves.
  const absl::Duration next_second = session_.deps.clock.Running() + absl::Seconds(1);
  const absl::Duration deliver_at = delivering_ ? absl::InfiniteDuration() : session_.deliver_at;
  return std::min({next_second, take_call_.NextTick(), refresh_at_, deliver_at});
}

void Desk::ReadFirm() {
  session_.deps.services.Firm([this](Answer<v1::Firm> answer) {
    if (!answer.value) return;
    session_.TakeFirm(std::move(*answer.value));
    if (session_.book.FindPerson(session_.person()) == nullptr) {
      session_.Say(session_.words()("terminal_line.unknown_person", {{"person", session_.person()}}), Tone::kAlarm);
    }
  });
}

void Desk::ReadInbox() {
  session_.deps.services.Inbox([this](const Answer<v1::ListCallbacksResponse>& answer) {
    if (answer.value) session_.shelf.TakeInbox(answer.value->callbacks(), session_.branch());
  });
}

void Desk::DeliverKept() {
  delivering_ = true;
  session_.deps.services.DeliverKept([this](const Answer<Deliveries>& answer) {
    delivering_ = false;
    if (answer.failure) return session_.Say(InOneLine(*answer.failure, session_.reader()), Tone::kAlarm);
    TakeDeliveries(answer.value->told);
    session_.kept = answer.value->kept;
  });
}

void Desk::TakeDeliveries(const std::vector<std::pair<SpooledNote, Delivered>>& deliveries) {
  const Words& words = session_.words();
  for (const auto& [note, delivered] : deliveries) {
    const std::string& name = note.note().caller().display_name();
    if (delivered.fate == Fate::kConfirmed) {
      session_.intake_away = false;
      session_.shelf.Take(delivered.callback);
      session_.Say(words("terminal_kept.delivered", {{"name", name}}), Tone::kGood);
    } else if (delivered.fate == Fate::kRefused) {
      session_.Say(words("terminal_kept.delivery_refused", {{"name", name}}), Tone::kAlarm);
    }
  }
}

CallbackList* Desk::ShownList() { return view_ == View::kMyCalls ? &mine_ : view_ == View::kBoard ? &board_ : nullptr; }

const CallbackList* Desk::ShownList() const { return const_cast<Desk*>(this)->ShownList(); }

std::optional<v1::Callback> Desk::Target() const {
  const auto known = [this](const std::string& name) -> std::optional<v1::Callback> {
    const v1::Callback* found = session_.shelf.Find(name);
    return found == nullptr ? std::nullopt : std::optional(*found);
  };
  if (!overlays_.empty()) {
    const auto* page = std::get_if<Page>(&overlays_.back());
    return page == nullptr ? std::nullopt : known(page->callback);
  }
  if (view_ == View::kReview) return known(review_.Selected());
  return ShownList() == nullptr ? std::nullopt : ShownList()->Selected();
}

bool Desk::IsTyping() const {
  if (!overlays_.empty()) return !std::holds_alternative<Page>(overlays_.back());
  if (view_ == View::kTakeCall) return take_call_.typing();
  return ShownList() != nullptr && ShownList()->searching();
}

bool Desk::HandleOverlay(const Key& key) {
  const auto top = std::prev(overlays_.end());
  std::function<void()> after;
  const KeyFate fate = HandleKey(*top, key, session_.words(), page_rows_, &after);
  if (fate == KeyFate::kClose) overlays_.erase(top);
  if (after) after();
  return fate != KeyFate::kIgnored;
}

void Desk::Handle(const Key& key) {
  if (!overlays_.empty()) {
    if (!HandleOverlay(key)) RunByKey(key);
    return;
  }
  session_.Say("");
  // Keys that no text can hold mean the same everywhere.
  if (key.named == Named::kHelp) return Run(Action::kHelp);
  if (key == Control('c')) return Quit();
  if ((key.named == Named::kControl || key.named == Named::kFunction) && RunByKey(key)) return;
  if (view_ == View::kTakeCall && take_call_.Handle(key)) return;
  if (ShownList() != nullptr && ShownList()->Handle(key)) return;
  if (view_ == View::kReview && review_.Handle(key)) return;
  if (!IsTyping()) RunByKey(key);
}

bool Desk::RunByKey(const Key& key) {
  const std::optional<v1::Callback> target = Target();
  for (const ActionRow& row : Actions()) {
    if (row.key != key || !CanRun(row.action, target)) continue;
    Run(row.action);
    return true;
  }
  return false;
}

void Desk::OpenDetail(const std::string& name) {
  session_.deps.services.Read(name, [this, name](const Answer<v1::Callback>& answer) {
    if (answer.failure) return session_.Say(InOneLine(*answer.failure, session_.reader()), Tone::kAlarm);
    session_.shelf.Take(*answer.value);
    Page page = CallbackPage(*answer.value, session_.ReaderOf(name), session_.words(), columns_ - 2);
    auto* shown = overlays_.empty() ? nullptr : std::get_if<Page>(&overlays_.back());
    if (shown != nullptr && shown->live && shown->callback == name) {
      page.top = shown->top;
      *shown = std::move(page);
    } else if (overlays_.empty()) {
      Open(std::move(page));
    }
  });
}

void Desk::OpenExplanation(const v1::Callback& callback) {
  session_.deps.services.Explain(callback.name(), [this, callback](const Answer<v1::ExplainDeadlineResponse>& answer) {
    if (answer.failure) return session_.Say(InOneLine(*answer.failure, session_.reader()), Tone::kAlarm);
    Open(ExplanationPage(*answer.value, callback, session_.ReaderOf(callback.name()), columns_ - 2));
  });
}

void Desk::Show(View view) {
  view_ = view;
  if (view == View::kTakeCall) take_call_.SetTyping(true);
  if (view == View::kReview) review_.Load();
}

void Desk::Quit() {
  if (take_call_.IsEmpty()) {
    over_ = true;
    return;
  }
  Open(Question{session_.words()("terminal_dialog.unsaved_question"), {}, [this] { over_ = true; }, {}});
}

}  // namespace krul::terminal::desk
