// The firm in force, as every client needs it: who there is, in which zone each branch is, and what time it is.
#pragma once

#include "clients/terminal/connection/connection.h"
#include "krul/v1/firm.pb.h"

namespace krul::terminal {

// Without the firm file itself. Throws a Failure.
v1::Firm AskFirm(Connection& connection);

}  // namespace krul::terminal
