// What reports count of a callback: each measure, for whom, and that what is taken back is counted back.
#include "services/domain/report/tally.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/time/civil_time.h"
#include "services/domain/report/duration_histogram.h"
#include "tests/domain/callback_story.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;
using namespace sample;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// "missed anna", "chasers anna 2", "reached anna after 60 min": counts of 1 and the category question go unsaid.
std::vector<std::string> Counted(const CallbackRecord& record) {
  std::vector<std::string> words;
  for (const TallyCount& tally : TalliesOf(record)) {
    if (tally.measure == Measure::kClosed) continue;  // told below
    std::string line = absl::StrCat(std::string(NameOf(tally.measure)), tally.person.empty() ? "" : " ", tally.person);
    if (tally.category != "question") absl::StrAppend(&line, " of ", tally.category);
    if (tally.bucket != 0) absl::StrAppend(&line, " in bucket ", tally.bucket);
    if (tally.count != 1) absl::StrAppend(&line, " ", tally.count);
    words.push_back(line);
  }
  return words;
}

std::string After(const std::string& measure, Millis duration) {
  return absl::StrCat(measure, " in bucket ", BucketOf(duration));
}

TEST(ACallback, IsCountedForWhoHasIt) {
  CallbackStory story;
  EXPECT_THAT(Counted(story.record), IsEmpty()) << "nothing was noted yet";
  story.Noted();
  EXPECT_THAT(Counted(story.record), UnorderedElementsAre("noted"));
  story.Do(Assign{PersonOf("anna")}, "assignment", Mon("10:00"));
  EXPECT_THAT(Counted(story.record), UnorderedElementsAre("noted anna"));
  story.Do(Forward{{Party::Kind::kTeam, "sales"}}, "anna", Mon("10:05"));
  EXPECT_THAT(Counted(story.record), UnorderedElementsAre("noted"));
}

TEST(ACallback, CountsAsClosedWhileItIs) {
  const auto closed = [](const CallbackRecord& record) {
    const std::vector<TallyCount> tallies = TalliesOf(record);
    return std::count_if(tallies.begin(), tallies.end(),
                         [](const TallyCount& tally) { return tally.measure == Measure::kClosed; });
  };
  CallbackStory story;
  story.AcknowledgedByAnna();
  EXPECT_EQ(closed(story.record), 0);
  story.Do(Complete{}, "anna", Mon("11:00"));
  EXPECT_EQ(closed(story.record), 1);
  story.Do(Reopen{"again"}, "anna", Mon("11:10"));
  EXPECT_EQ(closed(story.record), 0);
}

TEST(ACallback, IsBookedOnTheLocalDayOfNoting) {
  CallbackStory story;
  story.Do(AQuestionForAnna(), "fatima", Tue("00:30"));  // still Monday in London
  EXPECT_EQ(absl::CivilDay() + story.record.noted_day, absl::CivilDay(2026, 11, 24));
  story.record.noted_day = 0;
  EXPECT_THAT(Counted(story.record), IsEmpty()) << "noted before reports counted";
}

TEST(ACallback, OfBeforeReportsIsBookedWithItsNextChange) {
  CallbackStory story;
  story.Noted();
  story.record.noted_day = 0;
  story.Do(Assign{PersonOf("anna")}, "assignment", Wed("10:00"));
  EXPECT_EQ(absl::CivilDay() + story.record.noted_day, absl::CivilDay(2026, 11, 23));
}

TEST(HandledAtTheDesk, IsCountedAndNothingElseOfIt) {
  CallbackStory story;
  story.Do(HandleAtDesk{"complaint", "Puncture"}, "fatima", Mon("10:00"));
  EXPECT_THAT(Counted(story.record), UnorderedElementsAre("handled of complaint"));
}

TEST(TheFirstMine, IsCountedByTheBusinessTimeSinceTheCall) {
  CallbackStory story;
  story.AssignedToAnna().Do(Acknowledge{}, "anna", Mon("10:40"));
  EXPECT_THAT(Counted(story.record), UnorderedElementsAre("noted anna", After("acknowledged anna", 40min)));
  story.Do(Forward{PersonOf("bram")}, "anna", Mon("11:00"));
  story.Do(Acknowledge{}, "bram", Tue("10:00"));
  EXPECT_THAT(Counted(story.record), UnorderedElementsAre("noted bram", After("acknowledged bram", 40min)))
      << "once per promise, and it moves with the callback";
}

TEST(TheFirstConversation, IsCountedByTheBusinessTimeSinceTheCall) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(RecordAttempt{Outcome::kNoAnswer}, "anna", Mon("11:00"));
  EXPECT_THAT(Counted(story.record), UnorderedElementsAre("noted anna", After("acknowledged anna", 10min)));
  story.Do(RecordAttempt{Outcome::kConnected}, "anna", Tue("10:00"));
  EXPECT_THAT(Counted(story.record), Contains(After("reached anna", 8h))) << "the night does not count";
  story.Do(RecordAttempt{Outcome::kConnected}, "anna", Tue("11:00"));
  EXPECT_THAT(Counted(story.record), Contains(After("reached anna", 8h)));
}

TEST(AChaser, IsCountedEachTime) {
  CallbackStory story;
  story.AssignedToAnna();
  for (int i = 0; i < 3; ++i) story.Do(Chase{}, "fatima", Mon("10:05"));
  EXPECT_THAT(Counted(story.record), UnorderedElementsAre("noted anna", "chasers anna 3"));
}

TEST(WhatWasAgreedOtherwise, IsCountedWithItsPromise) {
  CallbackStory story;
  Note note = AQuestionForAnna();
  note.agreed_otherwise = true;
  story.Do(note, "fatima", Mon("10:00"));
  EXPECT_THAT(Counted(story.record), UnorderedElementsAre("noted", "agreed_otherwise"));
}

