// The file that proves to the services who this desk is.
#pragma once

#include <string>

#include "clients/terminal/connection/settings.h"

namespace krul::terminal {

struct Credential {
  std::string file;   // where it was found
  std::string token;  // trimmed
};

// Throws a Failure with exit code 4 that says where was looked and what to do.
Credential FindCredential(const Settings& settings);

}  // namespace krul::terminal
