#include "clients/words/generator/sentences_page.h"

namespace krul::words {
namespace {

std::string Cell(const std::string& text) {
  std::string cell;
  for (const char c : text) {
    if (c == '\n') {
      cell += "<br>";
      continue;
    }
    if (c == '|' || c == '*' || c == '_' || c == '<' || c == '`') cell += '\\';
    cell += c;
  }
  return cell;
}

}  // namespace

std::string SentencesPage(const Catalogue& catalogue) {
  std::string page =
      "# Every sentence\n\nWhat the desks and the terminal say, Dutch beside English. Made of `nl.yaml` and `en.yaml` "
      "by\n"
      "`cmake --build build/test -- krul_sentences`; a test holds it fresh.\n\n## Keys\n\n"
      "| key | in a terminal | Nederlands | English |\n|---|---|---|---|\n";
  for (const KeyRow& row : catalogue.keys) {
    page += "| `" + row.key + "` | " + (row.terminal == row.key ? "" : "`" + row.terminal + "`") + " | " +
            Cell(catalogue.dutch.at(row.words).pattern) + " | " + Cell(catalogue.english.at(row.words).pattern) +
            " |\n";
  }
  std::string section;
  for (const auto& [key, sentence] : catalogue.dutch) {
    const std::string of = key.substr(0, key.find('.'));
    if (of != section) page += "\n## " + of + "\n\n| | Nederlands | English |\n|---|---|---|\n";
    section = of;
    page += "| " + key.substr(of.size() + 1) + " | " + Cell(sentence.pattern) + " | " +
            Cell(catalogue.english.at(key).pattern) + " |\n";
  }
  return page;
}

}  // namespace krul::words
