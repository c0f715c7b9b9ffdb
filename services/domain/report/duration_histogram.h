// Durations counted in fixed buckets, so that an undo can subtract and days can be added up.
#pragma once
#include <cstdint>
#include <map>
#include <optional>

#include "services/domain/clock.h"

namespace krul::domain {

// Bucket 0 is below a minute; each further one ends 1.2 times as late as it begins. What is answered of a bucket is its
// geometric middle, so a quantile is within 10 % of the truth, or within half a minute.
inline constexpr int kDurationBuckets = 80;  // the last one begins after 1041 days

int BucketOf(Millis duration);      // 0 ... kDurationBuckets - 1; less than nothing counts as nothing
Millis MiddleOfBucket(int bucket);  // half a minute for bucket 0

using DurationHistogram = std::map<int, std::int64_t>;  // durations by bucket

// The least duration that `share` (above 0, at most 1) of all do not exceed; nullopt: there are none.
std::optional<Millis> QuantileOf(const DurationHistogram& histogram, double share);

}  // namespace krul::domain
