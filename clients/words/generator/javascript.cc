#include "clients/words/generator/javascript.h"

namespace krul::words {
namespace {

// How numbers and plurals go in the language.
constexpr const char* kHelpers = R"(const rules = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);
const say = (value, name) => (typeof value === "number" ? numbers.format(value) : value ?? `{${name}}`);
const pick = (forms, name) => (Object.hasOwn(forms, name) ? forms[name] : undefined);
const plural = (value, forms) => pick(forms, `=${value}`) ?? pick(forms, rules.select(value)) ?? forms.other;
const count = (value, name) => say(value === undefined ? value : Number(value), name);
const select = (value, forms) => pick(forms, value) ?? forms.other;
)";

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '\n') {
      quoted += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string InTemplate(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '`' || c == '\\' || c == '$') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string Template(const Pieces& pieces);

std::string Expression(const Piece& piece) {
  const std::string value = "v." + piece.name;
  if (piece.kind == Piece::Kind::kValue) return "say(" + value + ", " + Quoted(piece.name) + ")";
  if (piece.kind == Piece::Kind::kNumber) return "count(" + value + ", " + Quoted(piece.name) + ")";
  std::string forms;
  for (const auto& [selector, inside] : piece.choices) {
    forms += (forms.empty() ? "" : ", ") + Quoted(selector) + ": " + Template(inside);
  }
  return (piece.kind == Piece::Kind::kPlural ? "plural(" : "select(") + value + ", {" + forms + "})";
}

std::string Template(const Pieces& pieces) {
  std::string written = "`";
  for (const Piece& piece : pieces) {
    written += piece.kind == Piece::Kind::kText ? InTemplate(piece.text) : "${" + Expression(piece) + "}";
  }
  return written + "`";
}

}  // namespace

std::string JavascriptSentences(const Sentences& sentences, const std::string& language) {
  std::string module = "// Made by krul-words of clients/words/" + language + ".yaml.\nconst language = \"" + language +
                       "\";\n" + kHelpers + "\nexport default {\n";
  for (const auto& [key, sentence] : sentences) {
    if (key.starts_with("terminal_")) continue;  // of the other desk alone
    const bool fills_in = !ArgumentsOf(sentence.pieces).empty();
    const std::string text = sentence.pieces.empty() ? "" : sentence.pieces.front().text;
    module +=
        "  " + Quoted(key) + ": " + (fills_in ? "(v = {}) => " + Template(sentence.pieces) : Quoted(text)) + ",\n";
  }
  return module + "};\n";
}

std::string JavascriptKeys(const std::vector<KeyRow>& keys) {
  std::string module = "// Made by krul-words of clients/keys.yaml.\nexport default {\n";
  for (const KeyRow& row : keys) {
    module += "  " + row.action + ": {key: " + Quoted(row.key) + ", words: " + Quoted(row.words) + "},\n";
  }
  return module + "};\n";
}

}  // namespace krul::words
