#include "services/domain/report/duration_histogram.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace krul::domain {
namespace {

constexpr double kRatio = 1.2;
constexpr double kFirst = 60'000;  // milliseconds

// Where each bucket begins.
const std::array<double, kDurationBuckets>& Begins() {
  static const std::array<double, kDurationBuckets> begins = [] {
    std::array<double, kDurationBuckets> computed{};
    double at = kFirst;
    for (std::size_t bucket = 1; bucket < computed.size(); ++bucket, at *= kRatio) computed[bucket] = at;
    return computed;
  }();
  return begins;
}

}  // namespace

int BucketOf(Millis duration) {
  const auto after = std::upper_bound(Begins().begin() + 1, Begins().end(), static_cast<double>(duration.count()));
  return static_cast<int>(after - Begins().begin()) - 1;
}

Millis MiddleOfBucket(int bucket) {
  if (bucket <= 0) return Millis(static_cast<std::int64_t>(kFirst / 2));
  const double begin = Begins()[static_cast<std::size_t>(std::min(bucket, kDurationBuckets - 1))];
  return Millis(std::llround(begin * std::sqrt(kRatio)));
}

std::optional<Millis> QuantileOf(const DurationHistogram& histogram, double share) {
  std::int64_t all = 0;
  for (const auto& [bucket, count] : histogram) all += std::max<std::int64_t>(count, 0);
  if (all == 0) return std::nullopt;
  const auto wanted = static_cast<std::int64_t>(std::ceil(share * static_cast<double>(all)));
  std::int64_t passed = 0;
  for (const auto& [bucket, count] : histogram) {
    passed += std::max<std::int64_t>(count, 0);
    if (passed >= std::max<std::int64_t>(wanted, 1)) return MiddleOfBucket(bucket);
  }
  return std::nullopt;
}

}  // namespace krul::domain
