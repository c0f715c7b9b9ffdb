// KRUL_SEED repeats a year.
#include "tests/simulation/firm_year.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <future>
#include <iostream>
#include <random>

#include "services/store/keys.h"
#include "services/store/memory_record_store.h"
#include "services/store/redis/redis_record_store.h"
#include "tests/domain/sample_firm.h"
#include "tests/support/redis_process.h"

namespace krul::simulation {
namespace {
using runtime::Task;

std::uint64_t Seed() {
  const char* given = std::getenv("KRUL_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::cout << "KRUL_SEED=" << seed << "\n";
  return seed;
}

void Print(const YearFigures& figures) {
  std::cout << figures.steps << " steps, " << figures.looks << " looks, " << figures.refused << " refused, "
            << figures.repeated << " repeated, " << figures.told << " told";
  for (const auto& [name, number] : figures.tallies) std::cout << ", " << number << " " << name;
  std::cout << "\n";
}

Instant FirstOfOctober() { return domain::sample::At("2026-10-01 00:00"); }

TEST(FirmYear, KeepsEveryPromiseInMemory) {
  YearOptions options;
  options.seed = Seed();
  options.begin = FirstOfOctober();
  store::MemoryRecordStore records(options.begin);
  runtime::EventLoop loop;
  FirmYear year({records, loop,
                 [&](Instant at) -> Task<bool> {
                   records.SetNow(at);
                   co_return true;
                 }},
                options);
  std::string wrong = "it did not end";
  runtime::SpawnThen(year.Run(), [&](std::string words) { wrong = std::move(words); });
  Print(year.figures());
  EXPECT_EQ(wrong, "");
  EXPECT_GT(year.figures().looks, options.callbacks);
  EXPECT_GT(year.figures().tallies.at("kept"), 0);
  EXPECT_GT(year.figures().tallies.at("missed"), 0);
}

}  // namespace
}  // namespace krul::simulation
