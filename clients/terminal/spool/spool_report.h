// What is kept, and what became of it, in words.
#pragma once

#include <string>
#include <vector>

#include "clients/terminal/spool/spool_delivery.h"

namespace krul::terminal {

// "delivered: …", "refused: …" or "waits: …", on one line.
std::string DeliveryLine(const SpooledNote& note, const Delivered& delivered);

// A row for each.
std::string SpoolTable(const std::vector<SpooledNote>& notes);

}  // namespace krul::terminal
