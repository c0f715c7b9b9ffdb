// Which actions can be run now, and what they do.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/terminal/desk/desk.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/caller_phrases.h"
#include "clients/terminal/phrases/presence.h"
#include "clients/terminal/spool/spool_report.h"

namespace krul::terminal::desk {

namespace {

v1::Action AskedOfServices(Action action) {
  switch (action) {
    case Action::kMine:
      return v1::ACKNOWLEDGE;
    case Action::kCall:
      return v1::BEGIN_CALL;
    case Action::kAttempt:
      return v1::RECORD_ATTEMPT;
    case Action::kForward:
      return v1::FORWARD;
    case Action::kRenegotiate:
      return v1::RENEGOTIATE;
    case Action::kDone:
      return v1::COMPLETE;
    case Action::kCancel:
      return v1::CANCEL;
    case Action::kUndo:
      return v1::UNDO;
    case Action::kReopen:
      return v1::REOPEN;
    default:
      return v1::ACTION_UNSPECIFIED;
  }
}

}  // namespace

bool Desk::IsOffered(const v1::Callback& callback, v1::Action action) const {
  // Saying "mine" to what one has already changes nothing.
  const bool is_said = action == v1::ACKNOWLEDGE && callback.state() == v1::ACKNOWLEDGED &&
                       callback.assignee().person() == session_.person();
  return !is_said && session_.May(callback, action);
}

bool Desk::CanRun(Action action) const { return CanRun(action, Target()); }

bool Desk::CanRun(Action action, const std::optional<v1::Callback>& target) const {
  const bool on_view = overlays_.empty();
  const bool taking = on_view && view_ == View::kTakeCall;
  const bool on_round = on_view && view_ == View::kReview;
  if (const v1::Action asked = AskedOfServices(action); asked != v1::ACTION_UNSPECIFIED) {
    return target && IsOffered(*target, asked);
  }
  switch (action) {
    case Action::kHelped:
      return taking && take_call_.CanSave();
    case Action::kSave:
    case Action::kClear:
      return taking && take_call_.CanSave() && !take_call_.IsEmpty();
    case Action::kMatter:
      return taking && take_call_.CanSave() && take_call_.HasChoiceOfMatter();
    case Action::kPromise:
      return taking && take_call_.CanSave() && take_call_.HasChoiceOfPromise();
    case Action::kStopTyping:
      return taking && take_call_.typing();
    case Action::kType:
      return taking && !take_call_.typing() && !take_call_.IsOver();
    case Action::kDetail:
      return on_view && target.has_value();
    case Action::kExplain:
      return target.has_value();
    case Action::kSearch:
      return on_view && ShownList() != nullptr;
    case Action::kFilter:
    case Action::kReview:
      return on_view && view_ == View::kBoard;
    case Action::kSeen:
    case Action::kSeenWithRemark:
      return on_round && !review_.Selected().empty();
    case Action::kSign:
      return on_round && review_.HasRound();
    case Action::kKept:
      return on_view && !session_.kept.empty();
    case Action::kBack:
      return !on_view || on_round;
    case Action::kTakeCall:
    case Action::kMyCalls:
    case Action::kBoard:
    case Action::kHelp:
    case Action::kPalette:
    case Action::kLanguage:
    case Action::kRedraw:
    case Action::kQuit:
      return true;
    default:
      return false;
  }
}

void Desk::Run(Action action) {
  switch (action) {
    case Action::kSave:
      return take_call_.Save();
    case Action::kHelped:
      return take_call_.HelpedAtOnce();
    case Action::kClear:
      return take_call_.ClearAfterAsking();
    case Action::kMatter:
      return take_call_.NextMatter();
    case Action::kPromise:
      return take_call_.NextPromise();
    case Action::kStopTyping:
      return take_call_.SetTyping(false);
    case Action::kType:
      return take_call_.SetTyping(true);
    case Action::kSearch:
      return ShownList()->BeginSearch();
    case Action::kFilter:
      return board_.NextFilter();
    case Action::kReview:
      return Show(View::kReview);
    case Action::kSeen:
      return review_.GoneThrough(false);
    case Action::kSeenWithRemark:
      return review_.GoneThrough(true);
    case Action::kSign:
      return review_.Sign();
    case Action::kKept:
      return OpenKept();
    case Action::kBack:
      if (!overlays_.empty()) return overlays_.pop_back();
      return Show(View::kBoard);
    case Action::kTakeCall:
    case Action::kMyCalls:
    case Action::kBoard:
      overlays_.clear();
      return Show(action == Action::kTakeCall  ? View::kTakeCall
                  : action == Action::kMyCalls ? View::kMyCalls
                                               : View::kBoard);
    case Action::kHelp:
      return OpenHelp();
    case Action::kPalette:
      return OpenPalette();
    case Action::kLanguage:
      session_.language = words::Other(session_.language);
      session_.language_chosen = true;
      return;
    case Action::kRedraw:
      redraw_ = true;
      return;
    case Action::kQuit:
      return Quit();
    default:
      if (const auto target = Target()) RunOnCallback(action, *target);
  }
}

void Desk::RunOnCallback(Action action, const v1::Callback& callback) {
  switch (action) {
    case Action::kMine:
      return colleague_.Acknowledge(callback);
    case Action::kCall:
      return colleague_.BeginCall(callback);
    case Action::kAttempt:
      return colleague_.Attempt(callback);
    case Action::kForward:
      return colleague_.Forward(callback);
    case Action::kRenegotiate:
      return colleague_.Renegotiate(callback);
    case Action::kDone:
      return colleague_.Complete(callback);
    case Action::kCancel:
      return colleague_.Cancel(callback);
    case Action::kUndo:
      return colleague_.Undo(callback);
    case Action::kReopen:
      return colleague_.Reopen(callback);
    case Action::kDetail:
      return OpenDetail(callback.name());
    case Action::kExplain:
      return OpenExplanation(callback);
    default:
      return;
  }
}

void Desk::OpenHelp() {
  Chooser chooser;
  chooser.title = session_.words()("terminal_dialog.what_can_be_done");
  std::vector<Action> actions;
  const std::optional<v1::Callback> target = Target();
  for (const ActionRow& row : Actions()) {
    if (!CanRun(row.action, target) || row.action == Action::kHelp || row.action == Action::kBack) continue;
    actions.push_back(row.action);
    chooser.choices.push_back({session_.words()(row.help), row.shown});
  }
  chooser.chosen = [this, actions](size_t index) {
    // What was true when the list was opened may have changed meanwhile.
    if (CanRun(actions.at(index))) Run(actions.at(index));
  };
  Open(std::move(chooser));
}

void Desk::OpenPalette() {
  const Words& words = session_.words();
  Chooser chooser;
  chooser.title = words("terminal_dialog.palette_title");
  std::vector<std::function<void()>> runs;
  const std::optional<v1::Callback> target = Target();
  const auto add = [&](std::string label, std::string hint, std::function<void()> run) {
    chooser.choices.push_back({std::move(label), std::move(hint)});
    runs.push_back(std::move(run));
  };
  for (const ActionRow& row : Actions()) {
    if (row.action == Action::kPalette || row.action == Action::kBack || !CanRun(row.action, target)) continue;
    const bool is_view =
        row.action == Action::kTakeCall || row.action == Action::kMyCalls || row.action == Action::kBoard;
    add(words(row.help),
        absl::StrCat(is_view ? words("terminal_dialog.view_word") : words("terminal_dialog.action_word"), "  ",
                     row.shown),
        [this, action = row.action] {
          if (CanRun(action)) Run(action);
        });
  }
  const Reader reader = session_.reader();
  for (const v1::Party& party : session_.book.Askable()) {
    const v1::Person* person = session_.book.FindPerson(party.person());
    add(session_.book.PartyTitle(party, session_.language),
        absl::StrCat(words("terminal_dialog.person_word"), "  ",
                     person == nullptr ? words("terminal_presence.team") : Presence(*person, reader)),
        [this, party] {
          Show(View::kTakeCall);
          take_call_.Choose(party);
        });
  }
  const auto add_callback = [&](const v1::Callback& callback) {
    add(absl::StrCat(callback.caller().display_name(), "  ", NumberPhrase(callback.caller(), session_.reader())),
        absl::StrCat(words("terminal_dialog.callback_word"), "  ", DeadlineOf(callback, reader)),
        [this, name = callback.name()] { OpenDetail(name); });
  };
  for (const v1::Callback* callback : session_.shelf.Open()) add_callback(*callback);
  for (const v1::Callback* callback : session_.shelf.Closed()) add_callback(*callback);
  chooser.chosen = [runs](size_t index) { runs.at(index)(); };
  Open(std::move(chooser));
}

void Desk::OpenKept() {
  const Words& words = session_.words();
  Chooser chooser;
  chooser.title = words("terminal_kept.kept_title");
  const std::vector<SpooledNote> kept = session_.kept;
  for (const SpooledNote& note : kept) {
    chooser.choices.push_back(
        {absl::StrCat(note.note().caller().display_name(), "  ", note.note().caller().phone_number()),
         note.has_refusal() ? words("terminal_kept.refused_because", {{"why", RefusalOf(note, session_.language)}})
                            : words("terminal_kept.waits")});
  }
  chooser.chosen = [this, kept](size_t index) { OpenKeptNote(kept.at(index)); };
  Open(std::move(chooser));
}

void Desk::OpenKeptNote(const SpooledNote& note) {
  const Words& words = session_.words();
  Chooser chooser;
  chooser.title = absl::StrCat(note.note().caller().display_name(), ": ",
                               note.has_refusal() ? RefusalOf(note, session_.language) : words("terminal_kept.waits"));
  std::vector<std::function<void()>> runs;
  if (note.has_refusal()) {
    chooser.choices.push_back({words("terminal_kept.correct"), ""});
    runs.emplace_back([this, note] {
      Show(View::kTakeCall);
      take_call_.Correct(note);
    });
  }
  chooser.choices.push_back({words("terminal_kept.drop"), ""});
  runs.emplace_back([this, note] {
    Open(Question{session_.words()("terminal_kept.drop_question"),
                  {note.note().caller().display_name()},
                  [this, note] {
                    session_.deps.services.Drop(IdOf(note), [this](const Answer<std::vector<SpooledNote>>& answer) {
                      if (answer.failure)
                        return session_.Say(InOneLine(*answer.failure, session_.reader()), Tone::kAlarm);
                      session_.kept = *answer.value;
                    });
                  },
                  {}});
  });
  chooser.chosen = [runs](size_t index) { runs.at(index)(); };
  Open(std::move(chooser));
}

}  // namespace krul::terminal::desk
