// Reads a firm file. Every fault is reported at once, with its line, the field's path and what to write instead.
#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "services/domain/firm/firm.h"

namespace krul::firm_file {

struct Fault {
  int line = 0;         // counted from 1; 0: the document as a whole
  std::string field;    // branches[0].time_zone
  std::string message;  // what is wrong and what to write instead
};

// A firm that keeps every promise made in domain/firm.h, or at least one fault. `version` and `effective_at` are left
// 0. Special days must cover `from` on; calendars that stay closed for 366 days from then are a fault.
std::variant<domain::Firm, std::vector<Fault>> ReadFirmFile(std::string_view document, domain::Instant from);

}  // namespace krul::firm_file
