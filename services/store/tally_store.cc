#include "services/store/tally_store.h"

#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/runtime/together.h"
#include "services/store/keys.h"

namespace krul::store {
namespace {
using domain::Measure;
using domain::TallyCount;
using runtime::Task;
using Table = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kAllFields = 1'000'000;  // categories, people and measures of one day are far fewer

std::optional<TallyCount> Parse(const std::string& field, const std::string& number) {
  const std::vector<std::string> parts = absl::StrSplit(field, '|');
  TallyCount tally;
  if (parts.size() < 3 || !absl::SimpleAtoi(number, &tally.count)) return std::nullopt;
  tally.category = parts[0];
  tally.person = parts[1];
  if (parts.size() > 3 && !absl::SimpleAtoi(parts[3], &tally.bucket)) return std::nullopt;
  for (int measure = 0; measure < domain::kMeasures; ++measure) {
    tally.measure = static_cast<Measure>(measure);
    if (NameOf(tally.measure) == parts[2]) return tally;
  }
  return std::nullopt;
}

}  // namespace

Task<Result<std::vector<StoredTally>>> TallyStore::Days(std::string branch, std::int64_t first, std::int64_t last) {
  const std::size_t days = last < first ? 0 : static_cast<std::size_t>(last - first + 1);
  auto tables = co_await runtime::AskTogether<Table>(days, [&](std::size_t day, Answer<Table> done) {
    records_.Fields(ShardOf(branch), indexes::DayTallies(branch, first + static_cast<std::int64_t>(day)), kAllFields,
                    std::move(done));
  });
  if (!tables) co_return tables.refusal();
  std::vector<StoredTally> tallies;
  for (std::size_t day = 0; day < days; ++day) {
    for (const auto& [field, number] : (*tables)[day]) {
      // A newer version may count what this one does not know.
      if (auto tally = Parse(field, number); tally && tally->count != 0) {
        tallies.push_back({first + static_cast<std::int64_t>(day), *std::move(tally)});
      }
    }
  }
  co_return tallies;
}

Task<Result<std::map<std::int64_t, std::int64_t>>> TallyStore::OpenByDay(std::string branch, std::int64_t first,
                                                                         std::int64_t last) {
  auto tallies = co_await Days(std::move(branch), first, last);
  if (!tallies) co_return tallies.refusal();
  std::map<std::int64_t, std::int64_t> open;
  for (const StoredTally& stored : *tallies) {
    const Measure measure = stored.tally.measure;
    if (measure == Measure::kNoted || measure == Measure::kTargets) open[stored.day] += stored.tally.count;
    if (measure == Measure::kClosed) open[stored.day] -= stored.tally.count;
  }
  std::erase_if(open, [](const auto& day) { return day.second == 0; });
  co_return open;
}

}  // namespace krul::store
