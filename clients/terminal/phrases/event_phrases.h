// One event of a callback's history, made of its facts.
#pragma once

#include <string>

#include "clients/terminal/phrases/reader.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

// "Doorgegeven aan Anna". Where the facts are missing (a history of before there were any) or the type is newer than
// this program: its name and what the service wrote, in English.
std::string EventPhrase(const v1::AuditEvent& event, const Reader& reader);

// Who did it; a service is "Krul zelf".
std::string ActorPhrase(const v1::AuditEvent& event, const Reader& reader);

}  // namespace krul::terminal
