#include "clients/terminal/text/line_changes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/support/seed.h"

namespace krul::terminal {
namespace {

std::string InWords(const std::vector<LineChange>& changes) {
  return absl::StrJoin(changes, " ", [](std::string* out, const LineChange& change) {
    absl::StrAppend(out, change.added ? "+" : "-", change.line, change.text);
  });
}

TEST(LineChanges, TellsWhatWasTakenOutAndPutIn) {
  EXPECT_EQ(InWords(LineChanges("a\nb\nc\n", "a\nb\nc\n")), "");
  EXPECT_EQ(InWords(LineChanges("a\nb\nc\n", "a\nx\nc\n")), "-2b +2x");
  EXPECT_EQ(InWords(LineChanges("", "a\n")), "+1a");
  EXPECT_EQ(InWords(LineChanges("a\n\nb", "b")), "-1a -2");
  EXPECT_EQ(InWords(LineChanges("a", "a\n")), "");
}

// As many as are left over when the longest common subsequence stays, counted by the book.
std::size_t FewestChanges(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::vector<std::vector<std::size_t>> common(before.size() + 1, std::vector<std::size_t>(after.size() + 1));
  for (std::size_t i = 1; i <= before.size(); ++i) {
    for (std::size_t j = 1; j <= after.size(); ++j) {
      common[i][j] =
          before[i - 1] == after[j - 1] ? common[i - 1][j - 1] + 1 : std::max(common[i - 1][j], common[i][j - 1]);
    }
  }
  return before.size() + after.size() - 2 * common[before.size()][after.size()];
}

TEST(LineChanges, LeavesOneTextFromTheOtherWithTheFewest) {
  std::mt19937_64 random(TestSeed());
  const auto some_lines = [&] {
    std::vector<std::string> lines(random() % 12);
    for (std::string& line : lines) line = std::string(1, static_cast<char>('a' + random() % 4));
    return lines;
  };
  for (int round = 0; round < 5000; ++round) {
    const std::vector<std::string> before = some_lines(), after = some_lines();
    const auto changes = LineChanges(absl::StrJoin(before, "\n") + "\n", absl::StrJoin(after, "\n") + "\n");
    std::vector<std::string> kept = before, made = after;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
      auto& lines = change->added ? made : kept;
      const auto line = lines.begin() + change->line - 1;
      ASSERT_EQ(*line, change->text);
      lines.erase(line);
    }
    ASSERT_EQ(kept, made);
    ASSERT_EQ(changes.size(), FewestChanges(before, after));
  }
}

TEST(LineChanges, GivesUpLookingForMoreThanAnybodyReads) {
  std::string before, after;
  for (int i = 0; i < 3000; ++i) {
    absl::StrAppend(&before, "a", i, "\n");
    absl::StrAppend(&after, "b", i, "\n");
  }
  EXPECT_EQ(LineChanges(before, after).size(), 6000u);
}

}  // namespace
}  // namespace krul::terminal
