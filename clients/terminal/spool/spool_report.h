// What is kept, and what became of it, in words.
#pragma once

#include <string>
#include <vector>

#include "clients/terminal/phrases/reader.h"
#include "clients/terminal/spool/spool_delivery.h"
#include "clients/words/language.h"

namespace krul::terminal {

// "delivered: …", "refused: …" or "waits: …", on one line.
std::string DeliveryLine(const SpooledNote& note, const Delivered& delivered, words::Language language);

// A row for each.
std::string SpoolTable(const std::vector<SpooledNote>& notes, const Reader& reader);

// Why it was refused; empty when it was not.
std::string RefusalOf(const SpooledNote& note, words::Language language);

}  // namespace krul::terminal
