#include "services/firm_file/fields.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "services/firm_file/written_values.h"

namespace krul::firm_file {
namespace {

Node AsMap(const Node& node, const char* single) {
  Node map;
  if (single == nullptr || node.kind != Node::Kind::kText) return map;
  map.kind = Node::Kind::kMap;
  map.line = node.line;
  map.entries.push_back({single, node.line, node});
  return map;
}

}  // namespace

Fields::Fields(const Node& map, std::string path, Faults& faults, const char* single)
    : map_of_single_(AsMap(map, single)),
      map_(map_of_single_.kind == Node::Kind::kMap ? map_of_single_ : map),
      path_(std::move(path)),
      faults_(faults) {
  if (map_.kind == Node::Kind::kText || map_.kind == Node::Kind::kList) {
    faults_.Add(map_.line, path_, "Write fields here, each as name: value.");
  }
}

std::string Fields::PathOf(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void Fields::Fault(const Node& at, std::string_view key, std::string message) {
  faults_.Add(at.line, PathOf(key), std::move(message));
}

const Node* Fields::Find(const char* key) {
  known_.push_back(key);
  for (const Entry& entry : map_.entries) {
    if (entry.key == key) return entry.value.kind == Node::Kind::kNothing ? nullptr : &entry.value;
  }
  return nullptr;
}

std::string Fields::Text(const char* key, std::string otherwise, std::size_t length) {
  const Node* node = Find(key);
  if (node == nullptr) return otherwise;
  Written written = TextOf(*node, PathOf(key), faults_);
  return CheckText(written, length, faults_) && !written.text.empty() ? written.text : otherwise;
}

Written Fields::Id(const char* key) {
  const Node* node = Find(key);
  if (node == nullptr) return {"", map_.line, PathOf(key)};
  Written written = TextOf(*node, PathOf(key), faults_);
  if (node->kind == Node::Kind::kText && !IsId(written.text)) {
    Fault(*node, key, Quoted(written.text) + " is no id; " + kIdForm + ".");
    written.text.clear();
  }
  return written;
}

Written Fields::OwnId() {
  Written id = Id("id");
  const bool absent = std::none_of(map_.entries.begin(), map_.entries.end(), [](const Entry& entry) {
    return entry.key == "id" && entry.value.kind != Node::Kind::kNothing;
  });
  if (absent) faults_.Add(id.line, id.field, std::string("Give it an id: ") + kIdForm + ".");
  return id;
}

std::vector<Written> Fields::Ids(const char* key) {
  std::vector<Written> ids;
  const Node* node = Find(key);
  if (node == nullptr) return ids;
  const auto read = [&](const Node& item, const std::string& field) {
    Written written = TextOf(item, field, faults_);
    if (item.kind != Node::Kind::kText) return;
    if (IsId(written.text)) {
      ids.push_back(std::move(written));
    } else {
      faults_.Add(item.line, field, Quoted(written.text) + " is no id; " + kIdForm + ".");
    }
  };
  if (node->kind == Node::Kind::kText) {
    read(*node, PathOf(key));
  } else {
    ForEachItem(*node, PathOf(key), faults_, read);
  }
  return ids;
}

int Fields::Number(const char* key, int otherwise, int least, int most) {
  const Node* node = Find(key);
  if (node == nullptr) return otherwise;
  const std::optional<int> number = node->kind == Node::Kind::kText ? ReadNumber(node->text) : std::nullopt;
  if (number && *number >= least && *number <= most) return *number;
  Fault(*node, key, "Write a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  return otherwise;
}

bool Fields::Flag(const char* key, bool otherwise) {
  const Node* node = Find(key);
  if (node == nullptr) return otherwise;
  if (node->kind == Node::Kind::kText && node->text == "true") return true;
  if (node->kind == Node::Kind::kText && node->text == "false") return false;
  Fault(*node, key, "Write true or false.");
  return otherwise;
}

domain::Millis Fields::Duration(const char* key, domain::Millis otherwise, bool zero_allowed) {
  const Node* node = Find(key);
  if (node == nullptr) return otherwise;
  const Written written = TextOf(*node, PathOf(key), faults_);
  if (node->kind != Node::Kind::kText) return otherwise;
  const std::optional<domain::Millis> duration = ReadDuration(written.text);
  if (!duration) {
    Fault(*node, key, Quoted(written.text) + " is no length of time; " + kDurationForm + ".");
    return otherwise;
  }
  if (*duration == domain::Millis(0) && !zero_allowed) {
    Fault(*node, key, "This must be longer than nothing; leave it out for the default.");
    return otherwise;
  }
  return *duration;
}

std::map<std::string, std::string> Fields::TextByLanguage(const char* key, std::size_t length) {
  std::map<std::string, std::string> texts;
  const Node* node = Find(key);
  if (node == nullptr) return texts;
  if (node->kind == Node::Kind::kMap) {
    Fields languages(*node, PathOf(key), faults_);
    for (const char* language : {"nl", "en"}) {
      std::string text = languages.Text(language, "", length);
      if (!text.empty()) texts[language] = std::move(text);
    }
    languages.RefuseOthers();
    return texts;
  }
  const Written written = TextOf(*node, PathOf(key), faults_);
  if (CheckText(written, length, faults_) && !written.text.empty()) {
    texts = {{"nl", written.text}, {"en", written.text}};
  }
  return texts;
}

// In the order in which they were asked for, each once.
std::string Fields::KnownFields() const {
  std::string names;
  for (auto name = known_.begin(); name != known_.end(); ++name) {
    if (std::find(known_.begin(), name, *name) != name) continue;
    names += (names.empty() ? "" : ", ") + std::string(*name);
  }
  return names;
}

void Fields::RefuseOthers() {
  std::unordered_map<std::string_view, int> first_lines;
  for (const Entry& entry : map_.entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) == known_.end()) {
      faults_.Add(entry.line, PathOf(Quoted(entry.key)),
                  "There is no field of this name here." + DidYouMean(entry.key, known_) +
                      " Fields here: " + KnownFields() + ".");
    } else if (const auto [first, added] = first_lines.emplace(entry.key, entry.line); !added) {
      faults_.Add(entry.line, PathOf(entry.key),
                  "This is given on line " + std::to_string(first->second) + " already.");
    }
  }
}

Written TextOf(const Node& node, std::string field, Faults& faults) {
  if (node.kind != Node::Kind::kText) faults.Add(node.line, field, "Write one text here, no list and no fields.");
  return {node.text, node.line, std::move(field)};
}

bool CheckText(const Written& written, std::size_t length, Faults& faults) {
  const std::string& text = written.text;
  if (text.find_first_of("\n\r\t") != std::string::npos) {
    faults.Add(written.line, written.field, "Write this on one line, without tabs.");
    return false;
  }
  const auto letters = std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
  if (static_cast<std::size_t>(letters) > length) {
    faults.Add(written.line, written.field,
               "This is too long; write at most " + std::to_string(length) + " characters.");
    return false;
  }
  return true;
}

void ForEachItem(const Node& list, const std::string& path, Faults& faults,
                 const std::function<void(const Node& item, const std::string& item_path)>& read) {
  if (list.kind != Node::Kind::kList) {
    faults.Add(list.line, path, "Write a list here, each item after a hyphen.");
    return;
  }
  for (std::size_t i = 0; i < list.items.size(); ++i) read(list.items[i], path + "[" + std::to_string(i) + "]");
}

}  // namespace krul::firm_file
