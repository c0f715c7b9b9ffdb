// A YAML document as a tree that knows its lines. Refuses what is no firm file before it can cost anything.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/firm_file/faults.h"

namespace krul::firm_file {

struct Entry;

struct Node {
  enum class Kind { kNothing, kText, kList, kMap };
  Kind kind = Kind::kNothing;
  int line = 0;
  std::string text;            // kText: as written, without quotes
  std::vector<Node> items;     // kList
  std::vector<Entry> entries;  // kMap, in the order of the document; a key may come twice
};

struct Entry {
  std::string key;
  int line = 0;
  Node value;
};

// nullopt after a fault that leaves nothing to read: too large, not UTF-8, not YAML, an alias, too deep.
std::optional<Node> ReadDocument(std::string_view document, Faults& faults);

}  // namespace krul::firm_file
