// Every command in every state, by every role, at every status of the promise, against the tables that people read.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <set>

#include "services/domain/callback/possible.h"
#include "services/domain/promise/promise.h"
#include "tests/domain/transitions_situations.h"
#include "tests/support/source_folder.h"

namespace krul::domain::transitions {
namespace {

std::string PagePath() { return krul::support::SourceFolder() + "/services/domain/TRANSITIONS.md"; }

std::string StateInWords(const CallbackRecord& record) { return record.erased ? "erased" : NameOf(record.state); }

// The firm in which this person has the role. Who has left, and a service, cannot be given one.
Firm WithRole(Firm firm, const std::string& person, Role role) {
  for (Person& one : firm.people) {
    if (one.id == person) one.role = role;
  }
  return firm;
}
Actor ActorAs(const std::string& person, Role role, const std::string& desk) {
  Actor actor(person, "utrecht", desk);
  actor.is_service = role == Role::kService;
  return actor;
}

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// What holds of every record that a decision leaves.
void ExpectSound(const CallbackRecord& before, const Decision& decision) {
  const CallbackRecord& after = decision.record;
  EXPECT_EQ(after.version, before.version) << "versions are the store's";
  ASSERT_EQ(after.history.size(), before.history.size() + decision.events.size());
  EXPECT_FALSE(decision.events.empty());
  for (std::size_t i = 0; i < after.history.size(); ++i) {
    EXPECT_EQ(after.history[i].sequence, static_cast<std::int64_t>(i) + 1);
    if (i < before.history.size()) {
      EXPECT_EQ(after.history[i].type, before.history[i].type);
      EXPECT_EQ(after.history[i].facts, before.history[i].facts);
    } else {
      EXPECT_EQ(after.history[i].type, decision.events[i - before.history.size()]);
    }
    if (i > 0) {
      EXPECT_GE(after.history[i].at, after.history[i - 1].at);
    }
  }
  EXPECT_NE(after.noted_day, 0);
  if (after.open()) {
    EXPECT_TRUE(NextLook(after).has_value()) << "an open callback has a next look";
    EXPECT_FALSE(after.promise.verdict.has_value());
    EXPECT_FALSE(after.erase_at.has_value());
    return;
  }
  EXPECT_TRUE(after.promise.verdict.has_value());
  EXPECT_EQ(NextLook(after), after.erase_at);
  EXPECT_NE(after.erase_at.has_value(), after.erased);
  for (const auto& timer :
       {after.assign_by, after.acknowledge_by, after.retry_at, after.lease_until, after.reminder_at}) {
    EXPECT_FALSE(timer.has_value()) << "a closed callback keeps nothing pending but its erasure";
  }
  EXPECT_EQ(after.calling_person, "");
  EXPECT_FALSE(after.waits_for_people);
}

class Transitions : public testing::Test {
 protected:
  // Whether something happens at all where a cell names a state: two commands depend on what has passed.
  static bool IsChanged(const Row& row, const std::string& cell, const std::string& status, const Situation& before) {
    if (row.command == "LookAt") return NextLook(before.story.record).value_or(kNever) <= before.now;
    if (row.circumstance == "closed when due") return cell != "=" && (status == "ON_TRACK" || status == "AT_RISK");
    return cell != "=";
  }

  std::string StatusAfter(const std::string& row, const std::string& status, const Situation& situation) const {
    if (!by_status.Has(row)) return NameOf(StatusOf(situation.story.record, situation.now));
    if (by_status.At(row, status) != "as before it") return by_status.At(row, status);
    return NameOf(StatusOf(situation.before_latest, situation.now));
  }

  // A reader is shown beforehand what Decide makes of it.
  static void ExpectPossible(const CallbackRecord& before, const Command& command, const Actor& actor, Role role,
                             Instant now, const Result<Decision>& decided) {
    const std::optional<Action> action = ActionOf(command);
    // Whether somebody is there depends on more than the callback.
    const bool is_away = !decided && decided.refusal().reason == Reason::kAssigneeAway;
    if (!action || before.version == 0 || is_away) return;
    if (const auto* undo = std::get_if<Undo>(&command); undo && undo->sequence != before.last_sequence()) return;
    const Possible possible = PossibleOf(before);
    const bool shown = std::any_of(possible.rows.begin(), possible.rows.end(), [&](const PossibleRow& row) {
      return std::count(row.roles.begin(), row.roles.end(), role) > 0 &&
             std::count(row.actions.begin(), row.actions.end(), *action) > 0 &&
             (row.only_person.empty() || row.only_person == actor.person) && row.from <= now && now <= row.until;
    });
    EXPECT_EQ(shown, decided.ok() && decided->changed) << actor.person << " as " << NameOf(role);
    if (shown && *action == Action::kUndo) {
      EXPECT_EQ(possible.undo_sequence, std::get<Undo>(command).sequence);
    }
  }

