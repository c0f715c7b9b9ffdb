#include "clients/terminal/text/line_changes.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_split.h"

namespace krul::terminal {
namespace {

constexpr int kMostChanges = 2000;  // more nobody reads; the tables grow with its square

std::vector<std::string> LinesOf(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.empty()) return {};
  return absl::StrSplit(absl::string_view(text.data(), text.size()), '\n');
}

std::vector<LineChange> AllOf(const std::vector<std::string>& old_lines, const std::vector<std::string>& new_lines) {
  std::vector<LineChange> all;
  for (const std::string& line : old_lines) all.push_back({false, static_cast<int>(all.size()) + 1, line});
  for (std::size_t i = 0; i < new_lines.size(); ++i) all.push_back({true, static_cast<int>(i) + 1, new_lines[i]});
  return all;
}

}  // namespace

std::vector<LineChange> LineChanges(std::string_view before, std::string_view after) {
  const std::vector<std::string> old_lines = LinesOf(before), new_lines = LinesOf(after);
  const int olds = static_cast<int>(old_lines.size()), news = static_cast<int>(new_lines.size());
  const auto same = [&](int x, int y) {
    return old_lines[static_cast<std::size_t>(x)] == new_lines[static_cast<std::size_t>(y)];
  };

  // reach[k + d]: how far into the old text d changes lead on diagonal k (x - y = k); one table for each d, to walk
  // back.
  std::vector<std::vector<int>> reaches;
  const auto comes_from_above = [](const std::vector<int>& reach, int k, int d) {
    const auto at = [&](int diagonal) { return reach[static_cast<std::size_t>(diagonal + d - 1)]; };
    return k == -d || (k != d && at(k - 1) < at(k + 1));
  };
  const auto start = [&](int k, int d) {
    if (d == 0) return 0;
    const std::vector<int>& reach = reaches[static_cast<std::size_t>(d - 1)];
    const bool above = comes_from_above(reach, k, d);
    return above ? reach[static_cast<std::size_t>(k + d)] : reach[static_cast<std::size_t>(k + d - 2)] + 1;
  };
  int changes = -1;
  for (int d = 0; changes < 0; ++d) {
    if (d > kMostChanges) return AllOf(old_lines, new_lines);
    std::vector<int> reach(static_cast<std::size_t>(2 * d + 1));
    for (int k = -d; k <= d; k += 2) {
      int x = start(k, d);
      while (x < olds && x - k < news && x - k >= 0 && same(x, x - k)) ++x;
      reach[static_cast<std::size_t>(k + d)] = x;
      if (x >= olds && x - k >= news) changes = d;
    }
    reaches.push_back(std::move(reach));
  }

  std::vector<LineChange> found;
  int k = olds - news;
  for (int d = changes; d > 0; --d) {
    const bool above = comes_from_above(reaches[static_cast<std::size_t>(d - 1)], k, d);
    const int x = start(k, d), y = x - k;
    if (above) {
      found.push_back({true, y, new_lines[static_cast<std::size_t>(y - 1)]});
      ++k;
    } else {
      found.push_back({false, x, old_lines[static_cast<std::size_t>(x - 1)]});
      --k;
    }
  }
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace krul::terminal
