// A record that makes its reader throw is stopped at the border of its own look or assignment: the others of its shard
// are served meanwhile, and it is counted.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/assignment/assigner.h"
#include "services/deadline_watcher/look_watcher.h"
#include "services/firm_file/firm_file.h"
#include "services/store/memory_record_store.h"
#include "tests/services/test_on_loop.h"

namespace krul {
namespace {
using namespace std::chrono_literals;
using runtime::Task;
using store::CallbackId;

constexpr char kFirm[] = R"(title: Bakker
calendars:
  always: {week: {mon-sun: "00:00-24:00"}}
branches:
  - {id: centrum, time_zone: Europe/Amsterdam, calendar: always, manager: mia}
people:
  - {id: anna, name: Anna}
  - {id: mia, name: Mia}
categories:
  - id: question
    call_back_within: 4h
    acknowledge_within: 1h
    escalation: [{when: unacknowledged, tell: manager}]
)";
constexpr int kThrowing = 200;

// Throws, as a fault of ours in whatever reads a record would.
class ThrowingStore final : public store::MemoryRecordStore {
 public:
  using MemoryRecordStore::MemoryRecordStore;
  bool throws = false;

  void Load(store::RecordKey key, store::Answer<store::Loaded> done) override {
    if (throws && key.id.find("throws") != std::string::npos) throw std::out_of_range("what a caller said");
    MemoryRecordStore::Load(std::move(key), std::move(done));
  }
};

class NobodyAnswers final : public rpc::AssignmentPort {
 public:
  Task<domain::Result<domain::Route>> PreviewRoute(domain::RouteQuestion) override {
    co_return domain::Refusal{domain::Reason::kServiceUnavailable, "nobody answers", {}};
  }
};

class ThrowingRecords : public TestOnLoop {
 protected:
  ThrowingRecords() {
    loop_.Start();
    Await<bool>([this]() -> Task<bool> {
      auto firm = firm_file::ReadFirmFile(kFirm, records_.now());
      const domain::AppliedRequest request("00000000-0000-4000-8000-000000000001", 1);
      co_return (co_await firm_changes_.Apply(std::get<domain::Firm>(std::move(firm)), request)).ok();
    });
  }
  ~ThrowingRecords() override {
    OnLoop([this] {
      assigner_.Stop();
      watcher_.Stop();
    });
    loop_.Stop();
  }

  void Note(const std::string& id) {
    const bool noted = Await<bool>([&]() -> Task<bool> {
      domain::Note note;
      note.caller = {"Mevrouw Jansen", "020 123 4567", "+31201234567", "", ""};
      note.requested = {domain::Party::Kind::kPerson, "anna"};
      note.category = "question";
      note.called_at = records_.now();
      note.due_at = records_.now() + 4h;
      note.firm_version = 1;
      domain::Command command = std::move(note);
      const domain::Actor desk("anna", "centrum", "");
      const domain::AppliedRequest request(id, 1);
      auto applied = co_await changes_.Apply(CallbackId("centrum", id), desk, request, std::move(command));
      co_return applied.ok();
    });
    ASSERT_TRUE(noted) << id;
  }
  // Of those at the head of the shard; the next that is noted is one of the others.
  void NoteThoseThatThrow() {
    for (int i = 0; i < kThrowing; ++i) Note(absl::StrCat("throws-", i));
    OnLoop([this] {
      records_.throws = true;
      records_.Advance(1s);
    });
  }
  std::vector<domain::AuditEvent> HistoryOf(const std::string& id) {
    return Await<std::vector<domain::AuditEvent>>([&]() -> Task<std::vector<domain::AuditEvent>> {
      auto loaded = co_await callbacks_.Load(CallbackId("centrum", id));
      co_return loaded ? loaded->record.history : std::vector<domain::AuditEvent>();
    });
  }
  bool Has(const std::string& id, domain::EventType type) {
    for (const domain::AuditEvent& event : HistoryOf(id)) {
      if (event.type == type) return true;
    }
    return false;
  }
  double Stopped(const char* border) {
    return metrics_.Counter("krul_exceptions_total", "", {{"border", border}}).Value();
  }

  ThrowingStore records_{domain::FromMillis(1'795'600'000'000)};
  runtime::Metrics metrics_{"test"};
  runtime::Borders borders_{metrics_};
  store::CallbackStore callbacks_{records_, store::IndexSecret{}};
  directory::Directory directory_{records_, loop_, borders_};
  changes::CallbackChanges changes_{callbacks_, directory_};
  changes::FirmChanges firm_changes_{records_, directory_};
  assignment::WorkloadCounts workloads_{callbacks_};
  assignment::FirmFollower follower_{{callbacks_, directory_, loop_, borders_}};
  assignment::Assigner assigner_{{callbacks_, directory_, workloads_, follower_, loop_, metrics_, borders_}};
  NobodyAnswers assignment_;
  deadline_watcher::LookWatcher watcher_{{callbacks_, directory_, assignment_, loop_, metrics_, borders_}};
};

TEST_F(ThrowingRecords, OthersAreAssigned) {
  NoteThoseThatThrow();
  OnLoop([this] { assigner_.Start(); });
  ExpectInTime([this] { return Stopped("ASSIGNMENT") >= kThrowing; });
  Note("other");
  ExpectInTime([this] { return Has("other", domain::EventType::kAssigned); });
}

TEST_F(ThrowingRecords, OthersAreLookedAt) {
  NoteThoseThatThrow();
  Note("other");
  OnLoop([this] {
    watcher_.Start();
    records_.Advance(30h);
  });
  ExpectInTime([this] { return Has("other", domain::EventType::kBroken); });
  EXPECT_GE(Stopped("LOOK"), kThrowing);
}

}  // namespace
}  // namespace krul
