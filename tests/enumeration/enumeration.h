// Every path of so many steps, each world visited once: level by level, so that what is found first is the shortest way
// to it. A world is kept as its path and made again from it; those of a level lie in order, so that neighbours share
// most of theirs.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/enumeration/alphabet.h"
#include "tests/enumeration/invariants.h"

namespace krul::enumeration {

inline constexpr int kMaxSteps = 10;

// The number of the note, then letters.
struct Path {
  std::array<std::uint8_t, kMaxSteps> steps{};
  std::uint8_t length = 0;
};

struct Broken {
  std::int64_t worlds = 0;
  Path shortest;
};

struct Figures {
  std::vector<std::int64_t> worlds;  // by level: those that were not seen before
  std::int64_t tried = 0;            // letters
  std::int64_t done = 0;             // and those that were neither refused nor without effect
  std::array<Broken, kInvariants> broken;
  std::string ended;  // by something that cannot be gone on from; empty: it went through
};

class Enumeration {
 public:
  Enumeration(int steps, int threads) : steps_(steps), threads_(threads), roots_(NotedWorlds(firms_)) {}

  Figures Run();
  std::string InWords(const Path& path) const;
  // What is in the history at its end, a line each.
  std::string HistoryOf(const Path& path) const;

 private:
  class Worker;
  class Seen;

  const int steps_, threads_;
  const Firms firms_;
  const std::vector<NotedWorld> roots_;
};

}  // namespace krul::enumeration
