#include "clients/words/generator/terminal_source.h"

#include <cstdio>

namespace krul::words {
namespace {

// Escaped so that no following letter can be read as part of an escape.
std::string Literal(const std::string& text) {
  std::string literal = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      literal += std::string("\\") + c;
    } else if (byte < 0x20) {
      char octal[5];
      std::snprintf(octal, sizeof octal, "\\%03o", byte);
      literal += octal;
    } else {
      literal += c;
    }
  }
  return literal + "\"";
}

std::string Row(const std::string& key, const Sentence& sentence) {
  std::string counts;
  for (const std::string& name : CountsOf(sentence.pieces)) counts += name + " ";
  const bool fills_in = !ArgumentsOf(sentence.pieces).empty();
  const std::string text = fills_in                  ? sentence.pattern
                           : sentence.pieces.empty() ? std::string()
                                                     : sentence.pieces.front().text;
  return "    {" + Literal(text) + ", " + Literal(counts) + ", " + (fills_in ? "true" : "false") + "},  // " + key +
         "\n";
}

std::string Table(const std::string& name, const Sentences& sentences) {
  std::string table = "const Pattern " + name + "[] = {\n";
  for (const auto& [key, sentence] : sentences) table += Row(key, sentence);
  return table + "};\n";
}

}  // namespace

std::string NamesHeader(const Catalogue& catalogue) {
  std::string header =
      "// Made by krul-words of clients/words and clients/keys.yaml.\n#pragma once\n\n#include <array>\n"
      "#include <string_view>\n\nnamespace krul::words {\n\ninline constexpr std::array<std::string_view, " +
      std::to_string(catalogue.english.size()) + "> kNames = {\n";
  for (const auto& [key, sentence] : catalogue.english) header += "    " + Literal(key) + ",\n";
  header +=
      "};\n\n// An action, its key in a terminal (as a browser names keys), and the sentence that says what it does.\n"
      "struct KeyOfAction {\n  std::string_view action;\n  std::string_view key;\n  std::string_view "
      "words;\n};\ninline "
      "constexpr std::array<KeyOfAction, " +
      std::to_string(catalogue.keys.size()) + "> kKeys = {{\n";
  for (const KeyRow& row : catalogue.keys) {
    header += "    {" + Literal(row.action) + ", " + Literal(row.terminal) + ", " + Literal(row.words) + "},\n";
  }
  return header + "}};\n\n}  // namespace krul::words\n";
}

std::string SentencesSource(const Catalogue& catalogue) {
  return "// Made by krul-words of clients/words.\n#include \"clients/words/patterns.h\"\n\nnamespace krul::words "
         "{\n\n" +
         Table("kDutchPatterns", catalogue.dutch) + "\n" + Table("kEnglishPatterns", catalogue.english) +
         "\n}  // namespace krul::words\n";
}

}  // namespace krul::words
