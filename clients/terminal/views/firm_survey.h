// What `krul firm check` ends with, once the file is good.
#pragma once

#include <string>

#include "clients/words/language.h"
#include "krul/v1/assignment_service.pb.h"

namespace krul::terminal {

// A line for each warning, then the days on which each calendar is closed; each line ends in a line feed.
std::string FirmSurvey(const v1::ApplyFirmResponse& response, words::Language language);

}  // namespace krul::terminal
