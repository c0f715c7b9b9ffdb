// What the rows and columns of TRANSITIONS.md stand for: a callback in that state at that status, and the commands.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/domain/callback_story.h"
#include "tests/domain/transitions_page.h"

namespace krul::domain::transitions {

using namespace sample;
using namespace std::chrono_literals;

// Anna acts; a question for her was noted on Monday at 10:00, promised by 14:00, at risk from 13:00.
struct Situation {
  CallbackStory story;
  Instant now{};
  CallbackRecord before_latest;  // what undoing the latest event must restore

  CallbackRecord& record() { return story.record; }
};

// When the state is entered, and what was done for the promise until then.
inline Instant BeginAt(Situation& situation, const std::string& status) {
  Promise& promise = situation.record().promise;
  if (status == "ON_TRACK") return Mon("10:20");
  if (status == "AT_RISK") return Mon("13:20");
  if (status == "reached in time") promise.reached_at = Mon("11:00");
  if (status == "attempted in time") promise.attempted_at = Mon("11:00");
  if (status == "reached late") promise.reached_at = Mon("14:05");
  promise.met_at = promise.reached_at ? promise.reached_at : promise.attempted_at;
  return Mon("14:20");  // BROKEN, unless one of these
}

inline const std::map<std::string, std::function<void(Situation&, Instant)>>& States() {
  const auto assigned = [](Situation& s, Instant at) { s.story.Do(Assign{PersonOf("anna")}, "assignment", at); };
  const auto latest = [](Situation& s, const Command& command, const std::string& person, Instant at) {
    s.before_latest = s.record();
    s.story.Do(command, person, at);
  };
  const auto acknowledged = [=](Situation& s, Instant at) {
    assigned(s, at);
    latest(s, Acknowledge{}, "anna", at);
  };
  const auto called_by = [=](const std::string& person) {
    return [=](Situation& s, Instant at) {
      acknowledged(s, at);
      latest(s, BeginCall{}, person, at);
    };
  };
  const auto completed = [=](Situation& s, Instant at) {
    acknowledged(s, at);
    latest(s, Complete{Disposition::kCallerReachedUs}, "anna", at);
  };
  static const std::map<std::string, std::function<void(Situation&, Instant)>> states = {
      {"NOTED", [](Situation&, Instant) {}},
      {"ASSIGNED", assigned},
      {"ASSIGNED, waits in the pool",
       [](Situation& s, Instant at) {
         s.story.Do(Assign{PoolOf("utrecht"), true}, "assignment", at);
       }},
      {"ACKNOWLEDGED", acknowledged},
      {"CALLING by the actor", called_by("anna")},
      {"CALLING by another", called_by("bram")},
      {"CALLING, lease over",
       [=](Situation& s, Instant at) {
         called_by("bram")(s, at);
         s.now += 11min;
       }},
      {"COMPLETED", completed},
      {"COMPLETED, handled at the desk",
       [](Situation& s, Instant at) {
         s.record() = CallbackStory().record;
         s.story.Do(HandleAtDesk{"question", "Puncture"}, "fatima", at);
       }},
      {"CANCELLED",
       [=](Situation& s, Instant at) {
         acknowledged(s, at);
         latest(s, Cancel{}, "anna", at);
       }},
      {"erased",
       [=](Situation& s, Instant at) {
         completed(s, at);
         s.story.LookAtIt(*s.record().erase_at);
         s.now = *s.record().closed_at + 91 * 24h;
       }},
      {"not there", [](Situation& s, Instant) { s.record() = CallbackStory().record; }},
  };
  return states;
}

inline Situation SituationOf(const std::string& state, const std::string& status) {
  Situation situation;
  situation.story.Noted();
  const Instant begin = BeginAt(situation, status);
  situation.now = begin + 5min;
  States().at(state)(situation, begin);
  return situation;
}

// What the circumstance of a row changes beforehand; nullptr: nothing.
inline const std::map<std::string, std::function<void(Situation&)>>& Circumstances() {
  const auto attempts = [](std::size_t failed) {
    return [failed](Situation& s) { s.record().attempts.assign(failed, {Outcome::kBusy, Mon("10:05"), "anna"}); };
  };
  const auto unacknowledged = [](Situation& s) {
    if (s.record().acknowledge_by) s.record().acknowledge_by = s.now - 1ms;
  };
  static const std::map<std::string, std::function<void(Situation&)>> circumstances = {
      {"", nullptr},
      {"to a person", nullptr},
      {"to the pool", nullptr},
      {"nothing differs", nullptr},
      {"the latest event", nullptr},
      {"an earlier event", nullptr},
      {"who had it is away",
       [](Situation& s) {
         for (const char* person : {"anna", "bram"}) s.story.away[person] = AwayUntil(kNever);
       }},
      {"somebody else is away", [](Situation& s) { s.story.away["daan"] = AwayUntil(kNever); }},
      {"who gets it is away", [](Situation& s) { s.story.away["carla"] = AwayUntil(kNever); }},
      {"who gets it is away, and that is known", [](Situation& s) { s.story.away["carla"] = AwayUntil(kNever); }},
      {"the assignee has left",
       [](Situation& s) {
         std::erase_if(s.story.firm.people, [&](const Person& person) { return person.id == s.record().assignee.id; });
       }},
      {"closed when due",
       [](Situation& s) {
         s.story.firm.version = 8;
         s.story.firm.calendars["shop"].special_days[absl::CivilDay(2026, 11, 23)] = {"stocktaking", {}};
       }},
      {"after 50 attempts", attempts(50)},
      {"enough failed", attempts(3)},
      {"too few failed", attempts(2)},
      {"after 10 minutes",
       [](Situation& s) {
         if (s.record().undo) s.record().undo->at = s.now - 10min - 1ms;
       }},
      {"not acknowledged, somebody is next", unacknowledged},
      {"not acknowledged, nobody is next", unacknowledged},
      {"the days of retention are over",
       [](Situation& s) {
         if (s.record().erase_at) s.record().erase_at = s.now;
       }},
  };
  return circumstances;
}

// The commands that a row stands for; none: the row names something the code does not know.
inline std::vector<Command> CommandsOf(const Row& row, const CallbackRecord& record) {
  const std::int64_t latest = record.history.empty() ? 0 : record.history.back().sequence;
  const std::string& which = row.circumstance;
  std::vector<Command> commands;
  if (row.command == "Note") {
    Note note = AQuestionForAnna();
    note.due_at = Tue("12:00");
    commands = {note};
  }
  if (row.command == "HandleAtDesk") commands = {HandleAtDesk{"question", "Puncture"}};
  if (row.command == "Assign" && which == "to a person") commands = {Assign{PersonOf("carla")}};
  if (row.command == "Assign" && which == "to the pool") commands = {Assign{PoolOf("utrecht"), true}};
  if (row.command == "JudgeHolder") commands = {JudgeHolder{}};
  if (row.command == "FollowFirm") commands = {FollowFirm{}};
  if (row.command == "Acknowledge") commands = {Acknowledge{}};
  if (row.command == "BeginCall") commands = {BeginCall{}};
  for (const std::string& word : row.words) {
    const auto outcome = Named<Outcome>(word);
    const auto disposition = Named<Disposition>(word);
    if (row.command == "RecordAttempt" && outcome) commands.push_back(RecordAttempt{*outcome, "tried"});
    if (row.command == "Complete" && disposition) commands.push_back(Complete{*disposition, "done"});
    if (row.command == "Cancel" && disposition) commands.push_back(Cancel{*disposition, "done"});
  }
  if (row.command == "Forward" && which == "who gets it is away") {
    commands = {Forward{PersonOf("carla")}};
  } else if (row.command == "Forward" && which == "who gets it is away, and that is known") {
    commands = {Forward{.assignee = PersonOf("carla"), .although_away = true}};
  } else if (row.command == "Forward") {
    commands = {Forward{PersonOf("carla")}, Forward{{Party::Kind::kTeam, "sales"}}, Forward{PoolOf("utrecht")}};
  }
  if (row.command == "Renegotiate") commands = {Renegotiate{Wed("12:00"), "is out"}};
  if (row.command == "Chase") commands = {Chase{"rang again"}};
  if (row.command == "Reopen") commands = {Reopen{"it leaks again"}};
  if (row.command == "Undo") {
    commands = {Undo{which == "an earlier event" ? latest - 1 : latest}};
  }
  if (row.command == "EraseCaller") commands = {EraseCaller{}};
  if (row.command == "LookAt") {
    const bool has_next = which == "not acknowledged, somebody is next";
    commands = {LookAt{has_next ? std::optional(PersonOf("bram")) : std::nullopt}};
  }
  return commands;
}

}  // namespace krul::domain::transitions
