#include "services/firm_file/document.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "services/domain/limits.h"
#include "unicode/utf8.h"
#include "yaml-cpp/eventhandler.h"
#include "yaml-cpp/exceptions.h"
#include "yaml-cpp/mark.h"
#include "yaml-cpp/parser.h"

namespace krul::firm_file {
namespace {

// Ends the reading from within the parser.
struct Refused {
  int line;
  std::string message;
};

int LineOf(const YAML::Mark& mark) { return mark.line + 1; }

// Makes the tree from the parser's events: they come while it reads, so that a document is refused at the first sign.
class TreeBuilder : public YAML::EventHandler {
 public:
  Node TakeRoot() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) throw Refused{LineOf(mark), "A firm file is one document; leave out what follows ---."};
  }
  void OnDocumentEnd() override {}

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{LineOf(mark), "An alias (*) is not understood; write out what it stands for."};
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Check(mark, "", anchor);
    Node node;
    node.line = LineOf(mark);
    Place(std::move(node));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Check(mark, tag, anchor);
    Node node;
    node.kind = Node::Kind::kText;
    node.line = LineOf(mark);
    node.text = value;
    Place(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(mark, tag, anchor, Node::Kind::kList);
  }
  void OnSequenceEnd() override { Close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    Open(mark, tag, anchor, Node::Kind::kMap);
  }
  void OnMapEnd() override { Close(); }

 private:
  struct Level {
    Node node;
    bool has_key = false;  // of a map: the next event is its value
    Entry entry;
  };

  static void Check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) throw Refused{LineOf(mark), "An anchor (&) is not understood; leave it out."};
    const bool plain = tag.empty() || tag == "?" || tag == "!";
    if (!plain) throw Refused{LineOf(mark), "A tag (!) is not understood; leave it out."};
  }

  void Open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind) {
    Check(mark, tag, anchor);
    if (levels_.size() >= static_cast<std::size_t>(domain::limits::kFirmFileDepth)) {
      throw Refused{LineOf(mark), "This is nested deeper than any field of a firm file."};
    }
    Level& level = levels_.emplace_back();
    level.node.kind = kind;
    level.node.line = LineOf(mark);
  }

  void Close() {
    Node node = std::move(levels_.back().node);
    levels_.pop_back();
    Place(std::move(node));
  }

  void Place(Node node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == Node::Kind::kList) {
      level.node.items.push_back(std::move(node));
    } else if (!level.has_key) {
      if (node.kind == Node::Kind::kList || node.kind == Node::Kind::kMap) {
        throw Refused{node.line, "A key is one word; write no list or map before the colon."};
      }
      level.entry.key = std::move(node.text);
      level.entry.line = node.line;
      level.has_key = true;
    } else {
      level.entry.value = std::move(node);
      level.node.entries.push_back(std::exchange(level.entry, {}));
      level.has_key = false;
    }
  }

  Node root_;
  int documents_ = 0;
  std::vector<Level> levels_;
};

// The line of the first byte that is no UTF-8 or a control character; 0: there is none.
int LineOfBadText(std::string_view document) {
  int line = 1;
  const std::size_t size = document.size();
  for (std::size_t at = 0; at < size;) {
    UChar32 letter = 0;
    U8_NEXT(document.data(), at, size, letter);
    const bool control =
        (letter >= 0 && letter < 0x20 && letter != '\n' && letter != '\r' && letter != '\t') || letter == 0x7F;
    if (letter < 0 || control) return line;
    if (letter == '\n') ++line;
  }
  return 0;
}

}  // namespace

std::optional<Node> ReadDocument(std::string_view document, Faults& faults) {
  if (document.size() > domain::limits::kFirmFileBytes) {
    faults.Add(0, "", "A firm file has at most " + std::to_string(domain::limits::kFirmFileBytes) + " bytes.");
    return std::nullopt;
  }
  if (const int bad_line = LineOfBadText(document); bad_line != 0) {
    faults.Add(bad_line, "", "This line holds a character that is no text; save the file as UTF-8.");
    return std::nullopt;
  }
  // Within a line the parser looks ahead for a colon, again at every bracket: a long one costs seconds.
  int line = 1;
  for (std::size_t start = 0; start < document.size(); ++line) {
    const std::size_t end = std::min(document.find('\n', start), document.size());
    if (end - start > domain::limits::kFirmFileLineBytes) {
      faults.Add(line, "",
                 "This line is too long; write at most " + std::to_string(domain::limits::kFirmFileLineBytes) +
                     " bytes on one.");
      return std::nullopt;
    }
    start = end + 1;
  }
  try {
    std::istringstream stream{std::string(document)};
    YAML::Parser parser(stream);
    TreeBuilder builder;
    while (parser.HandleNextDocument(builder)) {
    }
    return builder.TakeRoot();
  } catch (const Refused& refused) {
    faults.Add(refused.line, "", refused.message);
  } catch (const YAML::Exception& error) {
    faults.Add(error.mark.is_null() ? 0 : LineOf(error.mark), "", "This is not YAML: " + error.msg + ".");
  }
  return std::nullopt;
}

}  // namespace krul::firm_file
