// Which moment must be met now, and whether it is: kept in a record, and told of records that were written before it
// was.
#include "services/store/former_schema.h"

#include <gtest/gtest.h>

#include "services/store/envelope.h"
#include "services/store/record_codec.h"
#include "services/store/storage.pb.h"
#include "tests/domain/sample_firm.h"

namespace krul::store {
namespace {
using namespace domain;
using sample::Mon;
using sample::Wed;

CallbackRecord Decoded(const std::string& bytes) {
  auto record = DecodeCallback(bytes, 1);
  EXPECT_TRUE(record) << record.refusal().message;
  return *record;
}

// As the former release wrote it: promised by Monday 14:00.
storage::Callback FormerRecord() {
  storage::Callback old;
  old.set_branch("utrecht");
  old.mutable_promise()->set_number(1);
  old.mutable_promise()->set_made_at(ToMillis(Mon("10:00")));
  old.mutable_promise()->set_original_due_at(ToMillis(Mon("14:00")));
  return old;
}

void AddAgreement(storage::Callback& old, Instant at, Instant due_at) {
  storage::AuditEvent* event = old.add_history();
  event->set_sequence(old.history_size());
  event->set_type(static_cast<int>(EventType::kRenegotiated));
  event->set_at(ToMillis(at));
  event->set_moment(ToMillis(due_at));
  old.mutable_promise()->set_due_at(ToMillis(due_at));
}

TEST(TheMomentOfARecord, IsKept) {
  CallbackRecord record;
  record.promise.earliest_at = Mon("12:00");
  record.promise.moment = 3;
  record.promise.agreed_at = Mon("13:00");
  record.promise.met_at = Mon("13:30");
  record.retry_at = Mon("16:00");
  record.retry_soon_at = Mon("15:30");
  record.lapsed_caller = "anna";
  record.lapsed_call_at = Mon("13:30");
  const CallbackRecord read = Decoded(EncodeCallback(record));
  EXPECT_EQ(read.promise.earliest_at, Mon("12:00"));
  EXPECT_EQ(read.promise.moment, 3);
  EXPECT_EQ(read.promise.agreed_at, Mon("13:00"));
  EXPECT_EQ(read.promise.met_at, Mon("13:30"));
  EXPECT_EQ(read.retry_soon_at, Mon("15:30"));
  EXPECT_EQ(read.lapsed_caller, "anna");
  EXPECT_EQ(read.lapsed_call_at, Mon("13:30"));
}

TEST(TheMomentOfAFormerRecord, IsMetByAnAttemptInTimeOrByReaching) {
  storage::Callback attempted = FormerRecord(), late = FormerRecord(), reached = FormerRecord();
  attempted.mutable_promise()->set_attempted_at(ToMillis(Mon("11:00")));
  late.mutable_promise()->set_attempted_at(ToMillis(Mon("14:05")));
  reached.mutable_promise()->set_reached_at(ToMillis(Mon("14:05")));
  EXPECT_EQ(Decoded(Wrap(2, attempted)).promise.met_at, Mon("11:00"));
  EXPECT_EQ(Decoded(Wrap(2, late)).promise.met_at, std::nullopt);
  EXPECT_EQ(Decoded(Wrap(2, reached)).promise.met_at, Mon("14:05"));
}

TEST(TheMomentOfAFormerRecord, AgreedAfterAnAttemptIsStillToBeMet) {
  storage::Callback old = FormerRecord();
  old.mutable_promise()->set_attempted_at(ToMillis(Mon("11:00")));
  storage::Attempt* before = old.add_attempts();
  before->set_outcome(static_cast<int>(Outcome::kNoAnswer));
  before->set_at(ToMillis(Mon("11:00")));
  AddAgreement(old, Mon("11:10"), Wed("12:00"));
  const CallbackRecord read = Decoded(Wrap(2, old));
  EXPECT_EQ(read.promise.agreed_at, Mon("11:10"));
  EXPECT_EQ(read.promise.moment, 2);
  EXPECT_EQ(read.promise.met_at, std::nullopt);

  storage::Attempt* since = old.add_attempts();
  since->set_outcome(static_cast<int>(Outcome::kNoAnswer));
  since->set_at(ToMillis(Wed("11:30")));
  EXPECT_EQ(Decoded(Wrap(2, old)).promise.met_at, Wed("11:30"));
  EXPECT_EQ(Decoded(EncodeCallback(Decoded(Wrap(2, old)))).promise.met_at, Wed("11:30")) << "written anew";
}

}  // namespace
}  // namespace krul::store
