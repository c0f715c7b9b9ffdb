// The seed of a test that draws at random: printed, and repeated with KRUL_SEED.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>

namespace krul {

inline std::uint64_t TestSeed() {
  const char* given = std::getenv("KRUL_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::cout << "KRUL_SEED=" << seed << "\n";
  return seed;
}

}  // namespace krul
