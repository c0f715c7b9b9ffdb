#include "tests/enumeration/enumeration.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "services/domain/names.h"
#include "services/domain/speech/event_sentence.h"
#include "tests/enumeration/sameness.h"

namespace krul::enumeration {

namespace {
constexpr std::size_t kPartsOfSeen = 64;
constexpr std::size_t kPathsAtOnce = 512;
}  // namespace

// In parts, so that workers seldom wait for each other.
class Enumeration::Seen {
 public:
  bool Add(std::uint64_t sameness) {
    Part& part = parts_[sameness % kPartsOfSeen];
    const std::scoped_lock lock(part.mutex);
    return part.worlds.insert(sameness).second;
  }

 private:
  struct Part {
    std::mutex mutex;
    absl::flat_hash_set<std::uint64_t> worlds;
  };
  std::array<Part, kPartsOfSeen> parts_;
};

class Enumeration::Worker {
 public:
  Worker(const std::vector<NotedWorld>& roots, Seen& seen) : roots_(roots), seen_(seen) {}

  // Goes one step on from each of them; answers the paths to worlds that were not seen before.
  std::vector<Path> GoOn(const Path* begin, const Path* end) {
    std::vector<Path> found;
    for (const Path* path = begin; path != end; ++path) {
      const World& world = WorldOf(*path);
      for (std::size_t letter = 0; letter < kLetters; ++letter) {
        Path longer = *path;
        longer.steps[longer.length++] = static_cast<std::uint8_t>(letter);
        if (Try(world, static_cast<Letter>(letter), longer)) found.push_back(longer);
      }
    }
    return found;
  }

  void Visit(const World& world, const Path& path) {
    for (const Invariant invariant : BrokenIn(world)) {
      Broken& broken = figures.broken[static_cast<std::size_t>(invariant)];
      if (++broken.worlds == 1) broken.shortest = path;
    }
  }

  Figures figures;
  Path current;  // that is tried

 private:
  bool Try(const World& world, Letter letter, const Path& longer) {
    ++figures.tried;
    current = longer;
    const std::optional<World> after = After(world, letter);
    if (!after) return false;
    ++figures.done;
    if (!seen_.Add(sameness_.Of(*after))) return false;
    Visit(*after, longer);
    return true;
  }

  // What this path shares with the one before is not made again.
  const World& WorldOf(const Path& path) {
    std::size_t shared = 0;
    while (shared < made_.size() && shared < path.length && path.steps[shared] == made_of_.steps[shared]) ++shared;
    made_.resize(shared);
    if (made_.empty()) made_.push_back(roots_[path.steps[0]].world);
    for (std::size_t step = made_.size(); step < path.length; ++step) {
      made_.push_back(*After(made_.back(), static_cast<Letter>(path.steps[step])));
    }
    made_of_ = path;
    return made_.back();
  }

  const std::vector<NotedWorld>& roots_;
  Seen& seen_;
  Sameness sameness_;
  std::vector<World> made_;
  Path made_of_;
};

Figures Enumeration::Run() {
  Seen seen;
  std::vector<Worker> workers(static_cast<std::size_t>(threads_), Worker(roots_, seen));
  std::vector<Path> level;
  for (std::size_t root = 0; root < roots_.size(); ++root) {
    level.push_back({{static_cast<std::uint8_t>(root)}, 1});
    workers.front().Visit(roots_[root].world, level.back());
  }
  Figures all;
  all.worlds.push_back(static_cast<std::int64_t>(level.size()));
  for (int step = 2; step <= steps_ && all.ended.empty(); ++step) {
    std::vector<std::vector<Path>> found((level.size() + kPathsAtOnce - 1) / kPathsAtOnce);
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    const auto work = [&](Worker& worker) {
      try {
        for (std::size_t part = next++; part < found.size(); part = next++) {
          const Path* begin = level.data() + part * kPathsAtOnce;
          const Path* end = level.data() + std::min(level.size(), (part + 1) * kPathsAtOnce);
          found[part] = worker.GoOn(begin, end);
        }
      } catch (const std::exception& thrown) {
        const std::scoped_lock lock(mutex);
        all.ended = absl::StrCat(InWords(worker.current), ": ", thrown.what());
        next = found.size();
      }
    };
    std::vector<std::thread> threads;
    for (Worker& worker : workers) threads.emplace_back(work, std::ref(worker));
    for (std::thread& thread : threads) thread.join();
    level.clear();
    for (const std::vector<Path>& part : found) level.insert(level.end(), part.begin(), part.end());
    all.worlds.push_back(static_cast<std::int64_t>(level.size()));
  }
  for (const Worker& worker : workers) {
    all.tried += worker.figures.tried;
    all.done += worker.figures.done;
    for (std::size_t i = 0; i < kInvariants; ++i) {
      const Broken& one = worker.figures.broken[i];
      Broken& sum = all.broken[i];
      if (one.worlds > 0 && (sum.worlds == 0 || one.shortest.length < sum.shortest.length)) sum.shortest = one.shortest;
      sum.worlds += one.worlds;
    }
  }
  return all;
}

std::string Enumeration::HistoryOf(const Path& path) const {
  World world = roots_[path.steps[0]].world;
  world.keeps_history = true;
  for (std::size_t step = 1; step < path.length; ++step) world = *After(world, static_cast<Letter>(path.steps[step]));
  const absl::TimeZone zone = world.branch().time_zone;
  const auto wall = [&](domain::Instant at) {
    return absl::FormatTime("%a %H:%M:%E3S", absl::FromUnixMillis(domain::ToMillis(at)), zone);
  };
  std::string lines;
  for (const domain::AuditEvent& event : world.record->history) {
    absl::StrAppend(&lines, "  ", wall(event.at), " ", std::string(domain::NameOf(event.type)), " ",
                    domain::SentenceOf(event, zone), "\n");
  }
  return absl::StrCat(lines, "  ", wall(world.now), " now\n");
}

std::string Enumeration::InWords(const Path& path) const {
  std::string words = roots_[path.steps[0]].title;
  for (std::size_t step = 1; step < path.length; ++step) {
    absl::StrAppend(&words, ", ", std::string(NameOf(static_cast<Letter>(path.steps[step]))));
  }
  return words;
}

}  // namespace krul::enumeration
