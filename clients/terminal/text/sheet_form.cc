#include "clients/terminal/text/sheet_form.h"

#include <unistd.h>

#include <algorithm>

#include "clients/terminal/text/csv.h"
#include "clients/terminal/text/failure.h"

namespace krul::terminal {

SheetForm SheetForm::For(words::Language language, const SheetWishes& wishes) {
  SheetForm form;
  if (!wishes.plain && language == words::Language::kDutch) form = {';', ',', false};
  if (const char separator = SeparatorOf(wishes.separator)) form.separator = separator;
  form.marked = !wishes.plain && isatty(STDOUT_FILENO) == 0;
  return form;
}

std::string SheetForm::Start() const { return std::string(marked ? kByteOrderMark : ""); }

std::string SheetForm::Line(const std::vector<std::string>& cells) const { return CsvLine(cells, separator); }

std::string SheetForm::Figure(std::string written) const {
  std::replace(written.begin(), written.end(), '.', decimal_mark);
  return written;
}

char SeparatorOf(const std::string& word) {
  if (word.empty()) return 0;
  if (word == "tab" || word == "\\t") return '\t';
  if (word.size() == 1 && word != "\"" && word != "\n" && word != "\r") return word[0];
  throw WrongUsage(Told("terminal_error.separator"));
}

}  // namespace krul::terminal
