// How a deadline was counted: a line for each day between the call and the deadline, and what came of it.
#pragma once

#include <string>
#include <vector>

#include "clients/terminal/phrases/reader.h"
#include "krul/v1/deadline_service.pb.h"

namespace krul::terminal {

// Of its entries and summary; of a service that sends none, the lines it wrote in English.
std::vector<std::string> ExplanationLines(const v1::ExplainDeadlineResponse& explained, const Reader& reader);

}  // namespace krul::terminal
