#include "clients/terminal/phrases/reader.h"

namespace krul::terminal {

Reader Reader::At(const std::string& branch) const {
  Reader there = *this;
  there.zone = book.ZoneOf(branch);
  return there;
}

std::string Reader::Said(words::Key key, const words::Values& values) const {
  return words::Say(language, key, values);
}

}  // namespace krul::terminal
