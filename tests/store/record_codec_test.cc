// The stored form of a callback's history: facts come back as they were, and what was written before there were facts
// is still told.
#include "services/store/record_codec.h"

#include <gtest/gtest.h>

#include <string>

#include "services/domain/speech/event_sentence.h"
#include "services/store/storage.pb.h"

namespace krul::store {
namespace {
using namespace domain;

CallbackRecord Decoded(const std::string& bytes) {
  auto record = DecodeCallback(bytes, 1);
  EXPECT_TRUE(record) << record.refusal().message;
  return *record;
}

TEST(StoredHistory, KeepsEveryFact) {
  CallbackRecord record;
  record.branch = "centrum";
  AuditEvent event;
  event.sequence = 7;
  event.type = EventType::kEscalated;
  event.at = FromMillis(1764000000000);
  event.actor = "deadline-watcher";
  event.desk = "desk-1";
  event.facts = {.party = {Party::Kind::kTeam, "sales"},
                 .people = {"anna", "mia"},
                 .outcome = Outcome::kConnected,  // the first of its enum: told apart from none
                 .disposition = Disposition::kDuplicate,
                 .moment = FromMillis(1764003600000),
                 .number = 2,
                 .undone_sequence = 3,
                 .firm_version = 4,
                 .cause = EventCause::kHasLeft};
  record.history = {event, {8, EventType::kBroken, event.at, "deadline-watcher", "", {}}};
  const CallbackRecord read = Decoded(EncodeCallback(record));
  ASSERT_EQ(read.history.size(), 2u);
  EXPECT_EQ(read.history[0].facts, event.facts);
  EXPECT_EQ(read.history[0].type, event.type);
  EXPECT_EQ(read.history[0].sequence, 7);
  EXPECT_EQ(read.history[0].desk, "desk-1");
  EXPECT_EQ(read.history[1].facts, EventFacts());
}

TEST(StoredHistory, FromBeforeThereWereFactsKeepsItsSentence) {
  storage::Callback old;  // as it was written before
  old.set_schema(1);
  old.set_branch("centrum");
  storage::AuditEvent* noted = old.add_history();
  noted->set_sequence(1);
  noted->set_type(static_cast<int>(EventType::kNoted));
  noted->set_detail("for anna");
  const CallbackRecord read = Decoded(old.SerializeAsString());
  ASSERT_EQ(read.history.size(), 1u);
  EXPECT_EQ(SentenceOf(read.history[0], absl::UTCTimeZone()), "for anna");
  // Also after it was written again by a change.
  EXPECT_EQ(SentenceOf(Decoded(EncodeCallback(read)).history[0], absl::UTCTimeZone()), "for anna");
}

}  // namespace
}  // namespace krul::store
