// A failure in one line: what is wrong, with the fields, as whoever sits at the desk reads it.
#pragma once

#include <string>

#include "clients/terminal/phrases/reader.h"
#include "clients/terminal/text/failure.h"

namespace krul::terminal {

std::string InOneLine(const Failure& failure, const Reader& reader);

}  // namespace krul::terminal
