// The lists, the actions and the line of a desk.
#include "tests/terminal/desk_at_work.h"

namespace krul::terminal::desk {
namespace {

class ADesk : public DeskAtWork {};

TEST_F(ADesk, ShowsWhatIsMineInTheOrderOfTheServices) {
  v1::Callback later = CallbackOf("later", v1::ASSIGNED, "bob");
  v1::Callback sooner = CallbackOf("eerst", v1::ASSIGNED, "bob");
  StandAt(sooner, now - absl::Minutes(12));
  Hear(later, v1::EVENT_ASSIGNED);
  Hear(sooner, v1::EVENT_ASSIGNED);
  Hear(CallbackOf("anders", v1::ASSIGNED, "anna"), v1::EVENT_ASSIGNED);
  GoTo("i");
  const std::string screen = Screen();
  EXPECT_LT(screen.find("Meneer eerst"), screen.find("Meneer later"));
  EXPECT_TRUE(absl::StrContains(screen, "12 min te laat"));
  EXPECT_FALSE(absl::StrContains(screen, "Meneer anders"));
}

TEST_F(ADesk, SendsAnActionOnceAndAgainUnderTheSameIdWhenNoAnswerCame) {
  Hear(CallbackOf("een", v1::ASSIGNED, "bob"), v1::EVENT_ASSIGNED);
  GoTo("i");
  Press(Typed("a"));
  ASSERT_EQ(services.changes.size(), 1U);
  const auto first = std::get<v1::AcknowledgeRequest>(services.changes.front().first);
  Failure unknown = Failed("DEADLINE_EXCEEDED", "", Told::AsItIs("no answer"));
  unknown.outcome_unknown = true;
  FailFirst(services.changes, unknown);
  EXPECT_TRUE(Shows("niet zeker of het is vastgelegd"));
  Press(Typed("j"));
  ASSERT_EQ(services.changes.size(), 1U);
  EXPECT_EQ(std::get<v1::AcknowledgeRequest>(services.changes.front().first).request_id(), first.request_id());
  v1::Callback mine = CallbackOf("een", v1::ACKNOWLEDGED, "bob");
  mine.set_version(2);
  AnswerFirst(services.changes, mine);
  EXPECT_TRUE(Shows("van u"));
}

TEST_F(ADesk, NeverGoesBackToAnEarlierVersion) {
  v1::Callback done = CallbackOf("een", v1::ACKNOWLEDGED, "bob");
  done.set_version(3);
  Hear(done, v1::EVENT_ACKNOWLEDGED);
  Hear(CallbackOf("een", v1::ASSIGNED, "bob"), v1::EVENT_ASSIGNED);  // heard again after a reconnect
  GoTo("i");
  EXPECT_TRUE(Shows("van u"));
}

TEST_F(ADesk, SaysWhoIsCallingNow) {
  v1::Callback calling = CallbackOf("een", v1::CALLING, "bob");
  calling.set_calling_person("anna");
  Allow(calling, {v1::RENEGOTIATE});
  Hear(calling, v1::EVENT_CALL_BEGUN);
  GoTo("b");
  EXPECT_TRUE(Shows("Anna Visser belt nu"));
  Press(Typed("c"));
  EXPECT_TRUE(services.changes.empty());  // nobody else calls the same caller
}

TEST_F(ADesk, TakesBackOnlyTheEventThatWasShown) {
  Hear(CallbackOf("een", v1::ACKNOWLEDGED, "bob"), v1::EVENT_ACKNOWLEDGED);
  GoTo("i");
  Press(Typed("u"));
  v1::Callback whole = CallbackOf("een", v1::ACKNOWLEDGED, "bob");
  whole.mutable_possible()->set_undo_sequence(7);
  v1::AuditEvent& event = *whole.add_history();
  event.set_sequence(7);
  event.set_type(v1::EVENT_ACKNOWLEDGED);
  event.set_actor("bob");
  AnswerFirst(services.reads, whole);
  EXPECT_TRUE(Shows("Opgepakt"));
  Press(Typed("j"));
  ASSERT_EQ(services.changes.size(), 1U);
  EXPECT_EQ(std::get<v1::UndoRequest>(services.changes.front().first).sequence(), 7);
}

TEST_F(ADesk, AnAttemptIsChosenByAFewLetters) {
  Hear(CallbackOf("een", v1::CALLING, "bob"), v1::EVENT_CALL_BEGUN);
  v1::Callback calling = CallbackOf("een", v1::CALLING, "bob");
  calling.set_calling_person("bob");
  calling.set_version(2);
  Hear(calling, v1::EVENT_CALL_BEGUN);
  GoTo("i");
  Press(Typed("r"));
  Type("gehoor");
  Press(Named::kEnter);
  Type("voicemail vol");
  Press(Named::kEnter);
  ASSERT_EQ(services.changes.size(), 1U);
  const auto attempt = std::get<v1::RecordAttemptRequest>(services.changes.front().first);
  EXPECT_EQ(attempt.outcome(), v1::NO_ANSWER);
  EXPECT_EQ(attempt.remark(), "voicemail vol");
}

TEST_F(ADesk, ListsOnlyActionsThatCanBeRunAndRunsTheChosenOne) {
  Hear(CallbackOf("een", v1::ASSIGNED, "bob"), v1::EVENT_ASSIGNED);
  GoTo("i");
  Press(Typed("?"));
  EXPECT_TRUE(Shows("Pak ik op"));
  EXPECT_FALSE(Shows("Heropenen"));  // it is not closed
  Type("pak ik op");
  Press(Named::kEnter);
  EXPECT_EQ(services.changes.size(), 1U);
}

TEST_F(ADesk, ThePaletteFindsViewsPeopleAndCallbacks) {
  Hear(CallbackOf("zeldzaam", v1::ASSIGNED, "anna"), v1::EVENT_ASSIGNED);
  Press(Control('k'));
  Type("zeldz");
  Press(Named::kEnter);
  ASSERT_EQ(services.reads.size(), 1U);
  Press(Control('k'));
  Type("zoe");
  Press(Named::kEnter);
  EXPECT_TRUE(Shows("Zoë Smits"));
  Settle();
  EXPECT_EQ(services.quotes.front().first.requested().person(), "zoe");
}

TEST_F(ADesk, SaysThatTheLineIsLostAndFromWhenTheScreenIs) {
  desk->LineLost(grpc::Status(grpc::StatusCode::UNAVAILABLE, "gone"));
  EXPECT_TRUE(Shows("Geen verbinding sinds"));
  v1::WatchResponse heartbeat;
  heartbeat.set_kind(v1::HEARTBEAT);
  heartbeat.set_resume_token("t2");
  desk->HeardFromLine(heartbeat);
  EXPECT_FALSE(Shows("Geen verbinding sinds"));
}

TEST_F(ADesk, GoesByTheServicesClockWhateverTheMachineSays) {
  ASSERT_FALSE(services.firms.empty());
  *firm.mutable_now_time() = ToProto(now - absl::Hours(3));
  services.firms.back()({firm, {}});
  v1::Callback soon = CallbackOf("straks", v1::ASSIGNED, "bob");
  StandAt(soon, now - absl::Hours(2));  // past for the machine, ahead for everybody else
  Hear(soon, v1::EVENT_ASSIGNED);
  GoTo("i");
  EXPECT_FALSE(Shows("te laat"));
  EXPECT_TRUE(Shows("voor 11.00"));
  now += absl::Minutes(62);
  EXPECT_TRUE(Shows("2 min te laat"));
}

TEST_F(ADesk, AsksOnWhenItsClockIsSetBack) {
  *firm.mutable_now_time() = ToProto(now - absl::Hours(24 * 200));
  services.firms.back()({firm, {}});
  const size_t asked = services.firms.size();
  now += absl::Seconds(16);
  desk->Tick();
  EXPECT_EQ(services.firms.size(), asked + 1);
  EXPECT_LE(desk->NextTick() - clock.Running(), absl::Seconds(1));
}

TEST_F(ADesk, ACallCountsFromItsFirstKeyAlsoWhenTheClockIsLearntMeanwhile) {
  Type("ann");
  now += absl::Minutes(4);
  *firm.mutable_now_time() = ToProto(now + absl::Hours(1));
  services.firms.back()({firm, {}});
  Press(Named::kEnter);
  Type("Mevrouw De Wit");
  Press(Named::kEnter);
  Type("0612345678");
  Press(Named::kEnter);
  Settle();
  AnswerFirst(services.quotes, QuoteOf("U wordt teruggebeld."));
  Press(Control('s'));
  Press(Typed("j"));
  ASSERT_EQ(services.saves.size(), 1U);
  EXPECT_EQ(FromProto(services.saves.front().first.taken_time()),
            clock.Now() - (absl::Minutes(4) + absl::Milliseconds(200)));
}

TEST_F(ADesk, ForgetsWhatANewSnapshotDoesNotHold) {
  Hear(CallbackOf("weg", v1::ASSIGNED, "bob"), v1::EVENT_ASSIGNED);
  v1::WatchResponse first;
  *first.mutable_callback() = CallbackOf("er nog", v1::ASSIGNED, "bob");
  first.set_kind(v1::SNAPSHOT);
  first.set_reset(true);
  desk->HeardFromLine(first);
  GoTo("i");
  EXPECT_TRUE(Shows("Meneer weg"));  // until the snapshot is whole
  v1::WatchResponse end;
  end.set_resume_token("t3");
  desk->HeardFromLine(end);
  EXPECT_FALSE(Shows("Meneer weg"));
  EXPECT_TRUE(Shows("Meneer er nog"));
}

TEST_F(ADesk, WhatAnotherBranchPassedOnComesAndGoesWithTheInbox) {
  v1::ListCallbacksResponse inbox;
  *inbox.add_callbacks() = CallbackOf("van ver", v1::ASSIGNED, "bob");
  inbox.mutable_callbacks(0)->set_name("branches/noord/callbacks/van ver");
  ASSERT_FALSE(services.inboxes.empty());
  services.inboxes.front()({inbox, {}});
  Hear(CallbackOf("hier", v1::ASSIGNED, "bob"), v1::EVENT_ASSIGNED);
  GoTo("i");
  EXPECT_TRUE(Shows("Meneer van ver"));
  services.inboxes.front()({v1::ListCallbacksResponse(), {}});  // somebody else has called by now
  EXPECT_FALSE(Shows("Meneer van ver"));
  EXPECT_TRUE(Shows("Meneer hier"));
}

TEST_F(ADesk, SpeaksTheOtherLanguageOnRequest) {
  GoTo("L");
  EXPECT_TRUE(Shows("Take a call"));
  Press(Typed("L"));
  EXPECT_TRUE(Shows("Nieuw gesprek"));
}

TEST_F(ADesk, SaysWhenTheWindowIsTooSmall) {
  EXPECT_TRUE(absl::StrContains(Screen(40, 10), "te klein"));
  EXPECT_FALSE(absl::StrContains(Screen(60, 18), "te klein"));
}

TEST_F(ADesk, ARefusedNoteIsPutRightUnderItsOwnId) {
  SpooledNote refused;
  refused.mutable_note()->set_callback_id("11111111-0000-7000-8000-000000000001");
  refused.mutable_note()->mutable_caller()->set_display_name("De heer Fout");
  refused.mutable_note()->mutable_caller()->set_phone_number("0612345678");
  refused.mutable_note()->mutable_requested()->set_person("anna");
  refused.mutable_refusal()->set_message("no such number");
  ASSERT_FALSE(services.deliveries.empty());
  services.deliveries.front()({Deliveries{{}, {refused}}, {}});
  EXPECT_TRUE(Shows("1 geweigerd"));
  GoTo("z");
  Press(Named::kEnter);
  Press(Named::kEnter);
  EXPECT_TRUE(Shows("De heer Fout"));
  Settle();
  AnswerFirst(services.quotes, QuoteOf("U wordt teruggebeld."));
  Press(Control('s'));
  Press(Typed("j"));
  ASSERT_EQ(services.saves.size(), 1U);
  EXPECT_EQ(services.saves.front().first.note().callback_id(), refused.note().callback_id());
}

TEST_F(ADesk, ARoundIsGoneThroughAndSigned) {
  Hear(CallbackOf("een", v1::ASSIGNED, "anna"), v1::EVENT_ASSIGNED);
  GoTo("b");
  Press(Typed("v"));
  ASSERT_FALSE(services.rounds.empty());
  v1::ReviewRound round;
  round.set_name("branches/centrum/rounds/2026-11-24-0900");
  round.set_holder("bob");
  round.set_entry_count(1);
  round.add_entries()->set_callback("branches/centrum/callbacks/een");
  services.rounds.front()({round, {}});
  EXPECT_TRUE(Shows("Meneer een"));
  Press(Typed("g"));
  ASSERT_EQ(services.round_changes.size(), 1U);
  EXPECT_EQ(std::get<v1::ReviewEntryRequest>(services.round_changes.front().first).callback(),
            "branches/centrum/callbacks/een");
  round.set_reviewed_count(1);
  *round.mutable_entries(0)->mutable_reviewed_time() = ToProto(now);
  AnswerFirst(services.round_changes, round);
  Press(Typed("s"));
  Press(Typed("j"));
  ASSERT_EQ(services.round_changes.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<v1::SignReviewRoundRequest>(services.round_changes.front().first));
}

}  // namespace
}  // namespace krul::terminal::desk
