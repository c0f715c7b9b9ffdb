#include "services/firm_file/reading.h"

namespace krul::firm_file {
namespace {

constexpr const char* kNames[] = {"calendar", "branch", "team", "person", "category"};

std::size_t Index(Named kind) { return static_cast<std::size_t>(kind); }

}  // namespace

bool Ids::Define(Named kind, const Written& id, Faults& faults) {
  if (id.text.empty()) return false;
  const auto [first, added] = lines_[Index(kind)].emplace(id.text, id.line);
  if (!added) {
    faults.Add(id.line, id.field,
               "The " + std::string(kNames[Index(kind)]) + " of line " + std::to_string(first->second) +
                   " has this id already; give each its own.");
  }
  return added;
}

void Ids::Refer(Named kind, const Written& id) {
  if (!id.text.empty()) references_.push_back({kind, id});
}

bool Ids::Defined(Named kind, const std::string& id) const { return lines_[Index(kind)].contains(id); }

void Ids::CheckReferences(Faults& faults) const {
  std::vector<std::string_view> known[5];
  for (const Reference& reference : references_) {
    const auto& lines = lines_[Index(reference.kind)];
    if (lines.contains(reference.id.text)) continue;
    std::vector<std::string_view>& words = known[Index(reference.kind)];
    if (words.empty()) {
      for (const auto& [id, line] : lines) words.push_back(id);
    }
    faults.Add(reference.id.line, reference.id.field,
               "There is no " + std::string(kNames[Index(reference.kind)]) + " " + Quoted(reference.id.text) + "." +
                   DidYouMean(reference.id.text, words));
  }
}

}  // namespace krul::firm_file
