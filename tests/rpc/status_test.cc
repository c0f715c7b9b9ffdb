#include "services/rpc/status.h"

#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace krul::rpc {
namespace {
using domain::Reason;

google::rpc::Status RichOf(const grpc::Status& status) {
  google::rpc::Status rich;
  EXPECT_TRUE(rich.ParseFromString(status.error_details()));
  return rich;
}

TEST(Status, NamesTheWrongFields) {
  const grpc::Status status = ToStatus(domain::InvalidField("caller.phone_number", "is too long"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  google::rpc::BadRequest bad;
  const google::rpc::Status rich = RichOf(status);
  ASSERT_EQ(rich.details_size(), 2);
  ASSERT_TRUE(rich.details(1).UnpackTo(&bad));
  ASSERT_EQ(bad.field_violations_size(), 1);
  EXPECT_EQ(bad.field_violations(0).field(), "caller.phone_number");
}

TEST(Status, SaysWhenToTryAgain) {
  const google::rpc::Status rich = RichOf(ToStatus({Reason::kStoreUnavailable, "Redis is away.", {}}));
  google::rpc::RetryInfo retry;
  ASSERT_EQ(rich.details_size(), 2);
  ASSERT_TRUE(rich.details(1).UnpackTo(&retry));
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
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
