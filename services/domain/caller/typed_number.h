// What the eye reads of a number as it was typed, before the numbers of any country are known. Numbers come from
// people, files, switchboards and addresses: with marks that cannot be seen, digits of other scripts, words for an
// extension, or no number at all.
#pragma once
#include <string>
#include <string_view>

namespace krul::domain {

struct TypedNumber {
  std::string number;     // from its first digit or + on, without the extension; digits and signs are those of ASCII
  std::string extension;  // digits; "12" of "020 123 4567, toestelnr. 12"
  bool withheld = false;  // a word that says so, such as anonymous; then `number` is empty
  bool blank_in_front = false;  // in the query of an address a + is a blank
  bool in_figures = true;       // false: a spreadsheet's 3,16123E+10, of which digits are lost
};

TypedNumber ReadTyped(std::string_view typed);

// Does what was typed say that there is no number, in words?
bool IsWithheld(std::string_view typed);

}  // namespace krul::domain
