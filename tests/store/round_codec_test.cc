// What people say in a review round is sealed, and read where former programs left it.
#include "services/store/round_codec.h"

#include <gtest/gtest.h>

#include "services/store/envelope.h"
#include "services/store/storage.pb.h"

namespace krul::store {
namespace {

domain::ReviewRound SomeRound() {
  domain::ReviewRound round;
  round.branch = "centrum";
  round.id = "2026-11-24-0900";
  round.remark = "mevrouw Jansen eerst";
  domain::RoundEntry reviewed, other;
  reviewed.callback = "0190-1";
  reviewed.reviewed_by = "mia";
  reviewed.remark = "belt zelf terug";
  other.callback = "0190-2";
  round.entries = {reviewed, other};
  return round;
}

void ExpectRemarksOf(const domain::Result<domain::ReviewRound>& read) {
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->remark, "mevrouw Jansen eerst");
  ASSERT_EQ(read->entries.size(), 2U);
  EXPECT_EQ(read->entries[0].remark, "belt zelf terug");
  EXPECT_EQ(read->entries[0].reviewed_by, "mia");
  EXPECT_EQ(read->entries[1].remark, "");
}

// As the former release wrote it.
storage::ReviewRound FormerRound() {
  storage::ReviewRound old;
  old.set_branch("centrum");
  old.set_id("2026-11-24-0900");
  old.set_remark("mevrouw Jansen eerst");
  storage::ReviewRound::Entry* reviewed = old.add_entries();
  reviewed->set_callback("0190-1");
  reviewed->set_reviewed_by("mia");
  reviewed->set_remark("belt zelf terug");
  old.add_entries()->set_callback("0190-2");
  return old;
}

TEST(TheRemarksOfARound, AreSealed) {
  const std::string bytes = EncodeRound(SomeRound());
  storage::Envelope envelope;
  ASSERT_TRUE(envelope.ParseFromString(bytes));
  for (const char* personal : {"Jansen", "belt zelf"}) {
    EXPECT_EQ(envelope.body().find(personal), std::string::npos) << personal;
    EXPECT_NE(envelope.sealed().find(personal), std::string::npos) << personal;
  }
  ExpectRemarksOf(DecodeRound(bytes, 1));
}

TEST(TheRemarksOfAFormerRound, AreReadAndSealedWhenItIsWrittenAnew) {
  storage::ReviewRound without_envelope = FormerRound();
  without_envelope.set_schema(1);
  ExpectRemarksOf(DecodeRound(without_envelope.SerializeAsString(), 1));
  const auto former = DecodeRound(Wrap(2, FormerRound()), 1);
  ExpectRemarksOf(former);
  const std::string anew = EncodeRound(*former);
  ExpectRemarksOf(DecodeRound(anew, 2));
  storage::Envelope envelope;
  ASSERT_TRUE(envelope.ParseFromString(anew));
  EXPECT_EQ(envelope.body().find("Jansen"), std::string::npos);
}

TEST(TheRemarksOfARound, OfANewerProgramAreRefused) { EXPECT_FALSE(DecodeRound(Wrap(4, FormerRound()), 1).ok()); }

}  // namespace
}  // namespace krul::store
