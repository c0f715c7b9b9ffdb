// A call is taken: what is said while typing, what must be confirmed, and when it counts as saved.
#include "tests/terminal/desk_at_work.h"

namespace krul::terminal::desk {
namespace {

class TakingACall : public DeskAtWork {};

Failure Unreachable() { return Failed("UNAVAILABLE", "UNREACHABLE", Told::AsItIs("cannot reach the intake service")); }

TEST_F(TakingACall, FollowsTheTypingAndDropsStaleAnswers) {
  Type("an");
  Settle();
  ASSERT_EQ(services.quotes.size(), 1U);
  EXPECT_EQ(services.quotes.front().first.requested().person(), "anna");
  // While that answer is on its way somebody else is asked for.
  Press(Control('u'));
  Type("zoe");
  AnswerFirst(services.quotes, QuoteOf("Anna belt u terug."));
  Settle();
  ASSERT_EQ(services.quotes.size(), 1U);
  EXPECT_EQ(services.quotes.front().first.requested().person(), "zoe");
  AnswerFirst(services.quotes, QuoteOf("Zoë belt u terug."));
  EXPECT_TRUE(Shows("Zoë belt u terug."));
  EXPECT_FALSE(Shows("Anna belt u terug."));
}

TEST_F(TakingACall, AsksOnceForAWordAndNotForEveryLetter) {
  Type("anna");
  desk->Tick();
  EXPECT_TRUE(services.quotes.empty());
  Settle();
  EXPECT_EQ(services.quotes.size(), 1U);
}

TEST_F(TakingACall, IsSavedOnlyAfterTheReadBackAndShownOnlyAfterTheAnswer) {
  TakeWholeCall();
  AnswerFirst(services.quotes, QuoteOf("U wordt voor 16.00 uur teruggebeld."));
  Press(Control('s'));
  EXPECT_TRUE(Shows("Mevrouw De Wit, 06 12 34 56 78"));
  EXPECT_TRUE(services.saves.empty());
  Press(Named::kEnter);  // is no answer to the question
  EXPECT_TRUE(services.saves.empty());
  Press(Typed("j"));
  ASSERT_EQ(services.saves.size(), 1U);
  const v1::NoteCallbackRequest note = services.saves.front().first.note();
  EXPECT_EQ(note.quote(), "sealed:U wordt voor 16.00 uur teruggebeld.");
  EXPECT_TRUE(note.read_back_confirmed());
  EXPECT_FALSE(Shows("✓ Vastgelegd"));
  EXPECT_TRUE(Shows("Bezig met vastleggen"));

  v1::Callback saved = CallbackOf(note.callback_id(), v1::NOTED, "anna");
  AnswerFirst(services.saves, Delivered{Fate::kConfirmed, saved, {}});
  EXPECT_TRUE(Shows("✓ Vastgelegd"));
  EXPECT_TRUE(Shows("Tot ziens."));
  Press(Named::kEnter);
  EXPECT_FALSE(Shows("Mevrouw De Wit"));
}

TEST_F(TakingACall, TheNextCallHasAnIdOfItsOwn) {
  std::vector<std::string> seen;
  for (int i = 0; i < 2; ++i) {
    TakeWholeCall();
    AnswerFirst(services.quotes, QuoteOf("U wordt teruggebeld."));
    Press(Control('s'));
    Press(Typed("j"));
    ASSERT_EQ(services.saves.size(), 1U);
    seen.push_back(services.saves.front().first.note().callback_id());
    AnswerFirst(services.saves, Delivered{Fate::kConfirmed, CallbackOf(seen.back(), v1::NOTED, "anna"), {}});
    Press(Named::kEnter);
  }
  EXPECT_NE(seen[0], seen[1]);
}

TEST_F(TakingACall, WhatIsMissingIsSaidAndTheCursorGoesThere) {
  Type("anna");
  Press(Named::kEnter);
  Settle();
  AnswerFirst(services.quotes, QuoteOf("U wordt teruggebeld."));
  Press(Control('s'));
  EXPECT_TRUE(Shows("De naam van de beller ontbreekt."));
  Type("Mevrouw De Wit");
  Press(Control('s'));
  EXPECT_TRUE(Shows("Er is een nummer nodig"));
}

TEST_F(TakingACall, WithoutConnectionSpeaksTheOfflineSentenceAndKeepsTheNote) {
  const absl::Time began = now;
  TakeWholeCall();
  FailFirst(services.quotes, Unreachable());
  now += absl::Minutes(2);
  EXPECT_TRUE(Shows("We bellen u zo spoedig mogelijk terug."));
  EXPECT_TRUE(Shows("noem geen tijd"));
  Press(Control('s'));
  Press(Typed("j"));
  ASSERT_EQ(services.saves.size(), 1U);
  EXPECT_EQ(services.saves.front().first.note().quote(), "");
  EXPECT_EQ(FromProto(services.saves.front().first.taken_time()), began);
  AnswerFirst(services.saves, Delivered{Fate::kWaiting, {}, Unreachable()});
  EXPECT_TRUE(Shows("nog niet bevestigd"));
  EXPECT_FALSE(Shows("✓ Vastgelegd"));
}

TEST_F(TakingACall, TheSentenceComesBackWithTheConnection) {
  TakeWholeCall();
  FailFirst(services.quotes, Unreachable());
  now += absl::Seconds(4);
  Settle();
  AnswerFirst(services.quotes, QuoteOf("U wordt voor 16.00 uur teruggebeld."));
  EXPECT_TRUE(Shows("U wordt voor 16.00 uur teruggebeld."));
  EXPECT_FALSE(Shows("noem geen tijd"));
}

TEST_F(TakingACall, ALaterTimeNeedsConsentFirst) {
  TakeWholeCall();
  v1::QuotePromiseResponse quote = QuoteOf("Bob belt u vandaag terug.");
  v1::Proposal& same = *quote.add_proposals();  // the services name the promise itself among them
  *same.mutable_agreed() = quote.agreed();
  *same.mutable_due_time() = quote.due_time();
  v1::Proposal& later = *quote.add_proposals();
  later.mutable_agreed()->set_person("anna");
  later.set_sentence("Anna belt u donderdag terug.");
  later.set_needs_consent(true);
  later.set_quote("sealed:later");
  *later.mutable_due_time() = ToProto(now + absl::Hours(48));
  AnswerFirst(services.quotes, quote);
  Press(Key{Named::kFunction, "2"});
  EXPECT_TRUE(Shows("Anna belt u donderdag terug."));
  Press(Control('s'));
  EXPECT_TRUE(Shows("Gaat de beller akkoord"));
  Press(Typed("j"));
  EXPECT_TRUE(services.saves.empty());
  Press(Typed("j"));
  ASSERT_EQ(services.saves.size(), 1U);
  EXPECT_EQ(services.saves.front().first.note().quote(), "sealed:later");
  EXPECT_TRUE(services.saves.front().first.note().consent_confirmed());
}

TEST_F(TakingACall, AKnownCallerIsAChaserUnlessItIsAnotherMatter) {
  TakeWholeCall();
  v1::QuotePromiseResponse quote = QuoteOf("U wordt teruggebeld.");
  *quote.add_open_callbacks() = CallbackOf("open", v1::ASSIGNED, "anna");
  quote.set_attach_to("branches/centrum/callbacks/open");
  AnswerFirst(services.quotes, quote);
  EXPECT_TRUE(Shows("Meneer open"));
  EXPECT_TRUE(Shows("belt opnieuw"));
  Press(Key{Named::kFunction, "8"});
  EXPECT_TRUE(Shows("iets anders"));
  Press(Control('s'));
  Press(Typed("j"));
  EXPECT_TRUE(services.saves.front().first.note().another_matter());
}

TEST_F(TakingACall, AnExpiredPromiseIsSpokenAnewBeforeItIsSaved) {
  TakeWholeCall();
  AnswerFirst(services.quotes, QuoteOf("U wordt voor 16.00 uur teruggebeld."));
  Press(Control('s'));
  Press(Typed("j"));
  const std::string id = services.saves.front().first.note().callback_id();
  AnswerFirst(services.saves,
              Delivered{Fate::kRefused, {}, Failed("FAILED_PRECONDITION", "QUOTE_EXPIRED", Told::AsItIs("old"))});
  Settle();
  AnswerFirst(services.quotes, QuoteOf("U wordt voor 16.30 uur teruggebeld."));
  EXPECT_TRUE(Shows("U wordt voor 16.30 uur teruggebeld."));
  Press(Control('s'));
  Press(Typed("j"));
  ASSERT_EQ(services.saves.size(), 1U);
  EXPECT_EQ(services.saves.front().first.note().callback_id(), id);
}

TEST_F(TakingACall, TheNumberIsKnownBeforeTheNameIs) {
  Press(Named::kTab);
  Press(Named::kTab);
  Type("0612345678");
  Settle();
  ASSERT_EQ(services.finds.size(), 1U);
  v1::FindCallbacksResponse found;
  *found.add_callbacks() = CallbackOf("eerder", v1::ACKNOWLEDGED, "zoe");
  AnswerFirst(services.finds, found);
  EXPECT_TRUE(Shows("Meneer eerder"));
}

TEST_F(TakingACall, ACallThatIsNotSavedIsNotLeftByAccident) {
  Type("anna");
  Press(Control('c'));
  EXPECT_FALSE(desk->over());
  EXPECT_TRUE(Shows("niet vastgelegd"));
  Press(Typed("n"));
  EXPECT_FALSE(desk->over());
  Press(Control('c'));
  Press(Typed("j"));
  EXPECT_TRUE(desk->over());
}

}  // namespace
}  // namespace krul::terminal::desk
