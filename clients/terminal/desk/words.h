// What a desk says of itself, in the language in which it stands now. What is said to callers comes from the services.
#pragma once

#include <string>

#include "clients/words/catalogue.h"

namespace krul::terminal::desk {

using words::Language;

class Words {
 public:
  explicit Words(Language language) : language_(language) {}

  std::string operator()(words::Key key, const words::Values& values = {}) const {
    return words::Say(language_, key, values);
  }
  Language language() const { return language_; }

 private:
  Language language_;
};

}  // namespace krul::terminal::desk