TEST(AJudgedPromise, IsCountedOnceByHowItWentFor) {
  const struct {
    Command closing;
    Instant at;
    std::optional<Outcome> attempt;  // at 11:00
    const char* spoken;
    const char* target;
  } kCases[] = {
      {Complete{}, Mon("13:00"), {}, "kept_reached anna", "targets_kept anna"},
      {Complete{}, Tue("10:00"), Outcome::kConnected, "kept_reached anna", "targets_kept anna"},
      {Complete{}, Tue("10:00"), Outcome::kNoAnswer, "kept_attempted anna", "targets_kept anna"},
      {Complete{Disposition::kCallerReachedUs}, Mon("13:00"), {}, "kept_caller_came anna", "targets_kept anna"},
      {Complete{Disposition::kCallerReachedUs}, Mon("13:00"), Outcome::kNoAnswer, "kept_caller_came anna",
       "targets_kept anna"},
      {Complete{Disposition::kCallerReachedUs}, Tue("10:00"), Outcome::kNoAnswer, "kept_attempted anna",
       "targets_kept anna"},
      {Complete{Disposition::kCallerReachedUs}, Tue("10:00"), {}, "missed anna", "targets_missed anna"},
      {Complete{}, Tue("10:00"), {}, "missed anna", "targets_missed anna"},
      {Cancel{}, Mon("13:00"), {}, "not_judged anna", "not_judged anna"},
      {Cancel{}, Tue("10:00"), {}, "missed anna", "targets_missed anna"},
  };
  for (const auto& test : kCases) {
    for (const Origin origin : {Origin::kDesk, Origin::kImport, Origin::kMissedCall, Origin::kWebForm}) {
      CallbackStory story;
      Note note = AQuestionForAnna();
      note.origin = origin;
      story.Do(note, "fatima", Mon("10:00"));
      story.Do(Acknowledge{}, "anna", Mon("10:10"));
      if (test.attempt) story.Do(RecordAttempt{*test.attempt}, "anna", Mon("11:00"));
      story.Do(test.closing, "anna", test.at);
      std::vector<std::string> words = Counted(story.record);
      std::erase_if(words, [](const std::string& line) { return line.find("bucket") != std::string::npos; });
      const bool spoken = origin == Origin::kDesk;
      EXPECT_THAT(words,
                  UnorderedElementsAre(spoken ? "noted anna" : "targets anna", spoken ? test.spoken : test.target));
    }
  }
}

TEST(AnUndo, CountsBackWhatItUndoes) {
  const Command commands[] = {
      Acknowledge{}, RecordAttempt{Outcome::kConnected}, Forward{PersonOf("carla")}, Chase{}, Complete{}, Cancel{}};
  for (const Command& command : commands) {
    CallbackStory story;
    story.AssignedToAnna();
    const auto before = Counted(story.record);
    story.Do(command, "bram", Mon("10:20"));
    EXPECT_NE(Counted(story.record), before);
    story.Do(Undo{story.record.history.back().sequence}, "bram", Mon("10:25"));
    EXPECT_EQ(Counted(story.record), before);
  }
}

TEST(AReopenedCallback, HasSeveralPromisesAndIsNotedOnce) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{}, "anna", Mon("15:00"));
  story.Do(Reopen{"it leaks again"}, "mira", Tue("10:00"));
  EXPECT_THAT(
      Counted(story.record),
      UnorderedElementsAre("noted anna", "missed anna", After("acknowledged anna", 10min), After("reached anna", 5h)));
  story.Do(Acknowledge{}, "anna", Tue("10:30"));
  story.Do(Complete{}, "anna", Tue("11:00"));
  EXPECT_THAT(
      Counted(story.record),
      UnorderedElementsAre("noted anna", "missed anna", After("acknowledged anna", 10min), After("reached anna", 5h),
                           "kept_reached anna", After("acknowledged anna", 30min), After("reached anna", 1h)))
      << "the clocks of the second promise begin with the reopening";
}

TEST(AFormerPromise, StaysWithWhoHadItThen) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{}, "anna", Mon("15:00"));
  story.Do(Reopen{"it leaks again"}, "mira", Tue("10:00"));
  story.Do(Forward{PersonOf("bram")}, "anna", Tue("10:10"));
  story.Do(Complete{Disposition::kCallerReachedUs}, "fatima", Tue("11:00"));
  EXPECT_THAT(Counted(story.record),
              UnorderedElementsAre("noted bram", "missed anna", "kept_caller_came bram",
                                   After("acknowledged anna", 10min), After("reached anna", 5h)));
}

TEST(AJudgedPromise, OfNobodyIsCountedForNobody) {
  CallbackStory story;
  story.Noted().Do(Cancel{}, "fatima", Mon("10:05"));
  EXPECT_THAT(Counted(story.record), UnorderedElementsAre("noted", "not_judged"));
}

TEST(Erasing, LeavesTheCounts) {
  CallbackStory story;
  story.AcknowledgedByAnna().Do(Complete{}, "anna", Mon("13:00"));
  const auto before = Counted(story.record);
  story.LookAtIt(Mon("13:00") + 90 * 24h);
  ASSERT_TRUE(story.record.erased);
  EXPECT_EQ(Counted(story.record), before);
}

TEST(EveryMeasure, HasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (int measure = 0; measure < kMeasures; ++measure) names.insert(NameOf(static_cast<Measure>(measure)));
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kMeasures));
  EXPECT_THAT(names, Not(Contains("")));
}

}  // namespace
}  // namespace krul::domain
