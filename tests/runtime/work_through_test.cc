// What cannot be done stands in nobody's way.
#include "services/runtime/work_through.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace krul::runtime {
namespace {
using domain::Result;

class WorkThroughTest : public ::testing::Test {
 protected:
  bool Work(const std::function<Worked(int)>& what) {
    std::function<Task<Result<std::vector<int>>>(std::size_t, std::size_t)> page =
        [this](std::size_t offset, std::size_t limit) -> Task<Result<std::vector<int>>> {
      ++pages_;
      if (!available_) co_return domain::Refusal{domain::Reason::kStoreUnavailable, "away", {}};
      std::vector<int> ids(index_.begin(), index_.end());
      ids.erase(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(offset, ids.size())));
      if (ids.size() > limit) ids.resize(limit);
      co_return ids;
    };
    std::function<Task<Worked>(const int&)> work = [&](const int& id) -> Task<Worked> {
      tried_.push_back(id);
      const Worked worked = what(id);
      if (worked == Worked::kDone || worked == Worked::kGone) index_.erase(id);
      co_return worked;
    };
    bool reached_the_end = false;
    SpawnThen(WorkThrough(back_offs_, page, work), [&](bool whole) { reached_the_end = whole; });
    return reached_the_end;
  }
  void Fill(int count) {
    for (int i = 0; i < count; ++i) index_.insert(i);
  }

  std::set<int> index_;
  BackOffs<int> back_offs_;
  std::vector<int> tried_;
  int pages_ = 0;
  bool available_ = true;
};

TEST_F(WorkThroughTest, ThoseBehindAHeadThatFailsAreDoneInTheSamePass) {
  Fill(500);
  EXPECT_TRUE(Work([](int id) { return id < 200 ? Worked::kFailed : Worked::kDone; }));
  EXPECT_EQ(index_.size(), 200U);
  EXPECT_EQ(tried_.size(), 500U);
  EXPECT_EQ(std::set<int>(tried_.begin(), tried_.end()).size(), 500U);
}

TEST_F(WorkThroughTest, WhatFailedIsLeftAloneForAWhile) {
  Fill(200);
  Work([](int) { return Worked::kFailed; });
  tried_.clear();
  index_.insert(1000);
  EXPECT_TRUE(Work([](int) { return Worked::kDone; }));
  EXPECT_EQ(tried_, std::vector<int>{1000});
  ASSERT_TRUE(back_offs_.UntilNext());
  EXPECT_LE(*back_offs_.UntilNext(), domain::limits::kBackOff);
}

TEST_F(WorkThroughTest, AStoreThatIsAwayEndsThePass) {
  Fill(500);
  EXPECT_FALSE(Work([](int id) { return id == 3 ? Worked::kNotNow : Worked::kDone; }));
  EXPECT_EQ(pages_, 1);
  EXPECT_EQ(back_offs_.size(), 0U);
  available_ = false;
  EXPECT_FALSE(Work([](int) { return Worked::kDone; }));
}

TEST_F(WorkThroughTest, WhatStaysIsTriedOnceInAPassAndAgainInTheNext) {
  Fill(300);
  const auto stays = [](int) { return Worked::kStays; };
  EXPECT_TRUE(Work(stays));
  EXPECT_EQ(tried_.size(), 300U);
  EXPECT_TRUE(Work(stays));
  EXPECT_EQ(tried_.size(), 600U);
}

}  // namespace
}  // namespace krul::runtime
