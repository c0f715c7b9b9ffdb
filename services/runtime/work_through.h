// Works through an index from its head, so that what cannot be done stands in nobody's way: what fails is left alone
// for a while, longer each time, and the pages behind it are read all the same.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "services/domain/error.h"
#include "services/domain/limits.h"
#include "services/runtime/task.h"
#include "services/runtime/together.h"

namespace krul::runtime {

// Who failed lately, and until when each is left alone.
template <class Id>
class BackOffs {
 public:
  using Clock = std::chrono::steady_clock;

  bool Holds(const Id& id) const {
    const auto found = waiting_.find(id);
    return found != waiting_.end() && found->second.until > Clock::now();
  }
  void Failed(const Id& id) {
    Waiting& one = waiting_[id];
    one.wait = one.wait.count() == 0
                   ? std::chrono::milliseconds(domain::limits::kBackOff)
                   : std::min<std::chrono::milliseconds>(2 * one.wait, domain::limits::kLongestBackOff);
    one.until = Clock::now() + one.wait;
  }
  // Nothing is wrong with it, but it need not be tried again at once.
  void Skip(const Id& id) { waiting_[id].until = Clock::now() + domain::limits::kBackOff; }
  void Passed(const Id& id) { waiting_.erase(id); }
  // Those that were not seen again long after they might have been tried are no longer there.
  void Forget() {
    std::erase_if(waiting_, [now = Clock::now()](const auto& entry) {
      return entry.second.until + domain::limits::kLongestBackOff < now;
    });
  }
  // Until the first of them may be tried again.
  std::optional<std::chrono::milliseconds> UntilNext() const {
    std::optional<std::chrono::milliseconds> least;
    for (const auto& [id, one] : waiting_) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(one.until - Clock::now());
      if (left.count() > 0 && (!least || left < *least)) least = left;
    }
    return least;
  }
  std::size_t size() const { return waiting_.size(); }

 private:
  struct Waiting {
    Clock::time_point until;
    std::chrono::milliseconds wait{0};
  };
  std::map<Id, Waiting> waiting_;
};

enum class Worked {
  kDone,    // it has left the index
  kGone,    // it has left the index by somebody else's doing
  kStays,   // nothing is wrong with it, and it is still there
  kFailed,  // its own trouble: it is left alone for a while
  kNotNow,  // nothing can be done at all: the store or another service is away
};

// Pages until the end of the index, each page at once; false: it was not reached. `page` answers what stands at a rank
// and after; both functions must stay alive meanwhile.
template <class Id>
Task<bool> WorkThrough(BackOffs<Id>& back_offs,
                       std::function<Task<domain::Result<std::vector<Id>>>(std::size_t offset, std::size_t limit)> page,
                       std::function<Task<Worked>(const Id&)> work) {
  back_offs.Forget();
  std::size_t offset = 0;
  while (true) {
    domain::Result<std::vector<Id>> read = co_await page(offset, domain::limits::kDueBatch);
    if (!read) co_return false;
    std::vector<Id> ids = *std::move(read);
    const bool last = ids.size() < domain::limits::kDueBatch;
    offset += std::erase_if(ids, [&](const Id& id) { return back_offs.Holds(id); });
    bool not_now = false;
    std::function<Task<bool>(std::size_t)> one = [&](std::size_t i) -> Task<bool> {
      const Worked worked = co_await work(ids[i]);
      if (worked == Worked::kDone) back_offs.Passed(ids[i]);
      if (worked == Worked::kGone) back_offs.Skip(ids[i]);
      if (worked == Worked::kFailed) back_offs.Failed(ids[i]);
      if (worked == Worked::kNotNow) not_now = true;
      co_return worked == Worked::kDone || worked == Worked::kGone;
    };
    const std::size_t done = co_await RunTogether(ids.size(), one);
    if (not_now) co_return false;
    if (last) co_return true;
    offset += ids.size() - done;
  }
}

}  // namespace krul::runtime
