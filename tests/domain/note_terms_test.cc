#include "services/domain/callback/note_terms.h"

#include <gtest/gtest.h>

#include "services/domain/limits.h"

namespace krul::domain {
namespace {

const Instant kNow = FromMillis(1'764'000'000'000);
constexpr Millis kTick{1};

Reason ReasonOf(const std::optional<Refusal>& refusal) { return refusal.value().reason; }

TEST(NoteTerms, AskForTheReadBack) {
  EXPECT_FALSE(WhyNotReadBack(true));
  EXPECT_EQ(ReasonOf(WhyNotReadBack(false)), Reason::kReadBackMissing);
}

TEST(NoteTerms, AskForConsentOnlyWhereItIsNeeded) {
  EXPECT_FALSE(WhyNotAgreed(false, false));
  EXPECT_FALSE(WhyNotAgreed(true, true));
  EXPECT_EQ(ReasonOf(WhyNotAgreed(true, false)), Reason::kConsentMissing);
}

TEST(NoteTerms, AQuoteHoldsToTheEndOfItsLife) {
  EXPECT_FALSE(WhyNotQuoted(kNow - limits::kQuoteLife, kNow));
  EXPECT_EQ(ReasonOf(WhyNotQuoted(kNow - limits::kQuoteLife - kTick, kNow)), Reason::kQuoteExpired);
}

TEST(NoteTerms, ACallIsOfTheLastSevenDays) {
  EXPECT_FALSE(WhyNotCalledThen(std::nullopt, kNow));
  EXPECT_FALSE(WhyNotCalledThen(kNow - limits::kCalledBack, kNow));
  EXPECT_FALSE(WhyNotCalledThen(kNow + limits::kClockSkew, kNow));
  for (const Instant called_at : {kNow - limits::kCalledBack - kTick, kNow + limits::kClockSkew + kTick}) {
    const auto refusal = WhyNotCalledThen(called_at, kNow);
    EXPECT_EQ(ReasonOf(refusal), Reason::kInvalidField);
    EXPECT_EQ(refusal->fields.at(0).code, FaultCode::kTimeNotRecent);
    EXPECT_EQ(refusal->fields.at(0).field, "called_time");
  }
}

}  // namespace
}  // namespace krul::domain
