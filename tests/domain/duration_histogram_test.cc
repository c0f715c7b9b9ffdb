// Durations in buckets: near enough to the truth, and free to be taken out again. KRUL_SEED repeats a run.
#include "services/domain/report/duration_histogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "tests/support/seed.h"

namespace krul::domain {
namespace {

using namespace std::chrono_literals;

bool IsNear(Millis answered, Millis truth) {
  const Millis error = answered > truth ? answered - truth : truth - answered;
  return error <= 30s || error <= truth / 10;
}

TEST(ADuration, IsAnsweredWithinATenthOrHalfAMinute) {
  for (Millis duration(0); duration < 1000 * 24h; duration += Millis(1 + duration.count() / 997)) {
    ASSERT_TRUE(IsNear(MiddleOfBucket(BucketOf(duration)), duration)) << duration.count();
  }
}

TEST(ADuration, FallsIntoOneBucketAndLongerOnesIntoNoEarlierOne) {
  int last = 0;
  for (Millis duration(0); duration < 2000 * 24h; duration += Millis(1 + duration.count() / 97)) {
    const int bucket = BucketOf(duration);
    ASSERT_GE(bucket, last) << duration.count();
    ASSERT_LE(bucket, last + 1) << "none is passed over";
    last = bucket;
  }
  EXPECT_EQ(last, kDurationBuckets - 1);
}

TEST(ADuration, BelowAMinuteOrBelowNothingCountsAsTheShortest) {
  EXPECT_EQ(BucketOf(-1h), 0);
  EXPECT_EQ(BucketOf(0ms), 0);
  EXPECT_EQ(BucketOf(59'999ms), 0);
  EXPECT_EQ(BucketOf(1min), 1);
  EXPECT_EQ(BucketOf(72'000ms), 2) << "1.2 minutes";
  EXPECT_EQ(MiddleOfBucket(0), 30s);
  EXPECT_EQ(MiddleOfBucket(-1), 30s);
  EXPECT_EQ(BucketOf(Millis::max()), kDurationBuckets - 1);
  EXPECT_EQ(MiddleOfBucket(kDurationBuckets), MiddleOfBucket(kDurationBuckets - 1));
}

TEST(AMiddle, LiesInItsBucket) {
  for (int bucket = 0; bucket < kDurationBuckets; ++bucket) EXPECT_EQ(BucketOf(MiddleOfBucket(bucket)), bucket);
}

TEST(AQuantile, OfNothingIsNone) {
  EXPECT_EQ(QuantileOf({}, 0.5), std::nullopt);
  EXPECT_EQ(QuantileOf({{3, 0}}, 0.5), std::nullopt);
}

TEST(AQuantile, IsTheLeastThatTheShareDoesNotExceed) {
  const DurationHistogram histogram = {{1, 5}, {7, 4}, {20, 1}};
  EXPECT_EQ(QuantileOf(histogram, 0.01), MiddleOfBucket(1));
  EXPECT_EQ(QuantileOf(histogram, 0.5), MiddleOfBucket(1));
  EXPECT_EQ(QuantileOf(histogram, 0.51), MiddleOfBucket(7));
  EXPECT_EQ(QuantileOf(histogram, 0.9), MiddleOfBucket(7));
  EXPECT_EQ(QuantileOf(histogram, 0.91), MiddleOfBucket(20));
  EXPECT_EQ(QuantileOf(histogram, 1), MiddleOfBucket(20));
}

TEST(AQuantile, IsNearThatOfTheDurationsThemselves) {
  std::mt19937_64 engine(TestSeed());
  std::lognormal_distribution<double> some(std::log(3'600'000.0), 1.5);
  for (int round = 0; round < 200; ++round) {
    std::vector<Millis> durations;
    DurationHistogram histogram;
    const auto count = std::uniform_int_distribution<std::size_t>(1, 300)(engine);
    while (durations.size() < count) {
      durations.emplace_back(static_cast<std::int64_t>(some(engine)));
      ++histogram[BucketOf(durations.back())];
    }
    std::sort(durations.begin(), durations.end());
    for (const double share : {0.1, 0.5, 0.9, 0.99, 1.0}) {
      const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(count)));
      const std::optional<Millis> answered = QuantileOf(histogram, share);
      ASSERT_TRUE(answered && IsNear(*answered, durations[rank - 1])) << share << " of " << count;
    }
  }
}

TEST(AHistogram, IsAsBeforeWhenADurationIsTakenOutAgain) {
  DurationHistogram histogram = {{2, 1}, {9, 1}};
  const auto median = QuantileOf(histogram, 0.5), longest = QuantileOf(histogram, 1);
  ++histogram[BucketOf(100h)];
  EXPECT_EQ(QuantileOf(histogram, 1), MiddleOfBucket(BucketOf(100h)));
  --histogram[BucketOf(100h)];
  EXPECT_EQ(QuantileOf(histogram, 0.5), median);
  EXPECT_EQ(QuantileOf(histogram, 1), longest);
}

TEST(AHistogram, InWhichMoreWasTakenOutThanPutInDoesNotLie) {
  // A table that is counted anew meanwhile may be read so.
  EXPECT_EQ(QuantileOf({{2, -3}, {9, 2}}, 0.5), MiddleOfBucket(9));
  EXPECT_EQ(QuantileOf({{2, -3}}, 0.5), std::nullopt);
}

}  // namespace
}  // namespace krul::domain
