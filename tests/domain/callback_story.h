// The life of one callback told in a test: who does what, when. Keeps the record as the store would.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/domain/callback/callback_decisions.h"
#include "services/domain/speech/event_sentence.h"
#include "tests/domain/sample_firm.h"

namespace krul::domain::sample {

inline Party PersonOf(std::string id) { return {Party::Kind::kPerson, std::move(id)}; }
inline Party PoolOf(std::string branch) { return {Party::Kind::kPool, std::move(branch)}; }

// A question for Anna, asked and noted on Monday at 10:00, to be answered by 14:00.
inline Note AQuestionForAnna() {
  Note note;
  note.caller = {"Mevrouw Jansen", "020 123 4567", "+31201234567", "", "K-17"};
  note.requested = PersonOf("anna");
  note.category = "question";
  note.reason = "Which tyre fits?";
  note.called_at = Mon("10:00");
  note.due_at = Mon("14:00");
  note.firm_version = 7;
  return note;
}

class CallbackStory {
 public:
  CallbackStory() {
    record.branch = "utrecht";
    record.id = "c1";
  }

  // Without applying it.
  Result<Decision> Try(const Command& command, const std::string& person, Instant now,
                       AppliedRequest request = {}) const {
    Actor actor(person, "utrecht", "desk-2");
    actor.is_service = person == "assignment" || person == "deadline-watcher";
    return Decide(record, command, {firm, nullptr, actor, request, now, away});
  }

  // Applies what is decided, and counts the version as the store does.
  Decision Do(const Command& command, const std::string& person, Instant now, AppliedRequest request = {}) {
    Result<Decision> decided = Try(command, person, now, std::move(request));
    if (!decided) {
      ADD_FAILURE() << "refused: " << decided.refusal().message;
      return {record, {}, {}, false};
    }
    const std::int64_t version = record.version + (decided->changed ? 1 : 0);
    record = decided->record;
    record.version = version;
    return *decided;
  }

  Decision LookAtIt(Instant now, LookAt look = {}) { return Do(look, "deadline-watcher", now); }

  // Why it is refused; fails the test when it is not.
  Reason Refused(const Command& command, const std::string& person, Instant now, AppliedRequest request = {}) const {
    const Result<Decision> decided = Try(command, person, now, std::move(request));
    if (decided) {
      ADD_FAILURE() << "not refused";
      return Reason::kInternal;
    }
    EXPECT_FALSE(decided.refusal().message.empty());
    return decided.refusal().reason;
  }

  CallbackStory& Noted() {
    Do(AQuestionForAnna(), "fatima", Mon("10:00"));
    return *this;
  }
  CallbackStory& AssignedToAnna() {
    Noted().Do(Assign{PersonOf("anna")}, "assignment", Mon("10:00"));
    return *this;
  }
  CallbackStory& AcknowledgedByAnna() {
    AssignedToAnna().Do(Acknowledge{}, "anna", Mon("10:10"));
    return *this;
  }

  Firm firm = SampleFirm();
  Absences away;
  CallbackRecord record;
};

inline std::vector<std::string> Told(const Decision& decision) {
  std::vector<std::string> people;
  for (const Notice& notice : decision.notices) people.push_back(notice.recipient);
  return people;
}

inline std::vector<std::size_t> StepsTaken(const CallbackRecord& record) {
  std::vector<std::size_t> taken;
  for (std::size_t i = 0; i < record.promise.steps.size(); ++i) {
    if (record.promise.steps[i].taken) taken.push_back(i);
  }
  return taken;
}

// What a line of the history says, at the branch.
inline std::string Told(const AuditEvent& event) { return SentenceOf(event, Amsterdam()); }

inline int Count(const CallbackRecord& record, EventType type) {
  return static_cast<int>(std::count_if(record.history.begin(), record.history.end(),
                                        [type](const AuditEvent& event) { return event.type == type; }));
}

inline std::string WallOf(const std::optional<Instant>& at) { return at ? Wall(*at) : "-"; }

// What a decision may change, in words: two records that read alike are alike, and a difference shows itself.
inline std::string InWords(const CallbackRecord& record) {
  const Promise& promise = record.promise;
  std::string words = absl::StrCat(
      "version ", record.version, ", state ", static_cast<int>(record.state), ", ", record.category, ", ",
      record.requested.id, " -> ", static_cast<int>(record.assignee.kind), record.assignee.id, ", closed ",
      WallOf(record.closed_at), " as ", static_cast<int>(record.disposition), "\npromise ", promise.number, " of ",
      record.former_promises.size() + 1, ", due ", Wall(promise.due_at), " (", Wall(promise.original_due_at),
      "), at risk ", Wall(promise.at_risk_at), promise.at_risk_noticed, promise.broken_noticed, ", reached ",
      WallOf(promise.reached_at), ", attempted ", WallOf(promise.attempted_at), ", verdict ",
      promise.verdict ? static_cast<int>(*promise.verdict) : -1);
  for (const PlannedStep& planned : promise.steps) {
    absl::StrAppend(&words, planned.taken ? ", taken " : ", step ", Wall(planned.at));
  }
  absl::StrAppend(&words, "\nassign by ", WallOf(record.assign_by), ", acknowledge by ", WallOf(record.acknowledge_by),
                  ", retry ", WallOf(record.retry_at), ", lease ", WallOf(record.lease_until), ", reminder ",
                  WallOf(record.reminder_at), ", erase ", WallOf(record.erase_at), ", calling ", record.calling_person,
                  " since ", WallOf(record.call_begun_at), "\n", record.attempts.size(), " attempts, ",
                  record.chaser_count, " chasers, urgency ", record.urgency, ", expired ",
                  absl::StrJoin(record.passed_over, " "), record.erased ? ", erased" : "", "\n", record.history.size(),
                  " events, ", record.applied.size(), " requests, undo ", record.undo ? record.undo->sequence : 0);
  for (const auto& [sequence, remark] : record.sealed.remarks) absl::StrAppend(&words, "\n", sequence, " ", remark);
  return words + "\n" + record.sealed.caller.name + " " + record.sealed.reason;
}

}  // namespace krul::domain::sample
