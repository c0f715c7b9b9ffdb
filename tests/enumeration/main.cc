// No corner, by enumeration: a callback is noted and all that may happen to it happens, in every order, with a moved
// clock; after each step every invariant is asked.
//   krul_enumeration [--steps N] [--threads N]     7 steps, the note counted, and as many threads as there are cores
// Not of the alphabet, because the product has none of it yet: corrections, erasing asked for while something is open.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <thread>

#include "tests/enumeration/enumeration.h"

namespace krul::enumeration {
namespace {

// Answers whether all that is asserted holds.
bool Tell(const Enumeration& enumeration, const Figures& figures, std::chrono::duration<double> took) {
  std::int64_t worlds = 0;
  for (const std::int64_t level : figures.worlds) worlds += level;
  std::cout << worlds << " worlds in " << took.count() << " s, " << figures.done << " of " << figures.tried
            << " steps were not refused; new worlds by step:";
  for (const std::int64_t level : figures.worlds) std::cout << " " << level;
  std::cout << "\n";
  bool holds = figures.ended.empty();
  if (!holds) std::cout << "ENDED at " << figures.ended << "\n";
  for (std::size_t i = 0; i < kInvariants; ++i) {
    const auto invariant = static_cast<Invariant>(i);
    const Broken& broken = figures.broken[i];
    if (broken.worlds == 0) continue;
    std::cout << (IsAsserted(invariant) ? "BROKEN: " : "not yet: ") << NameOf(invariant) << ", in " << broken.worlds
              << " worlds; " << enumeration.InWords(broken.shortest) << "\n";
    if (IsAsserted(invariant)) std::cout << enumeration.HistoryOf(broken.shortest);
    holds &= !IsAsserted(invariant);
  }
  return holds;
}

}  // namespace
}  // namespace krul::enumeration

int main(int argc, char** argv) {
  using namespace krul::enumeration;
  int steps = 7, threads = static_cast<int>(std::thread::hardware_concurrency());
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view flag = argv[i];
    (flag == "--steps" ? steps : threads) = std::atoi(argv[i + 1]);
  }
  if (steps < 1 || steps > kMaxSteps || threads < 1) {
    std::cerr << "krul_enumeration [--steps 1 to " << kMaxSteps << "] [--threads N]\n";
    return 2;
  }
  Enumeration enumeration(steps, threads);
  const auto began = std::chrono::steady_clock::now();
  const Figures figures = enumeration.Run();
  return Tell(enumeration, figures, std::chrono::steady_clock::now() - began) ? 0 : 1;
}
