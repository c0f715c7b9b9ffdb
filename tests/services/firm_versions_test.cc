// Versions of the firm file that were not asked for lately are forgotten, and read again when a promise needs them.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/changes/firm_changes.h"
#include "services/domain/limits.h"
#include "services/firm_file/firm_file.h"
#include "services/store/memory_record_store.h"

namespace krul::directory {
namespace {
using runtime::Task;

class CountingStore final : public store::MemoryRecordStore {
 public:
  using MemoryRecordStore::MemoryRecordStore;
  std::map<std::string, int> loads;

  void Load(store::RecordKey key, store::Answer<store::Loaded> done) override {
    ++loads[key.id];
    MemoryRecordStore::Load(std::move(key), std::move(done));
  }
};

// The store answers at once, so what is asked has ended when asking returns.
template <class T>
T Ended(Task<T> task) {
  std::optional<T> ended;
  runtime::SpawnThen(std::move(task), [&ended](T result) { ended.emplace(std::move(result)); });
  return std::move(*ended);
}

TEST(FirmVersions, ThatNobodyAskedForLatelyAreForgottenAndReadAgain) {
  CountingStore records(domain::FromMillis(1'795'600'000'000));
  runtime::EventLoop loop;
  runtime::Metrics metrics("test");
  runtime::Borders borders(metrics);
  Directory directory(records, loop, borders);
  changes::FirmChanges changes(records, directory);
  constexpr int kVersions = static_cast<int>(domain::limits::kFirmsKept) + 4;
  for (int number = 1; number <= kVersions; ++number) {
    auto firm = firm_file::ReadFirmFile(absl::StrCat("title: Versie ", number, R"(
calendars: {always: {week: {mon-sun: "00:00-24:00"}}}
branches: [{id: centrum, calendar: always, manager: mia}]
people: [{id: mia, name: Mia}]
categories: [{id: question, call_back_within: 4h}]
)"),
                                        records.now());
    ASSERT_TRUE(std::holds_alternative<domain::Firm>(firm));
    const domain::AppliedRequest request(absl::StrCat("request-", number), 1);
    ASSERT_TRUE(Ended(changes.Apply(std::get<domain::Firm>(std::move(firm)), request)).ok());
  }
  records.loads.clear();
  const auto title = [&](int number) { return (*Ended(directory.Version(number)))->title; };
  EXPECT_EQ(title(kVersions), absl::StrCat("Versie ", kVersions));
  EXPECT_EQ(records.loads[absl::StrCat("firm/request-", kVersions)], 0) << "it is kept";
  EXPECT_EQ(title(1), "Versie 1");
  EXPECT_EQ(records.loads["firm/request-1"], 1) << "it was forgotten";
  EXPECT_EQ(title(1), "Versie 1");
  EXPECT_EQ(records.loads["firm/request-1"], 1) << "and is kept again";
}

}  // namespace
}  // namespace krul::directory
