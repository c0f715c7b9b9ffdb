// What a service refused, in words of the catalogue.
#pragma once

#include <optional>

#include "clients/terminal/text/told.h"
#include "krul/v1/errors.pb.h"

namespace krul::terminal {

// The reason, else what to do; none where both are newer than this program.
std::optional<Told> RefusalInWords(const v1::Refused& refused);

// What is wrong with one field: "is te kort; vraag het hele nummer, met netnummer".
Told WhatIsWrong(const v1::Fault& fault);

// The same, the name of the field in front: "Telefoonnummer is te kort; vraag het hele nummer, met netnummer".
// A code that is newer than this program is told by the English sentence that came with it.
Told FaultInWords(const v1::Fault& fault);

}  // namespace krul::terminal
