#include "services/firm_file/faults.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "services/domain/limits.h"

namespace krul::firm_file {
namespace {

namespace limits = domain::limits;

// How many letters must be added, left out, changed or swapped with the next to make one word of the other. A swap is
// one mistake of the hand: "titel" is near to "title".
std::size_t Distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  std::vector<std::size_t> above = row;
  std::vector<std::size_t> two_above = row;
  for (std::size_t i = 0; i < left.size(); ++i) {
    two_above.swap(above);
    above = row;
    row[0] = i + 1;
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::size_t change = above[j] + (left[i] == right[j] ? 0 : 1);
      row[j + 1] = std::min({above[j + 1] + 1, row[j] + 1, change});
      if (i > 0 && j > 0 && left[i] == right[j - 1] && left[i - 1] == right[j]) {
        row[j + 1] = std::min(row[j + 1], two_above[j - 1] + 1);
      }
    }
  }
  return row.back();
}

}  // namespace

void Faults::Add(int line, std::string field, std::string message) {
  if (faults_.size() == limits::kFirmFileFaults) {
    ++left_out_;
    return;
  }
  faults_.push_back({line, std::move(field), std::move(message)});
}

std::vector<Fault> Faults::Take() {
  std::vector<Fault> taken = std::exchange(faults_, {});
  std::stable_sort(taken.begin(), taken.end(), [](const Fault& a, const Fault& b) { return a.line < b.line; });
  if (left_out_ > 0) taken.push_back({0, "", "There are " + std::to_string(left_out_) + " more faults."});
  left_out_ = 0;
  return taken;
}

std::string Quoted(std::string_view written) {
  constexpr std::size_t kShown = 40;
  std::size_t end = std::min(written.size(), kShown);
  // Not in the middle of a character: its bytes but the first begin with the bits 10.
  while (end < written.size() && end > 0 && (written[end] & 0xC0) == 0x80) --end;
  std::string quoted = "\"";
  for (const char letter : written.substr(0, end)) quoted += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
  return quoted + (end < written.size() ? "...\"" : "\"");
}

std::string DidYouMean(std::string_view written, const std::vector<std::string_view>& known) {
  // Where thousands are known, comparing all of them for every fault takes longer than looking it up.
  constexpr std::size_t kCompared = 1000;
  if (known.size() > kCompared) return "";
  std::string_view nearest;
  std::size_t least = std::max<std::size_t>(written.size() / 3, 1) + 1;
  for (const std::string_view word : known) {
    const std::size_t apart =
        word.size() > written.size() ? word.size() - written.size() : written.size() - word.size();
    if (apart >= least) continue;
    const std::size_t distance = Distance(written, word);
    if (distance < least) {
      least = distance;
      nearest = word;
    }
  }
  return nearest.empty() ? "" : " Did you mean " + std::string(nearest) + "?";
}

}  // namespace krul::firm_file
