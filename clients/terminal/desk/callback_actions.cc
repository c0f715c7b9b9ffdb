#include "clients/terminal/desk/callback_actions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/caller_phrases.h"
#include "clients/terminal/phrases/event_phrases.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/presence.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal::desk {

std::optional<google::protobuf::Timestamp> ReadMoment(const std::string& text, const Reader& reader) {
  std::string plain(absl::StripAsciiWhitespace(text));
  if (plain.size() <= 5) plain = absl::StrReplaceAll(plain, {{".", ":"}});
  try {
    return ToProto(TypedMoment(plain, "", Direction::kAhead).At(reader.now, reader.zone));
  } catch (const Failure&) {
    return std::nullopt;
  }
}

void Colleague::Send(Change change, const std::string& done) {
  session_.Say(session_.words()("terminal_doing.sending"));
  session_.deps.services.Send(change, [this, change, done](const Answer<v1::Callback>& answer) {
    const Words& words = session_.words();
    if (answer.value) {
      session_.shelf.Take(*answer.value);
      std::string said = absl::StrCat(answer.value->caller().display_name(), ": ", done);
      if (!answer.value->also_open().empty()) absl::StrAppend(&said, " · ", words("terminal_callback.also_open"));
      return session_.Say(std::move(said), Tone::kGood);
    }
    if (AsksAgain(change, done, *answer.failure)) return;
    if (!IsAway(*answer.failure)) return session_.Say(InOneLine(*answer.failure, session_.reader()), Tone::kAlarm);
    // It may have arrived or not: the same change under the same id counts once.
    session_.Say(words("terminal_doing.unknown_outcome"), Tone::kAlarm);
    session_.open(Question{words("terminal_doing.unknown_outcome"),
                           {words("terminal_doing.send_again")},
                           [this, change, done] { Send(change, done); },
                           {}});
  });
}

// Passed on to somebody who is not there in time: whether to do so all the same. That is another request.
bool Colleague::AsksAgain(const Change& change, const std::string& done, const Failure& failure) {
  const auto* forward = std::get_if<v1::ForwardRequest>(&change);
  if (!forward || failure.refused.remedy() != v1::FORWARD_ALTHOUGH_AWAY) return false;
  v1::ForwardRequest anyway = *forward;
  anyway.set_although_away(true);
  anyway.set_request_id(session_.deps.new_id());
  const Words& words = session_.words();
  session_.Say("");
  const std::string title = session_.book.PartyTitle(forward->assignee(), session_.language);
  session_.open(Question{words("terminal_doing.is_away", {{"person", title}}),
                         {words("terminal_doing.although_away")},
                         [this, anyway, done] { Send(anyway, done); },
                         {}});
  return true;
}

void Colleague::AskRemark(std::function<void(const std::string&)> then) {
  Asking asking;
  asking.title = session_.words()("terminal_doing.remark");
  asking.hint = session_.words()("terminal_doing.remark_hint");
  asking.entered = [then = std::move(then)](const std::string& text) {
    then(text);
    return std::string();
  };
  session_.open(std::move(asking));
}

void Colleague::Acknowledge(const v1::Callback& callback) {
  v1::AcknowledgeRequest request;
  request.set_name(callback.name());
  request.set_request_id(session_.deps.new_id());
  Send(request, session_.words()("terminal_foot.acknowledge"));
}

void Colleague::BeginCall(const v1::Callback& callback) {
  v1::BeginCallRequest request;
  request.set_name(callback.name());
  request.set_request_id(session_.deps.new_id());
  Send(request, absl::StrCat(session_.words()("terminal_foot.begin_call"), " ",
                             WayToReach(callback.caller(), session_.reader())));
}

