#include "clients/words/generator/pattern.h"

#include <unicode/messagepattern.h>

#include <regex>
#include <stdexcept>

namespace krul::words {
namespace {

std::string Utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// Walks over the parts that ICU made of a pattern.
class Reader {
 public:
  explicit Reader(const std::string& written) : text_(icu::UnicodeString::fromUTF8(written)), parts_(status_) {
    UParseError where;
    parts_.parse(text_, &where, status_);
    if (U_FAILURE(status_)) {
      throw std::runtime_error("is not a message pattern: " + std::string(u_errorName(status_)) + " at \"" +
                               Utf8(where.preContext) + "\"");
    }
  }

  Pieces Read() {
    at_ = 0;
    return ReadMessage("");
  }

 private:
  const icu::MessagePattern::Part& Part() const { return parts_.getPart(at_); }
  std::string Written() const { return Utf8(parts_.getSubstring(Part())); }

  // From MSG_START to behind its MSG_LIMIT. `counted`: the argument that # stands for.
  Pieces ReadMessage(const std::string& counted) {
    Pieces pieces;
    int32_t from = Part().getLimit();
    for (++at_;; ++at_) {
      const icu::MessagePattern::Part& part = Part();
      AddText(pieces, from, part.getIndex());
      from = part.getLimit();
      switch (part.getType()) {
        case UMSGPAT_PART_TYPE_MSG_LIMIT:
          ++at_;
          return pieces;
        case UMSGPAT_PART_TYPE_REPLACE_NUMBER:
          pieces.push_back({Piece::Kind::kNumber, "", counted, {}});
          break;
        case UMSGPAT_PART_TYPE_ARG_START:
          pieces.push_back(ReadArgument());
          from = Part().getLimit();
          break;
        default:  // quotes that are not shown
          break;
      }
    }
  }

  void AddText(Pieces& pieces, int32_t from, int32_t to) {
    if (from >= to) return;
    const std::string text = Utf8(text_.tempSubStringBetween(from, to));
    if (!pieces.empty() && pieces.back().kind == Piece::Kind::kText) {
      pieces.back().text += text;
    } else {
      pieces.push_back({Piece::Kind::kText, text, "", {}});
    }
  }

  // From ARG_START to its ARG_LIMIT.
  Piece ReadArgument() {
    const UMessagePatternArgType type = Part().getArgType();
    ++at_;
    static const std::regex kName("[a-z][a-z0-9_]*");
    Piece piece{Piece::Kind::kValue, "", Written(), {}};
    if (!std::regex_match(piece.name, kName)) throw std::runtime_error("names an argument \"" + piece.name + "\"");
    ++at_;
    if (type == UMSGPAT_ARG_TYPE_NONE) return piece;
    if (type != UMSGPAT_ARG_TYPE_PLURAL && type != UMSGPAT_ARG_TYPE_SELECT) {
      throw std::runtime_error("has a style for {" + piece.name + "}; only plural and select are known");
    }
    piece.kind = type == UMSGPAT_ARG_TYPE_PLURAL ? Piece::Kind::kPlural : Piece::Kind::kSelect;
    while (Part().getType() != UMSGPAT_PART_TYPE_ARG_LIMIT) {
      if (Part().getType() != UMSGPAT_PART_TYPE_ARG_SELECTOR) throw std::runtime_error("has a plural with an offset");
      const std::string selector = Written();
      ++at_;
      if (icu::MessagePattern::Part::hasNumericValue(Part().getType())) ++at_;  // the number of "=0"
      piece.choices.emplace_back(selector, ReadMessage(type == UMSGPAT_ARG_TYPE_PLURAL ? piece.name : std::string()));
    }
    return piece;
  }

  UErrorCode status_ = U_ZERO_ERROR;
  icu::UnicodeString text_;
  icu::MessagePattern parts_;
  int32_t at_ = 0;
};

}  // namespace

Pieces ReadPattern(const std::string& pattern) { return Reader(pattern).Read(); }

std::set<std::string> ArgumentsOf(const Pieces& pieces) {
  std::set<std::string> names;
  for (const Piece& piece : pieces) {
    if (!piece.name.empty()) names.insert(piece.name);
    for (const auto& [selector, inside] : piece.choices) names.merge(ArgumentsOf(inside));
  }
  return names;
}

std::set<std::string> CountsOf(const Pieces& pieces) {
  std::set<std::string> names;
  for (const Piece& piece : pieces) {
    if (piece.kind == Piece::Kind::kPlural) names.insert(piece.name);
    for (const auto& [selector, inside] : piece.choices) names.merge(CountsOf(inside));
  }
  return names;
}

}  // namespace krul::words
