// Review rounds as people read them.
#pragma once

#include <string>

#include "clients/terminal/phrases/reader.h"
#include "krul/v1/deadline_service.pb.h"

namespace krul::terminal {

// ROUND_LATE too can still be held.
bool IsOpen(const v1::ReviewRound& round);

// A row for each.
std::string ReviewRoundTable(const google::protobuf::RepeatedPtrField<v1::ReviewRound>& rounds, const Reader& reader);

// Who holds it, by when, how far it is, and every entry. Ids are cut as in a list of callbacks.
std::string ReviewRoundPage(const v1::ReviewRound& round, const Reader& reader);

// How far it is, in one line: "2 of 7 gone through".
std::string ReviewRoundProgress(const v1::ReviewRound& round, words::Language language);

}  // namespace krul::terminal
