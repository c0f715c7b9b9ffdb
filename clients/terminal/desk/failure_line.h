// A failure in one line: what is wrong, with the fields, as whoever sits at the desk reads it.
#pragma once

#include <string>

#include "clients/terminal/connection/errors.h"
#include "clients/terminal/desk/phrases.h"

namespace krul::terminal::desk {

std::string InOneLine(const Failure& failure, const Reader& reader);

}  // namespace krul::terminal::desk
