#include "clients/terminal/desk/fuzzy.h"

#include <unicode/uchar.h>

#include <string>
#include <utility>
#include <vector>

#include "clients/terminal/text/clusters.h"
#include "clients/terminal/text/folding.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/utf8.h"

namespace krul::terminal::desk {
namespace {

std::vector<std::string> Letters(absl::string_view text) {
  std::vector<std::string> letters;
  for (Cluster& cluster : Clusters(Folded(Visible(text)))) letters.push_back(std::move(cluster.bytes));
  return letters;
}

// What no word is made of stands between two.
bool IsBreak(absl::string_view letter) { return u_isalnum(TakePoint(letter).value) == 0; }

// Greedy from `start` on: the first place of each letter after the one before it.
std::optional<int> ScoreFrom(const std::vector<std::string>& wanted, const std::vector<std::string>& letters,
                             size_t start) {
  constexpr int kWordStart = 8;
  constexpr int kRun = 9;
  int score = 0;
  size_t next = 0;
  std::optional<size_t> last;
  for (size_t i = start; i < letters.size() && next < wanted.size(); ++i) {
    if (letters[i] != wanted[next]) continue;
    score += 1;
    if (i == 0 || IsBreak(letters[i - 1])) score += kWordStart;
    if (last && *last + 1 == i) score += kRun;
    last = i;
    ++next;
  }
  if (next < wanted.size()) return std::nullopt;
  return score * 8 - static_cast<int>(start) - static_cast<int>(letters.size() / 8);
}

}  // namespace

std::optional<int> FuzzyScore(absl::string_view typed, absl::string_view candidate) {
  std::vector<std::string> wanted;
  for (std::string& letter : Letters(typed)) {
    if (letter != " ") wanted.push_back(std::move(letter));
  }
  if (wanted.empty()) return 0;
  const std::vector<std::string> letters = Letters(candidate);
  std::optional<int> best;
  for (size_t start = 0; start < letters.size(); ++start) {
    if (letters[start] != wanted.front()) continue;
    const std::optional<int> score = ScoreFrom(wanted, letters, start);
    if (score && (!best || *score > *best)) best = score;
  }
  return best;
}

}  // namespace krul::terminal::desk
