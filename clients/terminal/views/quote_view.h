// A quote as the desk speaks it.
#pragma once

#include <string>

#include "clients/terminal/phrases/reader.h"
#include "krul/v1/intake_service.pb.h"

namespace krul::terminal {

struct QuoteReader {
  std::string branch;           // ids are cut where that leaves them clear to the services, within it
  bool another_matter = false;  // a note will not be attached to any open promise
  Reader times;
};

// The promises that the caller's number has already, then what to say, in the order in which it is said, and what else
// can be promised.
std::string QuoteScript(const v1::QuotePromiseResponse& quote, const QuoteReader& reader);

}  // namespace krul::terminal
