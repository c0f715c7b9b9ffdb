#include "clients/words/generator/catalogue_files.h"

#include <yaml-cpp/yaml.h>

#include <regex>
#include <set>
#include <stdexcept>

namespace krul::words {
namespace {

constexpr const char* kDutchFile = "clients/words/nl.yaml";
constexpr const char* kEnglishFile = "clients/words/en.yaml";
constexpr const char* kKeysFile = "clients/keys.yaml";

class FileReader {
 public:
  FileReader(const char* file, std::vector<std::string>& faults) : file_(file), faults_(faults) {}

  void Fault(int line, const std::string& what) const {
    faults_.push_back(std::string(file_) + ":" + std::to_string(line) + ": " + what);
  }

  YAML::Node Load(const std::string& text) const {
    try {
      YAML::Node node = YAML::Load(text);
      if (node.IsMap()) return node;
      Fault(1, "is not a map");
    } catch (const YAML::Exception& fault) {
      Fault(fault.mark.line + 1, fault.msg);
    }
    return YAML::Node(YAML::NodeType::Map);
  }

  Sentences ReadSentences(const std::string& text) const {
    Sentences sentences;
    AddSection(Load(text), "", sentences);
    return sentences;
  }

 private:
  void AddSection(const YAML::Node& section, const std::string& path, Sentences& sentences) const {
    static const std::regex kName("[a-z0-9_.]+");
    for (const auto& entry : section) {
      const std::string name = entry.first.Scalar();
      const std::string key = path.empty() ? name : path + "." + name;
      const int line = entry.first.Mark().line + 1;
      if (!std::regex_match(name, kName)) Fault(line, key + " is not a key: small letters, digits and _");
      if (entry.second.IsMap()) {
        AddSection(entry.second, key, sentences);
      } else if (!entry.second.IsScalar() || entry.second.Scalar().empty()) {
        Fault(line, key + " has no text");
      } else if (path.empty()) {
        Fault(line, key + " stands in no section");
      } else {
        AddSentence(key, entry.second.Scalar(), line, sentences);
      }
    }
  }

  void AddSentence(const std::string& key, const std::string& pattern, int line, Sentences& sentences) const {
    try {
      if (!sentences.emplace(key, Sentence{pattern, ReadPattern(pattern), line}).second) {
        Fault(line, key + " stands here a second time");
      }
    } catch (const std::runtime_error& fault) {
      Fault(line, key + " " + fault.what());
    }
  }

  const char* file_;
  std::vector<std::string>& faults_;
};

std::string Joined(const std::set<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) joined += (joined.empty() ? "{" : ", {") + name + "}";
  return joined.empty() ? "nothing" : joined;
}

void CompareKeys(const Sentences& one, const char* other_file, const Sentences& other, const FileReader& reader) {
  for (const auto& [key, sentence] : one) {
    if (!other.contains(key)) reader.Fault(sentence.line, key + " is missing in " + other_file);
  }
}

void CompareArguments(const Sentences& dutch, const Sentences& english, const FileReader& reader) {
  for (const auto& [key, sentence] : dutch) {
    const auto twin = english.find(key);
    if (twin == english.end()) continue;
    const std::set<std::string> mine = ArgumentsOf(sentence.pieces);
    const std::set<std::string> theirs = ArgumentsOf(twin->second.pieces);
    if (mine == theirs) continue;
    reader.Fault(sentence.line, key + " fills in " + Joined(mine) + ", but " + Joined(theirs) + " in " + kEnglishFile);
  }
}

class KeysReader {
 public:
  KeysReader(const Sentences& sentences, std::vector<std::string>& faults)
      : sentences_(sentences), reader_(kKeysFile, faults) {}

  std::vector<KeyRow> Read(const std::string& text) {
    for (const auto& entry : reader_.Load(text)) {
      const int line = entry.first.Mark().line + 1;
      KeyRow row;
      row.action = entry.first.Scalar();
      if (!entry.second.IsMap()) {
        reader_.Fault(line, row.action + " has no key and words");
        continue;
      }
      for (const auto& part : entry.second) Take(part.first.Scalar(), part.second, line, row);
      if (row.terminal.empty()) row.terminal = row.key;
      Check(row, line);
      rows_.push_back(row);
    }
    return rows_;
  }

 private:
  void Take(const std::string& name, const YAML::Node& value, int line, KeyRow& row) {
    const std::string text = value.IsScalar() ? value.Scalar() : "";
    if (name == "key") {
      row.key = text;
    } else if (name == "terminal") {
      row.terminal = text;
    } else if (name == "words") {
      row.words = text;
    } else {
      reader_.Fault(line, row.action + " has \"" + name + "\"; known are key, terminal and words");
    }
  }

  void Check(const KeyRow& row, int line) {
    static const std::regex kKey("(Ctrl\\+)?([!-~]|F[1-9]|F1[0-2]|Enter|Escape|Tab)");
    static const std::regex kTerminalKey("Ctrl\\+[a-z]|[!-~]|F[1-9]|F1[0-2]|Enter|Escape|Tab");
    for (const KeyRow& other : rows_) {
      if (other.action == row.action) reader_.Fault(line, row.action + " stands here a second time");
      if (other.key == row.key || other.terminal == row.terminal) {
        reader_.Fault(line, row.action + " has the key of " + other.action);
      }
    }
    if (!std::regex_match(row.key, kKey)) reader_.Fault(line, row.action + " has no key that a browser knows");
    if (!std::regex_match(row.terminal, kTerminalKey)) {
      reader_.Fault(line, row.action + " has a key that no terminal hears: give it another by \"terminal\"");
    }
    if (!sentences_.contains(row.words)) {
      reader_.Fault(line, row.action + " has words that the catalogue does not: \"" + row.words + "\"");
    }
  }

  const Sentences& sentences_;
  FileReader reader_;
  std::vector<KeyRow> rows_;
};

}  // namespace

Catalogue ReadCatalogue(const CatalogueTexts& texts, std::vector<std::string>& faults) {
  const FileReader dutch(kDutchFile, faults);
  const FileReader english(kEnglishFile, faults);
  Catalogue catalogue;
  catalogue.dutch = dutch.ReadSentences(texts.dutch);
  catalogue.english = english.ReadSentences(texts.english);
  if (!faults.empty()) return catalogue;  // what could not be read would be told as missing, too
  CompareKeys(catalogue.dutch, kEnglishFile, catalogue.english, dutch);
  CompareKeys(catalogue.english, kDutchFile, catalogue.dutch, english);
  CompareArguments(catalogue.dutch, catalogue.english, dutch);
  catalogue.keys = KeysReader(catalogue.english, faults).Read(texts.keys);
  return catalogue;
}

}  // namespace krul::words
