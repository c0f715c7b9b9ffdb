// KRUL_SEED repeats a year.
#include "tests/simulation/firm_year.h"

#include <gtest/gtest.h>

#include <future>
#include <iostream>
#include <random>

#include "services/store/keys.h"
#include "services/store/memory_record_store.h"
#include "services/store/redis/redis_record_store.h"
#include "tests/domain/sample_firm.h"
#include "tests/support/redis_process.h"
#include "tests/support/seed.h"

namespace krul::simulation {
namespace {
using runtime::Task;

void Print(const YearFigures& figures) {
  std::cout << figures.steps << " steps, " << figures.looks << " looks, " << figures.refused << " refused, "
            << figures.not_allowed << " of them not allowed, " << figures.repeated << " repeated, " << figures.told
            << " told\n"
            << figures.windows << " windows, " << figures.targets << " targets, " << figures.agreed_otherwise
            << " agreed otherwise, " << figures.by_an_older_quote << " by an older quote, " << figures.waited_in_pool
            << " waited in the pool, " << figures.given_from_pool << " given from it, " << figures.holders_away
            << " holders away, " << figures.taken_from_holders << " taken from them, " << figures.although_away
            << " forwarded although away, " << figures.refused_as_away << " not, " << figures.absences_taken_back
            << " absences taken back, " << figures.closed_when_due << " closed when due, " << figures.reports_compared
            << " reports with " << figures.counts_compared << " counts compared";
  for (const auto& [name, number] : figures.tallies) std::cout << ", " << number << " " << name;
  std::cout << "\n";
}

Instant FirstOfOctober() { return domain::sample::At("2026-10-01 00:00"); }

void Judge(const FirmYear& year, const YearOptions& options, const std::string& wrong) {
  Print(year.figures());
  EXPECT_EQ(wrong, "");
  EXPECT_GT(year.figures().looks, options.callbacks);
  for (const char* name : {"kept", "missed", "not_judged"}) EXPECT_TRUE(year.figures().tallies.contains(name)) << name;
}

TEST(FirmYear, KeepsEveryPromiseInMemory) {
  YearOptions options;
  options.seed = TestSeed();
  options.begin = FirstOfOctober();
  store::MemoryRecordStore records(options.begin);
  runtime::EventLoop loop;
  const auto move_time = [&](Instant at) -> Task<bool> {
    records.SetNow(at);
    co_return true;
  };
  FirmYear year({records, loop, move_time}, options);
  std::string wrong = "it did not end";
  runtime::SpawnThen(year.Run(), [&](std::string words) { wrong = std::move(words); });
  Judge(year, options, wrong);
  const YearFigures& figures = year.figures();
  // What did not come up was not judged.
  for (const std::int64_t happened :
       {figures.windows, figures.targets, figures.agreed_otherwise, figures.by_an_older_quote, figures.waited_in_pool,
        figures.given_from_pool, figures.holders_away, figures.taken_from_holders, figures.although_away,
        figures.refused_as_away, figures.absences_taken_back, figures.closed_when_due, figures.not_allowed}) {
    EXPECT_GT(happened, 0);
  }
}

// Smaller, over the real Redis, whose time is moved by its offset and goes on by itself meanwhile.
TEST(FirmYear, KeepsEveryPromiseInRedis) {
  YearOptions options;
  options.seed = TestSeed();
  options.begin = FirstOfOctober();
  options.branches = 6;
  options.people = 24;
  options.callbacks = 1500;
  options.days = 60;
  support::RedisProcess redis;
  runtime::EventLoop loop;
  std::unique_ptr<store::RedisRecordStore> records;
  std::unique_ptr<FirmYear> year;
  std::promise<std::string> ended;
  const auto move_time = [&](Instant at) -> Task<bool> {
    const auto real = std::chrono::time_point_cast<domain::Millis>(std::chrono::system_clock::now());
    redis.Run({"SET", store::keys::kTimeOffset, std::to_string((at - real).count())});
    co_return true;
  };
  loop.Start();
  loop.Post([&] {
    records = std::make_unique<store::RedisRecordStore>(
        store::RedisRecordStore::Deps{loop, store::RedisOptions{.address = redis.address(), .movable_time = true}, {}});
    year = std::make_unique<FirmYear>(FirmYear::Deps{*records, loop, move_time}, options);
    runtime::SpawnThen(year->Run(), [&](std::string words) { ended.set_value(std::move(words)); });
  });
  const std::string wrong = ended.get_future().get();
  Judge(*year, options, wrong);
  loop.Stop();
}

}  // namespace
}  // namespace krul::simulation
