// What the generator makes of clients/words/{nl,en}.yaml: rows in the order of kNames.
#pragma once

namespace krul::words {

struct Pattern {
  const char* text;    // as it is shown, or, with arguments, an ICU message pattern
  const char* counts;  // arguments whose number decides the form, each followed by a blank
  bool fills_in;
};

extern const Pattern kDutchPatterns[];
extern const Pattern kEnglishPatterns[];

}  // namespace krul::words
