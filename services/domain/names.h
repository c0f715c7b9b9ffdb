// The names of the domain's values, in words of the API: NO_ANSWER, ACKNOWLEDGEMENT_EXPIRED. Switches, so that a value
// without a name is refused by the compiler.
#pragma once
#include <string_view>

#include "services/domain/callback/callback.h"

namespace krul::domain {

std::string_view NameOf(State value);
std::string_view NameOf(PromiseStatus value);
std::string_view NameOf(Outcome value);
std::string_view NameOf(Disposition value);  // empty: none
std::string_view NameOf(Origin value);
std::string_view NameOf(EventType value);
std::string_view NameOf(EventCause value);  // empty: none

}  // namespace krul::domain
