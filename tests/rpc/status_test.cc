#include "services/rpc/status.h"

#include <gtest/gtest.h>

#include <set>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "krul/v1/errors.pb.h"
#include "services/domain/speech/fault_sentence.h"

namespace krul::rpc {
namespace {
using domain::FaultCode;
using domain::Reason;

google::rpc::Status RichOf(const grpc::Status& status) {
  google::rpc::Status rich;
  EXPECT_TRUE(rich.ParseFromString(status.error_details()));
  return rich;
}

v1::Refused RefusedOf(const domain::Refusal& refusal) {
  v1::Refused refused;
  const google::rpc::Status rich = RichOf(ToStatus(refusal));
  EXPECT_TRUE(rich.details(rich.details_size() - 1).UnpackTo(&refused));
  return refused;
}

TEST(Status, NamesTheWrongFields) {
  const domain::Refusal refusal = domain::InvalidField("caller.phone_number", FaultCode::kTooLong, {{"maximum", 40}});
  const grpc::Status status = ToStatus(refusal);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(status.error_message(), "caller.phone_number: must be at most 40 characters long");
  google::rpc::BadRequest bad;
  const google::rpc::Status rich = RichOf(status);
  ASSERT_EQ(rich.details_size(), 3);
  ASSERT_TRUE(rich.details(1).UnpackTo(&bad));
  ASSERT_EQ(bad.field_violations_size(), 1);
  EXPECT_EQ(bad.field_violations(0).field(), "caller.phone_number");

  const v1::Refused refused = RefusedOf(refusal);
  EXPECT_EQ(refused.reason(), "INVALID_FIELD");
  EXPECT_EQ(refused.remedy(), v1::CORRECT_FIELDS);
  ASSERT_EQ(refused.faults_size(), 1);
  EXPECT_EQ(refused.faults(0).field(), "caller.phone_number");
  EXPECT_EQ(refused.faults(0).code(), v1::TOO_LONG);
  EXPECT_EQ(refused.faults(0).arguments().at("maximum"), "40");
  EXPECT_EQ(refused.faults(0).sentence(), bad.field_violations(0).description());
}

TEST(Status, CarriesTheArgumentsOfTheReason) {
  const v1::Refused refused =
      RefusedOf({Reason::kTooFewAttempts, "Given up only after 3.", {}, {{"needed", 3}, {"made", 1}}});
  EXPECT_EQ(refused.remedy(), v1::CALL_ONCE_MORE);
  EXPECT_EQ(refused.arguments().at("needed"), "3");
  EXPECT_EQ(refused.arguments().at("made"), "1");
}

TEST(Status, SaysWhenToTryAgain) {
  const google::rpc::Status rich = RichOf(ToStatus({Reason::kStoreUnavailable, "Redis is away.", {}}));
  google::rpc::RetryInfo retry;
  ASSERT_EQ(rich.details_size(), 3);
  ASSERT_TRUE(rich.details(1).UnpackTo(&retry));
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
}

TEST(Status, EveryReasonHasItsRemedy) {
  std::set<int> remedies;
  for (int i = 0; i <= static_cast<int>(Reason::kInternal); ++i) {
    const auto reason = static_cast<Reason>(i);
    const v1::Refused refused = RefusedOf({reason, "Said so.", {}});
    EXPECT_EQ(refused.reason(), NameOf(reason));
    EXPECT_NE(refused.remedy(), v1::REMEDY_UNSPECIFIED) << NameOf(reason);
    EXPECT_EQ(refused.retry_ms() > 0, refused.remedy() == v1::RETRY_LATER) << NameOf(reason);
    remedies.insert(refused.remedy());
  }
  EXPECT_EQ(remedies.size(), v1::Remedy_descriptor()->value_count() - 1U) << "one is of no reason";
  EXPECT_EQ(RefusedOf({Reason::kQuoteExpired, "", {}}).remedy(), v1::QUOTE_ANEW);
  EXPECT_EQ(RefusedOf({Reason::kNotLatest, "", {}}).remedy(), v1::READ_AGAIN);
  EXPECT_EQ(RefusedOf({Reason::kConsentMissing, "", {}}).remedy(), v1::ASK_CONSENT);
}

TEST(Status, EveryFaultHasItsSentence) {
  ASSERT_EQ(static_cast<int>(domain::kLastFaultCode), v1::FaultCode_MAX);
  std::set<std::string> sentences;
  for (int i = 1; i <= static_cast<int>(domain::kLastFaultCode); ++i)
    sentences.insert(domain::SentenceOf({"field", static_cast<FaultCode>(i), {{"form", "a/b"}, {"allowed", "a,b,c"}}}));
  EXPECT_EQ(sentences.size(), static_cast<std::size_t>(domain::kLastFaultCode)) << "each says something of its own";
  EXPECT_TRUE(sentences.contains("must be a, b or c"));
}

TEST(Status, EveryReasonComesBackAsItself) {
  for (int i = 0; i <= static_cast<int>(Reason::kInternal); ++i) {
    const auto reason = static_cast<Reason>(i);
    const grpc::Status status = ToStatus({reason, "Said so.", {}});
    EXPECT_FALSE(status.ok()) << NameOf(reason);
    EXPECT_EQ(FromStatus(status).reason, reason) << NameOf(reason);
    EXPECT_EQ(FromStatus(status).message, "Said so.") << NameOf(reason);
  }
}

TEST(Status, AServiceThatIsAwayIsUnavailable) {
  EXPECT_EQ(FromStatus(grpc::Status(grpc::StatusCode::UNAVAILABLE, "failed to connect")).reason,
            Reason::kServiceUnavailable);
}

}  // namespace
}  // namespace krul::rpc