  void Play(const std::string& words, const std::string& state, const std::string& status) {
    const Row row(words);
    const std::string& cell = by_state.At(words, state);
    static const Firm as_promised = SampleFirm();
    Situation situation = SituationOf(state, status);
    ASSERT_TRUE(Circumstances().contains(row.circumstance)) << row.circumstance;
    if (const auto& prepare = Circumstances().at(row.circumstance)) prepare(situation);
    const CallbackRecord& before = situation.story.record;
    const Absences& away = situation.story.away;
    const std::vector<Command> commands = CommandsOf(row, before);
    ASSERT_FALSE(commands.empty()) << "no such command or word";
    for (const Role role : AllOf<Role>()) {
      const Firm firm = WithRole(WithRole(situation.story.firm, "anna", role), "bram", role);
      for (const Command& command : commands) {
        const DecisionContext context{firm, &as_promised, ActorAs("anna", role, "desk-2"), {}, situation.now, away};
        if (RoleIn(firm, context.actor) != role) continue;
        ++played;
        const auto decided = Decide(before, command, context);
        ExpectPossible(before, command, context.actor, role, situation.now, decided);
        const DecisionContext another{firm, &as_promised, ActorAs("bram", role, "desk-3"), {}, situation.now, away};
        ExpectPossible(before, command, another.actor, RoleIn(firm, another.actor), situation.now,
                       Decide(before, command, another));
        const bool may = by_role.At(row.command, NameOf(role)) == "may" || cell == "NOT_FOUND";
        const std::string expected = may ? cell : "NOT_ALLOWED";
        if (!decided) {
          EXPECT_EQ(NameOf(decided.refusal().reason), expected) << NameOf(role);
          EXPECT_FALSE(decided.refusal().message.empty());
          continue;
        }
        EXPECT_EQ(StateInWords(decided->record), cell == "=" ? StateInWords(before) : expected) << NameOf(role);
        // Other hours of the assignee may move his limit for "mine", which is told by no event.
        const bool only_his_limit = row.command == "FollowFirm" && decided->changed && decided->events.empty();
        EXPECT_EQ(decided->changed && !only_his_limit, IsChanged(row, cell, status, situation)) << NameOf(role);
        if (only_his_limit) {
          EXPECT_NE(decided->record.acknowledge_by, before.acknowledge_by);
        } else if (decided->changed) {
          ++applied;
          EXPECT_EQ(NameOf(StatusOf(decided->record, situation.now)), StatusAfter(words, status, situation));
          ExpectSound(before, *decided);
        } else {
          EXPECT_EQ(InWords(decided->record), InWords(before));
          EXPECT_TRUE(decided->events.empty() && decided->notices.empty());
        }
      }
    }
  }

  const std::map<std::string, Table> page = ReadPage(PagePath());
  const Table& by_state = page.at("By state");
  const Table& by_role = page.at("By role");
  const Table& by_status = page.at("By status of the promise");
  int played = 0, applied = 0;
};

TEST_F(Transitions, AreAsThePageSaysInEveryCombination) {
  for (const std::string& row : by_state.rows) {
    for (const std::string& state : by_state.columns) {
      for (const std::string& status : by_status.columns) {
        SCOPED_TRACE(row + " | " + state + " | " + status);
        Play(row, state, status);
        if (HasFatalFailure()) return;
      }
    }
  }
  std::cout << played << " combinations played, " << applied << " of them changed the callback\n";
}

TEST_F(Transitions, OfEveryCommandStateRoleOutcomeAndStatusAreOnThePage) {
  std::set<std::string> commands;
  std::map<std::string, std::set<std::string>> words;  // by command
  for (const std::string& row : by_state.rows) {
    commands.insert(Row(row).command);
    for (const std::string& word : Row(row).words) words[Row(row).command].insert(word);
  }
  for (const char* command : kCommands) {
    EXPECT_TRUE(commands.contains(command)) << command;
    EXPECT_TRUE(by_role.Has(command)) << command;
  }
  EXPECT_EQ(commands.size(), std::size(kCommands));
  EXPECT_EQ(by_role.rows.size(), std::size(kCommands));

  for (const State state : AllOf<State>()) {
    const auto of_state = [&](const std::string& column) { return column.starts_with(NameOf(state)); };
    EXPECT_TRUE(std::any_of(by_state.columns.begin(), by_state.columns.end(), of_state)) << NameOf(state);
  }
  EXPECT_EQ(by_state.columns.size(), States().size());
  for (const std::string& column : by_state.columns) EXPECT_TRUE(States().contains(column)) << column;

  for (const Role role : AllOf<Role>()) EXPECT_TRUE(Contains(by_role.columns, NameOf(role))) << NameOf(role);
  for (const Outcome outcome : AllOf<Outcome>()) {
    EXPECT_TRUE(words["RecordAttempt"].contains(NameOf(outcome))) << NameOf(outcome);
  }
  for (const Disposition disposition : AllOf<Disposition>()) {
    const std::string name = NameOf(disposition);
    const bool named = words["Complete"].contains(name) || words["Cancel"].contains(name);
    EXPECT_EQ(named, disposition != Disposition::kNone && disposition != Disposition::kHandledAtDesk) << name;
  }
  std::set<std::string> statuses(by_status.columns.begin(), by_status.columns.end());
  for (const auto& [place, cell] : by_status.cells) statuses.insert(cell);
  for (const PromiseStatus status : AllOf<PromiseStatus>()) {
    EXPECT_TRUE(statuses.contains(NameOf(status))) << NameOf(status);
  }
}

// A row without a counterpart would judge nothing.
TEST_F(Transitions, HaveNoCellOrRowThatIsNeverPlayed) {
  for (const std::string& row : by_status.rows) EXPECT_TRUE(by_state.Has(row)) << row;
  for (const auto& [heading, table] : page) {
    EXPECT_EQ(table.cells.size(), table.rows.size() * table.columns.size()) << heading << ": a row is short, or twice";
  }
}

// The columns of the third table are what they are called.
TEST_F(Transitions, BeginAtTheStatusThatTheColumnNames) {
  for (const std::string& column : by_status.columns) {
    for (const char* state : {"NOTED", "ASSIGNED", "ACKNOWLEDGED", "CALLING by another"}) {
      const Situation situation = SituationOf(state, column);
      const std::string expected = Named<PromiseStatus>(column) ? column : "ON_TRACK";
      EXPECT_EQ(NameOf(StatusOf(situation.story.record, situation.now)), expected) << state << ", " << column;
    }
  }
}

}  // namespace
}  // namespace krul::domain::transitions
