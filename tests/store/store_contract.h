// What the contract tests share: every test runs over the store in memory and over a real Redis alike.
#pragma once
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "services/store/memory_record_store.h"
#include "services/store/redis/redis_record_store.h"
#include "tests/store/store_on_loop.h"
#include "tests/support/redis_process.h"

namespace krul::store {

enum class StoreKind { kMemory, kRedis };

class RecordStoreContract : public ::testing::TestWithParam<StoreKind> {
 protected:
  static constexpr int kShard = 17;

  void SetUp() override {
    if (GetParam() == StoreKind::kMemory) {
      stores_ = std::make_unique<StoreOnLoop>([this](runtime::EventLoop&) {
        auto store = std::make_unique<MemoryRecordStore>(domain::FromMillis(1'700'000'000'000));
        memory_ = store.get();
        return store;
      });
    } else {
      redis_.emplace();
      stores_ = std::make_unique<StoreOnLoop>([this](runtime::EventLoop& loop) {
        return std::make_unique<RedisRecordStore>(RedisRecordStore::Deps{loop, {redis_->address(), true}});
      });
    }
  }

  StoreOnLoop& store() { return *stores_; }
  Instant Now() { return *store().Probe(); }
  void Advance(domain::Millis by) {
    offset_ += by;
    if (memory_) return store().InOneTurn([&] { memory_->Advance(by); });
    redis_->Run({"SET", "krul:time_offset_ms", std::to_string(offset_.count())});
  }
  // It is away for a moment, and back.
  void LoseTheStore() {
    if (redis_) {
      redis_->Restart();
      // Each of its connections comes back in its own time.
      while (!store().Probe().ok() || !store().Now().ok()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
      return;
    }
    store().InOneTurn([&] {
      memory_->SetAvailable(false);
      memory_->SetAvailable(true);
    });
  }
  std::vector<std::string> Members(const std::string& index) {
    std::vector<std::string> members;
    for (const Entry& entry : *store().Range(kShard, index)) members.push_back(entry.member);
    return members;
  }
  std::vector<std::string> DueIds(std::size_t limit = 100) {
    std::vector<std::string> ids;
    const DueLooks due = *store().Due(kShard, limit);
    for (const Look& look : due.looks) ids.push_back(look.id);
    return ids;
  }

 private:
  std::optional<support::RedisProcess> redis_;
  std::unique_ptr<StoreOnLoop> stores_;
  MemoryRecordStore* memory_ = nullptr;
  domain::Millis offset_{0};
};

inline std::string NameOf(const ::testing::TestParamInfo<StoreKind>& kind) {
  return kind.param == StoreKind::kMemory ? "Memory" : "Redis";
}

inline bool Committed(const Result<CommitOutcome>& outcome) {
  return outcome.ok() && *outcome == CommitOutcome::kCommitted;
}
inline bool Conflict(const Result<CommitOutcome>& outcome) {
  return outcome.ok() && *outcome == CommitOutcome::kConflict;
}
inline bool Unavailable(const Result<CommitOutcome>& outcome) {
  return !outcome.ok() && outcome.refusal().reason == domain::Reason::kStoreUnavailable;
}

}  // namespace krul::store
