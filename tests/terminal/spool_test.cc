#include "clients/terminal/spool/spool.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "clients/terminal/spool/durable_file.h"
#include "clients/terminal/spool/spool_delivery.h"
#include "clients/terminal/text/failure.h"

namespace krul::terminal {
namespace {

class SpoolTest : public testing::Test {
 protected:
  SpoolTest() {
    std::string pattern = testing::TempDir() + "/krul-spool-XXXXXX";
    root_ = mkdtemp(pattern.data());
  }
  ~SpoolTest() override { std::filesystem::remove_all(root_); }

  static SpooledNote NoteOf(const std::string& id, int64_t called_seconds) {
    SpooledNote note;
    note.mutable_note()->set_callback_id(id);
    note.mutable_note()->mutable_caller()->set_display_name("Mevrouw Jansen");
    note.mutable_taken_time()->set_seconds(called_seconds);
    return note;
  }
  Spool spool() const { return Spool(root_ + "/state/krul/spool"); }

  std::string root_;
};

constexpr char kFirst[] = "0190ab12-3c4d-7e5f-8a6b-7c8d9e0f1a2b";
constexpr char kSecond[] = "0190ab12-3c4d-7e5f-8a6b-7c8d9e0f1a2c";

TEST_F(SpoolTest, KeepsEachNoteInAFileForItsOwnerAlone) {
  spool().Keep(NoteOf(kFirst, 1));
  struct stat found {};
  ASSERT_EQ(stat((spool().folder() + "/" + kFirst + ".json").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600U);
  ASSERT_EQ(stat(spool().folder().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0700U);
}

TEST_F(SpoolTest, ListsTheEarliestCallFirstWhateverTheIds) {
  spool().Keep(NoteOf(kFirst, 200));
  spool().Keep(NoteOf(kSecond, 100));
  const auto notes = spool().List();
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_EQ(IdOf(notes[0]), kSecond);
}

TEST_F(SpoolTest, ReplacesUnderTheSameIdAndDropsWhatIsThere) {
  spool().Keep(NoteOf(kFirst, 1));
  SpooledNote sent = NoteOf(kFirst, 1);
  sent.set_outcome_unknown(true);
  spool().Keep(sent);
  ASSERT_EQ(spool().List().size(), 1U);
  EXPECT_TRUE(spool().Find(kFirst)->outcome_unknown());
  spool().Drop(kFirst);
  spool().Drop(kFirst);  // it may be gone already
  EXPECT_TRUE(spool().List().empty());
}

TEST_F(SpoolTest, LeavesWhatItCannotReadAndTellsOfIt) {
  spool().Keep(NoteOf(kFirst, 1));
  std::ofstream(spool().folder() + "/" + kSecond + ".json") << "{\"note\": {\"callback_id\":";
  EXPECT_EQ(spool().List().size(), 1U);
  ASSERT_EQ(spool().Unreadable().size(), 1U);
  EXPECT_TRUE(std::filesystem::exists(spool().Unreadable().front()));
}

TEST_F(SpoolTest, OneDeliversAtATime) {
  {
    const auto lock = spool().TryLock();
    ASSERT_TRUE(lock);
    EXPECT_FALSE(spool().TryLock());
  }
  EXPECT_TRUE(spool().TryLock());
}

TEST_F(SpoolTest, AnEmptySpoolNeedsNoFolder) {
  EXPECT_TRUE(spool().List().empty());
  EXPECT_FALSE(std::filesystem::exists(spool().folder()));
}

TEST_F(SpoolTest, SaysWhenNothingCanBeWritten) {
  std::ofstream(root_ + "/file") << "no folder";
  try {
    Spool(root_ + "/file/spool").Keep(NoteOf(kFirst, 1));
    FAIL() << "it was kept nowhere";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.reason, "CANNOT_KEEP");
  }
}

TEST(SpoolDelivery, TellsAFaultOfTheNoteFromOneOfTheLine) {
  EXPECT_TRUE(SpoolDelivery::MayPassLater(Failed("UNAVAILABLE", "UNREACHABLE", Told())));
  EXPECT_TRUE(SpoolDelivery::MayPassLater(Failed("DEADLINE_EXCEEDED", "", Told())));
  EXPECT_TRUE(SpoolDelivery::MayPassLater(Failed("UNAUTHENTICATED", "", Told())));
  EXPECT_TRUE(SpoolDelivery::MayPassLater(Failed("FAILED_PRECONDITION", "NO_FIRM", Told())));
  EXPECT_FALSE(SpoolDelivery::MayPassLater(Failed("INVALID_ARGUMENT", "", Told())));
  EXPECT_FALSE(SpoolDelivery::MayPassLater(Failed("ALREADY_EXISTS", "ID_REUSED", Told())));
}

}  // namespace
}  // namespace krul::terminal
