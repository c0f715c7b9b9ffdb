// What may be done with a callback: a row of what the services call possible that fits. Nothing else decides.
#pragma once

#include <string>

#include "absl/time/time.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal::desk {

struct Who {
  std::string person;
  v1::Role role;
};

bool May(const v1::Callback& callback, v1::Action action, const Who& who, absl::Time now);

}  // namespace krul::terminal::desk
