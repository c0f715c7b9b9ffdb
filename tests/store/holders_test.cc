// Who holds a callback until when, what lies in a pool and which alarms wait: kept in a record, and told of records of
// before they were.
#include <gtest/gtest.h>

#include "services/store/envelope.h"
#include "services/store/record_codec.h"
#include "services/store/storage.pb.h"
#include "tests/domain/sample_firm.h"

namespace krul::store {
namespace {
using namespace domain;

using sample::Mon;
using sample::Tue;

CallbackRecord Decoded(const std::string& bytes) {
  auto record = DecodeCallback(bytes, 1);
  EXPECT_TRUE(record) << record.refusal().message;
  return *record;
}

TEST(StoredHolders, AreReadAsTheyWereWritten) {
  CallbackRecord record;
  record.branch = "utrecht";
  record.meant_for = {Party::Kind::kTeam, "sales"};
  record.promise.agreed_person = "anna";
  record.passed_over = {"anna", "bram"};
  record.mine_since = Mon("10:00");
  record.holder_gone_at = Mon("11:00");
  record.pooled_at = Mon("12:00");
  record.offer_at = Tue("09:00");
  record.away_told = "anna";
  record.away_told_until = kNever;
  record.to_tell = {{7, EventType::kUnassignedAlarm}};
  record.tell_at = Tue("09:00");
  auto before = std::make_shared<CallbackRecord>(record);
  before->away_told_until = Tue("10:00");
  record.undo = UndoPoint{9, 2, Mon("12:00"), std::move(before)};
  const CallbackRecord read = Decoded(EncodeCallback(record));
  EXPECT_EQ(read.meant_for, record.meant_for);
  EXPECT_EQ(read.promise.agreed_person, "anna");
  EXPECT_EQ(read.passed_over, record.passed_over);
  EXPECT_EQ(read.mine_since, record.mine_since);
  EXPECT_EQ(read.holder_gone_at, record.holder_gone_at);
  EXPECT_EQ(read.pooled_at, record.pooled_at);
  EXPECT_EQ(read.offer_at, record.offer_at);
  EXPECT_EQ(read.away_told_until, kNever);
  EXPECT_EQ(read.to_tell, record.to_tell);
  EXPECT_EQ(read.tell_at, record.tell_at);
  ASSERT_TRUE(read.undo);
  EXPECT_EQ(read.undo->events, 2);
  EXPECT_EQ(read.undo->before->away_told_until, Tue("10:00"));
}

TEST(StoredHolders, OfFormerRecordsAreOfferedAgainAndAwayUntilToldOtherwise) {
  storage::Callback old;
  old.set_branch("utrecht");
  old.set_waits_for_people(true);
  old.set_away_told("anna");
  storage::AuditEvent* event = old.add_history();
  event->set_sequence(1);
  event->set_at(ToMillis(Mon("10:00")));
  const CallbackRecord read = Decoded(Wrap(3, old));
  EXPECT_EQ(read.pooled_at, Mon("10:00"));
  EXPECT_EQ(read.offer_at, Mon("22:00"));
  EXPECT_EQ(read.away_told_until, kNever);
}

}  // namespace
}  // namespace krul::store
