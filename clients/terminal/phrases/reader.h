// Who reads, when and where: every phrase depends on it.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "clients/terminal/phrases/firm_book.h"
#include "clients/words/catalogue.h"

namespace krul::terminal {

struct Reader {
  const FirmBook& book;
  words::Language language;
  absl::Time now;
  std::string person;                 // who reads: "van u" instead of a name
  absl::TimeZone zone = book.zone();  // on whose wall the times are

  // For what is about that branch. Times there, where the clock shows another time than here, name the place.
  Reader At(const std::string& branch) const;
  std::string Said(words::Key key, const words::Values& values = {}) const;
};

}  // namespace krul::terminal