void Colleague::Attempt(const v1::Callback& callback) {
  constexpr std::array<v1::Outcome, 8> kOutcomes = {v1::CONNECTED,    v1::NO_ANSWER,        v1::LEFT_VOICEMAIL,
                                                    v1::BUSY,         v1::RESCHEDULED,      v1::WRONG_NUMBER,
                                                    v1::WRONG_PERSON, v1::NUMBER_NOT_IN_USE};
  Chooser chooser;
  chooser.title = session_.words()("terminal_doing.outcome_title");
  for (const v1::Outcome outcome : kOutcomes) chooser.choices.push_back({OutcomeWord(outcome, session_.language), ""});
  chooser.chosen = [this, kOutcomes, name = callback.name()](size_t index) {
    v1::RecordAttemptRequest request;
    request.set_name(name);
    request.set_request_id(session_.deps.new_id());
    request.set_outcome(kOutcomes.at(index));
    const auto with_remark = [this](v1::RecordAttemptRequest attempt) {
      AskRemark([this, attempt](const std::string& text) {
        v1::RecordAttemptRequest complete = attempt;
        complete.set_remark(text);
        Send(complete, OutcomeWord(complete.outcome(), session_.language));
      });
    };
    if (request.outcome() != v1::RESCHEDULED) return with_remark(request);
    Asking asking;
    asking.title = session_.words()("terminal_doing.again_when");
    asking.hint = session_.words()("terminal_doing.new_time_hint");
    asking.entered = [this, request, with_remark](const std::string& text) -> std::string {
      const auto moment = ReadMoment(text, session_.ReaderOf(request.name()));
      if (!moment) return session_.words()("terminal_doing.bad_time");
      v1::RecordAttemptRequest timed = request;
      *timed.mutable_call_again_time() = *moment;
      with_remark(timed);
      return "";
    };
    session_.open(std::move(asking));
  };
  session_.open(std::move(chooser));
}

void Colleague::Forward(const v1::Callback& callback) {
  std::vector<v1::Party> parties = session_.book.Askable();
  for (const v1::Branch& branch : session_.book.firm().branches()) parties.emplace_back().set_pool(branch.id());
  Chooser chooser;
  chooser.title = session_.words()("terminal_doing.forward_to");
  const Reader reader = session_.reader();
  for (const v1::Party& party : parties) {
    const v1::Person* person = session_.book.FindPerson(party.person());
    chooser.choices.push_back({session_.book.PartyTitle(party, session_.language),
                               person == nullptr ? (party.has_team() ? session_.words()("terminal_presence.team") : "")
                                                 : Presence(*person, reader)});
  }
  chooser.chosen = [this, parties, name = callback.name()](size_t index) {
    v1::ForwardRequest request;
    request.set_name(name);
    request.set_request_id(session_.deps.new_id());
    *request.mutable_assignee() = parties.at(index);
    AskRemark([this, request](const std::string& text) {
      v1::ForwardRequest complete = request;
      complete.set_remark(text);
      Send(complete, session_.words()("event.forwarded",
                                      {{"party", session_.book.PartyTitle(complete.assignee(), session_.language)}}));
    });
  };
  session_.open(std::move(chooser));
}

void Colleague::Renegotiate(const v1::Callback& callback) {
  Asking when;
  when.title = session_.words()("terminal_doing.new_time");
  when.hint = session_.words()("terminal_doing.new_time_hint");
  when.entered = [this, name = callback.name()](const std::string& text) -> std::string {
    const Reader reader = session_.ReaderOf(name);
    const auto moment = ReadMoment(text, reader);
    if (!moment) return session_.words()("terminal_doing.bad_time");
    v1::RenegotiatePromiseRequest request;
    request.set_name(name);
    request.set_request_id(session_.deps.new_id());
    *request.mutable_due_time() = *moment;
    Asking why;
    why.title = session_.words()("terminal_doing.why");
    why.hint = Deadline(FromProto(*moment), reader);
    why.entered = [this, request](const std::string& reason) -> std::string {
      if (absl::StripAsciiWhitespace(reason).empty()) return session_.words()("terminal_doing.reason_needed");
      v1::RenegotiatePromiseRequest complete = request;
      complete.set_reason(reason);
      Send(complete, Deadline(FromProto(complete.due_time()), session_.ReaderOf(complete.name())));
      return "";
    };
    session_.open(std::move(why));
    return "";
  };
  session_.open(std::move(when));
}

