// services/domain/TRANSITIONS.md as a test reads it, and the words it uses for what the code numbers. A name function
// answers "" for a number that the enum does not have, so that going through all of them needs no count.
#pragma once
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/domain/callback/callback_decisions.h"

namespace krul::domain::transitions {

// One table: cells by row and column, both by their words.
struct Table {
  std::vector<std::string> columns, rows;
  std::map<std::pair<std::string, std::string>, std::string> cells;

  const std::string& At(const std::string& row, const std::string& column) const { return cells.at({row, column}); }
  bool Has(const std::string& row) const { return !columns.empty() && cells.contains({row, columns.front()}); }
};

inline std::vector<std::string> CellsOf(const std::string& line) {
  std::vector<std::string> cells;
  for (const auto cell : absl::StrSplit(absl::StripSuffix(absl::StripPrefix(line, "|"), "|"), '|')) {
    cells.emplace_back(absl::StripAsciiWhitespace(cell));
  }
  return cells;
}

// The tables of the page by the heading above them.
inline std::map<std::string, Table> ReadPage(const std::string& path) {
  std::map<std::string, Table> tables;
  std::string heading;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("#")) heading = std::string(absl::StripAsciiWhitespace(absl::StripPrefix(line, "##")));
    if (!line.starts_with("|") || line.starts_with("|-")) continue;
    Table& table = tables[heading];
    const std::vector<std::string> cells = CellsOf(line);
    if (table.columns.empty()) {
      table.columns.assign(cells.begin() + 1, cells.end());
      continue;
    }
    table.rows.push_back(cells[0]);
    for (std::size_t i = 1; i < cells.size() && i <= table.columns.size(); ++i) {
      table.cells[{cells[0], table.columns[i - 1]}] = cells[i];
    }
  }
  return tables;
}

// A row is "Command", "Command: WORD, WORD" or either with "; circumstance".
struct Row {
  explicit Row(const std::string& text) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits("; ", 1));
    circumstance = parts.second;
    const std::pair<std::string, std::string> named = absl::StrSplit(parts.first, absl::MaxSplits(": ", 1));
    command = named.first;
    if (!named.second.empty()) words = absl::StrSplit(named.second, ", ");
  }
  std::string command;
  std::vector<std::string> words;
  std::string circumstance;
};

inline constexpr const char* kCommands[] = {
    "Note",      "HandleAtDesk",  "Assign",  "JudgeHolder", "FollowFirm", "Acknowledge",
    "BeginCall", "RecordAttempt", "Forward", "Renegotiate", "Chase",      "Complete",
    "Cancel",    "Reopen",        "Undo",    "EraseCaller", "LookAt"};
static_assert(std::size(kCommands) == std::variant_size_v<Command>, "and a row in TRANSITIONS.md");

inline std::string NameOf(State state) {
  switch (state) {
    case State::kNoted:
      return "NOTED";
    case State::kAssigned:
      return "ASSIGNED";
    case State::kAcknowledged:
      return "ACKNOWLEDGED";
    case State::kCalling:
      return "CALLING";
    case State::kCompleted:
      return "COMPLETED";
    case State::kCancelled:
      return "CANCELLED";
  }
  return "";
}

inline std::string NameOf(PromiseStatus status) {
  switch (status) {
    case PromiseStatus::kOnTrack:
      return "ON_TRACK";
    case PromiseStatus::kAtRisk:
      return "AT_RISK";
    case PromiseStatus::kBroken:
      return "BROKEN";
    case PromiseStatus::kKept:
      return "KEPT";
    case PromiseStatus::kMissed:
      return "MISSED";
    case PromiseStatus::kNotJudged:
      return "NOT_JUDGED";
  }
  return "";
}

inline std::string NameOf(Role role) {
  switch (role) {
    case Role::kDesk:
      return "DESK";
    case Role::kColleague:
      return "COLLEAGUE";
    case Role::kManager:
      return "MANAGER";
    case Role::kHeadOffice:
      return "HEAD_OFFICE";
    case Role::kOperator:
      return "OPERATOR";
    case Role::kService:
      return "SERVICE";
  }
  return "";
}

inline std::string NameOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kConnected:
      return "CONNECTED";
    case Outcome::kNoAnswer:
      return "NO_ANSWER";
    case Outcome::kBusy:
      return "BUSY";
    case Outcome::kLeftVoicemail:
      return "LEFT_VOICEMAIL";
    case Outcome::kWrongNumber:
      return "WRONG_NUMBER";
    case Outcome::kWrongPerson:
      return "WRONG_PERSON";
    case Outcome::kNumberNotInUse:
      return "NUMBER_NOT_IN_USE";
    case Outcome::kRescheduled:
      return "RESCHEDULED";
  }
  return "";
}

// Those that a command may name.
inline std::string NameOf(Disposition disposition) {
  switch (disposition) {
    case Disposition::kNone:
      return "none";
    case Disposition::kHandledAtDesk:
      return "handled at the desk";
    case Disposition::kResolved:
      return "RESOLVED";
    case Disposition::kCallerReachedUs:
      return "CALLER_REACHED_US";
    case Disposition::kMaxAttemptsExceeded:
      return "MAX_ATTEMPTS_EXCEEDED";
    case Disposition::kWithdrawn:
      return "WITHDRAWN";
    case Disposition::kDuplicate:
      return "DUPLICATE";
  }
  return "";
}

inline std::string NameOf(Reason reason) {
  const std::map<Reason, std::string> names = {{Reason::kNotFound, "NOT_FOUND"},
                                               {Reason::kIdReused, "ID_REUSED"},
                                               {Reason::kNotAllowed, "NOT_ALLOWED"},
                                               {Reason::kClosed, "CLOSED"},
                                               {Reason::kNotClosed, "NOT_CLOSED"},
                                               {Reason::kErased, "ERASED"},
                                               {Reason::kSomebodyIsCalling, "SOMEBODY_IS_CALLING"},
                                               {Reason::kAssigneeAway, "ASSIGNEE_AWAY"},
                                               {Reason::kTooManyAttempts, "TOO_MANY_ATTEMPTS"},
                                               {Reason::kTooFewAttempts, "TOO_FEW_ATTEMPTS"},
                                               {Reason::kNotLatest, "NOT_LATEST"},
                                               {Reason::kUndoTooLate, "UNDO_TOO_LATE"}};
  const auto found = names.find(reason);
  return found == names.end() ? "another reason" : found->second;
}

// All values of an enum.
template <class Enum>
std::vector<Enum> AllOf() {
  std::vector<Enum> all;
  for (int i = 0; !NameOf(static_cast<Enum>(i)).empty(); ++i) all.push_back(static_cast<Enum>(i));
  return all;
}

// The value with that name; nothing when there is none.
template <class Enum>
std::optional<Enum> Named(const std::string& name) {
  for (const Enum value : AllOf<Enum>()) {
    if (NameOf(value) == name) return value;
  }
  return std::nullopt;
}

}  // namespace krul::domain::transitions
