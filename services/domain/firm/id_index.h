// Finds a thing by its id among very many (a firm may have 100,000 people). Plain values: a copy works on the copied
// things.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace krul::domain {

// Positions of the things in their vector, hashed by id. Build it after the last change of the vector; until then, and
// when the vector has grown or shrunk since, Find looks at each thing in turn.
class IdIndex {
 public:
  template <class Thing>
  void Build(const std::vector<Thing>& things) {
    std::size_t size = 4;
    while (size < things.size() * 2) size *= 2;
    slots_.assign(size, kEmpty);
    count_ = things.size();
    for (std::size_t position = 0; position < things.size(); ++position) {
      std::size_t slot = FirstSlot(things[position].id);
      while (slots_[slot] != kEmpty && things[slots_[slot]].id != things[position].id) slot = NextSlot(slot);
      if (slots_[slot] == kEmpty) slots_[slot] = static_cast<std::uint32_t>(position);  // of equal ids the first counts
    }
  }

  template <class Thing>
  const Thing* Find(const std::vector<Thing>& things, std::string_view id) const {
    if (slots_.empty() || count_ != things.size()) {
      for (const Thing& thing : things) {
        if (thing.id == id) return &thing;
      }
      return nullptr;
    }
    for (std::size_t slot = FirstSlot(id); slots_[slot] != kEmpty; slot = NextSlot(slot)) {
      const Thing& thing = things[slots_[slot]];
      if (thing.id == id) return &thing;
    }
    return nullptr;
  }

 private:
  static constexpr std::uint32_t kEmpty = 0xFFFFFFFF;
  // The number of slots is a power of two and at least twice that of the things, so that a search ends soon.
  std::size_t FirstSlot(std::string_view id) const { return std::hash<std::string_view>()(id) & (slots_.size() - 1); }
  std::size_t NextSlot(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }

  std::vector<std::uint32_t> slots_;
  std::size_t count_ = 0;
};

}  // namespace krul::domain