void Colleague::Complete(const v1::Callback& callback) {
  std::vector<v1::Disposition> ways = {v1::RESOLVED, v1::CALLER_REACHED_US};
  if (session_.May(callback, v1::GIVE_UP)) ways.push_back(v1::MAX_ATTEMPTS_EXCEEDED);
  Chooser chooser;
  chooser.title = session_.words()("terminal_doing.how_closed");
  for (const v1::Disposition way : ways) chooser.choices.push_back({DispositionWord(way, session_.language), ""});
  chooser.chosen = [this, ways, name = callback.name()](size_t index) {
    v1::CompleteRequest request;
    request.set_name(name);
    request.set_request_id(session_.deps.new_id());
    request.set_disposition(ways.at(index));
    AskRemark([this, request](const std::string& text) {
      v1::CompleteRequest complete = request;
      complete.set_remark(text);
      Send(complete, DispositionWord(complete.disposition(), session_.language));
    });
  };
  session_.open(std::move(chooser));
}

void Colleague::Cancel(const v1::Callback& callback) {
  constexpr std::array<v1::Disposition, 2> kWays = {v1::WITHDRAWN, v1::DUPLICATE};
  Chooser chooser;
  chooser.title = session_.words()("action.cancel");
  for (const v1::Disposition way : kWays) chooser.choices.push_back({DispositionWord(way, session_.language), ""});
  chooser.chosen = [this, kWays, name = callback.name()](size_t index) {
    v1::CancelRequest request;
    request.set_name(name);
    request.set_request_id(session_.deps.new_id());
    request.set_disposition(kWays.at(index));
    AskRemark([this, request](const std::string& text) {
      v1::CancelRequest complete = request;
      complete.set_remark(text);
      Send(complete, DispositionWord(complete.disposition(), session_.language));
    });
  };
  session_.open(std::move(chooser));
}

void Colleague::Undo(const v1::Callback& callback) {
  session_.Say(session_.words()("terminal_callback.reading"));
  session_.deps.services.Read(callback.name(), [this](const Answer<v1::Callback>& answer) {
    const Words& words = session_.words();
    if (answer.failure) return session_.Say(InOneLine(*answer.failure, session_.reader()), Tone::kAlarm);
    const auto& history = answer.value->history();
    const auto latest = std::find_if(history.begin(), history.end(), [&answer](const v1::AuditEvent& event) {
      return event.sequence() == answer.value->possible().undo_sequence();
    });
    if (latest == history.end()) return session_.Say(words("terminal_doing.nothing_to_undo"), Tone::kWarning);
    session_.Say("");
    v1::UndoRequest request;
    request.set_name(answer.value->name());
    request.set_request_id(session_.deps.new_id());
    request.set_sequence(latest->sequence());
    const Reader reader = session_.ReaderOf(answer.value->name());
    const std::string what = absl::StrCat(EventPhrase(*latest, reader), " · ", ActorPhrase(*latest, reader), " · ",
                                          Moment(FromProto(latest->event_time()), reader));
    session_.open(Question{words("terminal_doing.take_back"),
                           {answer.value->caller().display_name(), what, latest->remark()},
                           [this, request] { Send(request, session_.words()("terminal_doing.undone")); },
                           {}});
  });
}

void Colleague::Reopen(const v1::Callback& callback) {
  Asking why;
  why.title = session_.words()("action.reopen");
  why.hint = session_.words()("terminal_doing.why");
  why.entered = [this, name = callback.name()](const std::string& reason) -> std::string {
    if (absl::StripAsciiWhitespace(reason).empty()) return session_.words()("terminal_doing.reason_needed");
    v1::ReopenRequest request;
    request.set_name(name);
    request.set_request_id(session_.deps.new_id());
    request.set_reason(reason);
    Send(request, session_.words()("terminal_doing.reopened"));
    return "";
  };
  session_.open(std::move(why));
}

}  // namespace krul::terminal::desk
