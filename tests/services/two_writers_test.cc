// Two who change the same at once: the second commits on what the first left, whatever it is that they change.
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/changes/absence_changes.h"
#include "services/changes/callback_changes.h"
#include "services/changes/firm_changes.h"
#include "services/changes/round_changes.h"
#include "services/domain/limits.h"
#include "services/firm_file/firm_file.h"
#include "services/store/memory_record_store.h"

namespace krul {
namespace {
using namespace std::chrono_literals;
using domain::Result;
using runtime::Task;

// Lets somebody else come in between, just before a record of this id is committed.
class StoreWithARival final : public store::MemoryRecordStore {
 public:
  using MemoryRecordStore::MemoryRecordStore;

  void BeforeCommitOf(const std::string& id, std::function<void()> rival) {
    id_ = id;
    rival_ = std::move(rival);
  }
  void EachTime() { once_ = false; }
  int times() const { return times_; }

  void Commit(store::Change change, store::Answer<store::CommitOutcome> done) override {
    if (rival_ && !inside_ && change.key.id == id_) {
      ++times_;
      inside_ = true;
      const auto rival = once_ ? std::exchange(rival_, nullptr) : rival_;
      rival();
      inside_ = false;
    }
    MemoryRecordStore::Commit(std::move(change), std::move(done));
  }

 private:
  std::string id_;
  std::function<void()> rival_;
  bool once_ = true;
  bool inside_ = false;
  int times_ = 0;
};

// The store answers at once, so what is asked has ended when asking returns.
template <class T>
T Ended(Task<T> task) {
  std::optional<T> ended;
  runtime::SpawnThen(std::move(task), [&ended](T result) { ended.emplace(std::move(result)); });
  return std::move(*ended);
}

domain::AppliedRequest Request(int number) { return {absl::StrCat("request-", number), 1}; }

class TwoWriters : public ::testing::Test {
 protected:
  TwoWriters() { EXPECT_TRUE(Apply("Bakker", 1).ok()); }

  Result<directory::FirmPointer> Apply(const std::string& title, int request) {
    auto firm = firm_file::ReadFirmFile(absl::StrCat("title: ", title, R"(
calendars: {always: {week: {mon-sun: "00:00-24:00"}}}
branches: [{id: centrum, calendar: always, manager: mia}]
people: [{id: anna, name: Anna}, {id: mia, name: Mia}]
categories: [{id: question, call_back_within: 4h}]
)"),
                                        records_.now());
    return Ended(firms_.Apply(std::get<domain::Firm>(std::move(firm)), Request(request)));
  }
  Result<bool> SetAway(const std::string& person, int request) {
    return Ended(absences_.Set(person, records_.now() + 8h, Request(request)));
  }
  Result<changes::AppliedRound> Do(domain::RoundCommand command, int request) {
    const domain::Actor mia("mia", "centrum", "");
    return Ended(round_changes_.Apply(round_, mia, Request(request), std::move(command)));
  }

