#include "services/store/envelope.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "services/domain/names.h"
#include "services/store/record_codec.h"
#include "services/store/round_codec.h"
#include "services/store/storage.pb.h"
#include "services/store/stored_enum.h"

namespace krul::store {
namespace {

// Bit by bit, as RFC 3720 describes it.
std::uint32_t SlowCrc32c(std::string_view bytes) {
  std::uint32_t crc = 0xffffffff;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc;
}

domain::CallbackRecord SomeRecord() {
  domain::CallbackRecord record;
  record.branch = "centrum";
  record.id = "1";
  record.category = "question";
  record.sealed.caller.name = "Mevrouw Jansen";
  record.sealed.reason = "de order";
  record.sealed.remarks[1] = "belt liever 's ochtends";
  record.history.push_back({1, domain::EventType::kNoted, domain::FromMillis(1'764'000'000'000), "anna", "desk-1", {}});
  auto before = std::make_shared<domain::CallbackRecord>(record);
  before->sealed.remarks.clear();
  record.undo = domain::UndoPoint{1, 1, domain::FromMillis(1'764'000'000'000), std::move(before)};
  return record;
}

storage::Envelope Parsed(const std::string& bytes) {
  storage::Envelope envelope;
  EXPECT_TRUE(envelope.ParseFromString(bytes));
  return envelope;
}

// With a right checksum, as a program that means it would have written it.
std::string Rewrapped(storage::Envelope envelope) {
  envelope.clear_crc32c();
  const std::string rest = envelope.SerializeAsString();
  envelope.set_crc32c(SlowCrc32c(rest));
  storage::Envelope head;
  head.set_crc32c(envelope.crc32c());
  return head.SerializeAsString() + rest;
}

bool Reads(const std::string& bytes) { return DecodeCallback(bytes, 1).ok(); }

TEST(EnvelopeTest, CarriesACrc32cOfAllThatFollows) {
  EXPECT_EQ(SlowCrc32c("123456789"), 0xe3069283) << "the check value of the algorithm";
  const std::string bytes = EncodeCallback(SomeRecord());
  EXPECT_EQ(bytes[0], 0x0d);
  EXPECT_EQ(Parsed(bytes).crc32c(), SlowCrc32c(std::string_view(bytes).substr(5)));
  EXPECT_EQ(Rewrapped(Parsed(bytes)), bytes) << "the whole is a message, too";
}

TEST(EnvelopeTest, KeepsWhatConcernsPersonsApart) {
  const storage::Envelope envelope = Parsed(EncodeCallback(SomeRecord()));
  for (const char* personal : {"Jansen", "de order", "ochtends"}) {
    EXPECT_EQ(envelope.body().find(personal), std::string::npos) << personal;
    EXPECT_NE(envelope.sealed().find(personal), std::string::npos) << personal;
  }
  const auto read = DecodeCallback(EncodeCallback(SomeRecord()), 1);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->sealed.caller.name, "Mevrouw Jansen");
  EXPECT_EQ(read->sealed.remarks, SomeRecord().sealed.remarks);
  ASSERT_TRUE(read->undo);
  EXPECT_EQ(read->undo->before->sealed.caller.name, "Mevrouw Jansen");
  EXPECT_TRUE(read->undo->before->sealed.remarks.empty()) << "of the record before, its own";
}

TEST(EnvelopeTest, NoticesEveryDamagedBit) {
  const std::string bytes = EncodeCallback(SomeRecord());
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    ASSERT_FALSE(Reads(damaged)) << "bit " << bit;
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) ASSERT_FALSE(Reads(bytes.substr(0, size))) << size;
}

TEST(EnvelopeTest, RefusesANewerSchemaAndAKeyItDoesNotHave) {
  storage::Envelope envelope = Parsed(EncodeCallback(SomeRecord()));
  EXPECT_TRUE(Reads(Rewrapped(envelope)));
  envelope.set_schema(envelope.schema() + 1);
  EXPECT_FALSE(Reads(Rewrapped(envelope)));
  envelope.set_schema(0);
  EXPECT_FALSE(Reads(Rewrapped(envelope)));
  envelope = Parsed(EncodeCallback(SomeRecord()));
  envelope.set_key_id(1);
  EXPECT_FALSE(Reads(Rewrapped(envelope)));
}

TEST(EnvelopeTest, RefusesEnumsOfANewerProgram) {
  using Stored = storage::Callback;
  const std::vector<std::function<void(Stored&)>> newer = {
      [](Stored& to) { to.set_state(6); },
      [](Stored& to) { to.set_disposition(7); },
      [](Stored& to) { to.set_origin(4); },
      [](Stored& to) { to.mutable_requested()->set_kind(4); },
      [](Stored& to) { to.mutable_assignee()->set_kind(-1); },
      [](Stored& to) { to.mutable_promise()->set_verdict(7); },
      [](Stored& to) { to.mutable_promise()->set_closed_as(7); },
      [](Stored& to) { to.mutable_promise()->add_steps()->set_condition(4); },
      [](Stored& to) { to.mutable_promise()->add_steps()->set_recipient(6); },
      [](Stored& to) { to.add_former_promises()->add_steps()->set_action(2); },
      [](Stored& to) { to.add_attempts()->set_outcome(8); },
      [](Stored& to) { to.add_history()->set_type(28); },
      [](Stored& to) { to.add_history()->set_outcome(9); },
      [](Stored& to) { to.add_history()->set_disposition(7); },
      [](Stored& to) { to.add_history()->set_cause(4); },
      [](Stored& to) { to.add_history()->mutable_party()->set_kind(4); },
      [](Stored& to) { to.mutable_undo_before()->set_state(6); },
  };
  const storage::Envelope envelope = Parsed(EncodeCallback(SomeRecord()));
  for (std::size_t i = 0; i < newer.size(); ++i) {
    Stored stored;
    ASSERT_TRUE(stored.ParseFromString(envelope.body()));
    newer[i](stored);
    EXPECT_FALSE(Reads(Wrap(envelope.schema(), stored, envelope.sealed()))) << "change " << i;
  }
  storage::ReviewRound round;
  EXPECT_TRUE(DecodeRound(Wrap(2, round), 1));
  round.set_state(4);
  EXPECT_FALSE(DecodeRound(Wrap(2, round), 1));
}

template <class E>
bool IsLast(E last) {
  return !domain::NameOf(last).empty() && domain::NameOf(static_cast<E>(static_cast<int>(last) + 1)).empty();
}

TEST(EnvelopeTest, KnowsEveryEnumToItsEnd) {
  EXPECT_TRUE(IsLast(kLast<domain::State>));
  EXPECT_TRUE(IsLast(kLast<domain::PromiseStatus>));
  EXPECT_TRUE(IsLast(kLast<domain::Outcome>));
  EXPECT_TRUE(IsLast(kLast<domain::Disposition>));
  EXPECT_TRUE(IsLast(kLast<domain::Origin>));
  EXPECT_TRUE(IsLast(kLast<domain::EventType>));
  EXPECT_TRUE(IsLast(kLast<domain::EventCause>));
}

}  // namespace
}  // namespace krul::store
