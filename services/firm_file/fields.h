// The fields of one map of a firm file, read with their types; what does not fit becomes a fault and reads as its
// default.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/domain/clock.h"
#include "services/firm_file/document.h"
#include "services/firm_file/faults.h"

namespace krul::firm_file {

// A text and where it stands.
struct Written {
  std::string text;
  int line = 0;
  std::string field;
};

// One at a time on a map: ask for every field it may have, then RefuseOthers.
class Fields {
 public:
  // `map` may also be nothing (no fields) or, with `single`, a text, which is then the value of that field.
  Fields(const Node& map, std::string path, Faults& faults, const char* single = nullptr);

  int line() const { return map_.line; }
  const std::string& path() const { return path_; }
  std::string PathOf(std::string_view key) const;
  void Fault(const Node& at, std::string_view key, std::string message);

  // nullptr: absent or empty.
  const Node* Find(const char* key);
  // One line of text, not longer than `length` code points.
  std::string Text(const char* key, std::string otherwise, std::size_t length);
  // Empty when absent or faulty.
  Written Id(const char* key);
  // The same of the field `id`, and a fault when it is absent.
  Written OwnId();
  std::vector<Written> Ids(const char* key);
  int Number(const char* key, int otherwise, int least, int most);
  bool Flag(const char* key, bool otherwise);
  domain::Millis Duration(const char* key, domain::Millis otherwise, bool zero_allowed);
  // A text for all languages, or one for each; empty when absent.
  std::map<std::string, std::string> TextByLanguage(const char* key, std::size_t length);

  // Unknown keys, with the fields there are, and keys given twice.
  void RefuseOthers();

 private:
  std::string KnownFields() const;

  Node map_of_single_;
  const Node& map_;
  std::string path_;
  Faults& faults_;
  std::vector<std::string_view> known_;
};

// The one text that `node` is; a fault and an empty one when it is a list, a map or nothing.
Written TextOf(const Node& node, std::string field, Faults& faults);

// One line, not too long; a fault otherwise.
bool CheckText(const Written& written, std::size_t length, Faults& faults);

// The items of a list under `path`, each with its own path; a fault when it is no list.
void ForEachItem(const Node& list, const std::string& path, Faults& faults,
                 const std::function<void(const Node& item, const std::string& item_path)>& read);

}  // namespace krul::firm_file