  const store::RoundId round_{"centrum", "2026-11-24-0900"};
  StoreWithARival records_{domain::FromMillis(1'795'600'000'000)};
  runtime::EventLoop loop_;
  runtime::Metrics metrics_{"test"};
  runtime::Borders borders_{metrics_};
  directory::Directory directory_{records_, loop_, borders_};
  store::CallbackStore callbacks_{records_, store::IndexSecret{}};
  store::RoundStore rounds_{records_};
  changes::FirmChanges firms_{records_, directory_};
  changes::AbsenceChanges absences_{records_, directory_};
  changes::RoundChanges round_changes_{rounds_, directory_};
  changes::CallbackChanges callback_changes_{callbacks_, directory_};
};

TEST_F(TwoWriters, BothAreAway) {
  records_.BeforeCommitOf("absences", [this] { EXPECT_TRUE(*SetAway("mia", 2)); });
  EXPECT_TRUE(*SetAway("anna", 3));
  EXPECT_EQ(records_.times(), 1);
  EXPECT_EQ(directory_.absences().size(), 2U);
  EXPECT_FALSE(*SetAway("mia", 2)) << "both requests are remembered";
  EXPECT_FALSE(*SetAway("anna", 3));
}

TEST_F(TwoWriters, AnAbsenceThatAlwaysComesSecondIsRefused) {
  int request = 10;
  records_.BeforeCommitOf("absences", [&] { EXPECT_TRUE(SetAway("mia", ++request).ok()); });
  records_.EachTime();
  EXPECT_EQ(SetAway("anna", 3).refusal().reason, domain::Reason::kTooManyConflicts);
  EXPECT_EQ(records_.times(), domain::limits::kCommitTries);
  EXPECT_EQ(directory_.absences().count("anna"), 0U);
}

TEST_F(TwoWriters, BothEntriesOfARoundAreReviewed) {
  domain::OpenRound open;
  open.moment = {records_.now(), round_.id};
  open.holder = "mia";
  for (const char* callback : {"first", "second"}) {
    domain::RoundEntry entry;
    entry.callback = callback;
    open.entries.push_back(entry);
  }
  ASSERT_TRUE(Do(open, 2)->changed);
  records_.BeforeCommitOf("rounds/centrum/2026-11-24-0900", [this] {
    EXPECT_TRUE(Do(domain::ReviewEntry{"first", "belt zelf"}, 3)->changed);
  });
  const auto second = Do(domain::ReviewEntry{"second", "wacht op onderdeel"}, 4);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(records_.times(), 1);
  EXPECT_EQ(second->round.entries[0].remark, "belt zelf");
  EXPECT_EQ(second->round.entries[1].remark, "wacht op onderdeel");
  EXPECT_EQ(second->round.version, 3);
  EXPECT_EQ(Ended(rounds_.Load(round_))->round.reviewed(), 2);
}

TEST_F(TwoWriters, BothFirmFilesBecomeVersions) {
  records_.BeforeCommitOf("firm/head", [this] { EXPECT_EQ((*Apply("Slager", 2))->version, 2); });
  const auto last = Apply("Groenteboer", 3);
  ASSERT_TRUE(last.ok());
  EXPECT_EQ(records_.times(), 1);
  EXPECT_EQ((*last)->version, 3);
  EXPECT_EQ((*last)->title, "Groenteboer");
  EXPECT_EQ((*Ended(directory_.Version(2)))->title, "Slager");
}

TEST_F(TwoWriters, AFirmFileComesAgainAfterAnotherAndChangesNothing) {
  ASSERT_EQ((*Apply("Slager", 2))->version, 2);
  EXPECT_EQ((*Apply("Bakker", 1))->version, 1) << "the version it made";
  EXPECT_EQ((*Ended(directory_.Current(records_.now() + 1h)))->title, "Slager") << "is not put over the newer one";
  EXPECT_EQ(Apply("Groenteboer", 2).refusal().reason, domain::Reason::kRequestIdReused);
}

TEST_F(TwoWriters, OfACallbackBothCommandsAreThere) {
  const store::CallbackId id("centrum", "01900000-0000-7000-8000-000000000001");
  const domain::Actor anna("anna", "centrum", "");
  const auto apply = [&](domain::Command command, int request) {
    return Ended(callback_changes_.Apply(id, anna, Request(request), std::move(command)));
  };
  domain::Note note;
  note.caller = {"Mevrouw Jansen", "020 123 4567", "+31201234567", "", ""};
  note.requested = {domain::Party::Kind::kPerson, "anna"};
  note.category = "question";
  note.called_at = records_.now();
  note.due_at = records_.now() + 4h;
  note.firm_version = 1;
  ASSERT_TRUE(apply(note, 2).ok());
  records_.BeforeCommitOf("callbacks/centrum/" + id.id, [&] { EXPECT_TRUE(apply(domain::Chase{}, 3)->changed); });
  const auto second = apply(domain::Chase{}, 4);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(records_.times(), 1);
  EXPECT_EQ(second->record.chaser_count, 2);
}

}  // namespace
}  // namespace krul
