#include "clients/terminal/desk/fuzzy.h"

#include <array>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "clients/terminal/text/text.h"

namespace krul::terminal::desk {
namespace {

struct Accents {
  absl::string_view letters;  // each of two bytes
  char plain;
};

// "É" is found by "e": nobody types accents with a caller on the line.
std::string Plain(const std::string& cluster) {
  constexpr std::array<Accents, 8> kAccents = {{{"ÀÁÂÃÄÅàáâãäå", 'a'},
                                                {"ÈÉÊËèéêëĘę", 'e'},
                                                {"ÌÍÎÏìíîïİı", 'i'},
                                                {"ÒÓÔÕÖØòóôõöø", 'o'},
                                                {"ÙÚÛÜùúûü", 'u'},
                                                {"ÇçĆćČč", 'c'},
                                                {"ÑñŃń", 'n'},
                                                {"ŞşŠšŚś", 's'}}};
  if (cluster.size() == 1) return absl::AsciiStrToLower(cluster);
  for (const Accents& accents : kAccents) {
    for (size_t i = 0; i + 2 <= accents.letters.size(); i += 2) {
      if (absl::StartsWith(cluster, accents.letters.substr(i, 2))) return std::string(1, accents.plain);
    }
  }
  // A plain letter with a mark put on it.
  const auto first = static_cast<unsigned char>(cluster[0]);
  return absl::ascii_isalpha(first) ? std::string(1, static_cast<char>(absl::ascii_tolower(first))) : cluster;
}

std::vector<std::string> Letters(absl::string_view text) {
  std::vector<std::string> letters;
  for (const Cluster& cluster : Clusters(Visible(text))) letters.push_back(Plain(cluster.bytes));
  return letters;
}

bool IsBreak(const std::string& letter) { return letter == " " || letter == "-" || letter == "." || letter == ":"; }

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
