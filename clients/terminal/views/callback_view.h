// Callbacks as people read them, and any answer as JSON.
#pragma once

#include <string>

#include "clients/terminal/phrases/reader.h"
#include "clients/terminal/phrases/standing.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

// A row for each. Ids are cut where that leaves them clear to the services, within `branch`.
std::string CallbackTable(const google::protobuf::RepeatedPtrField<v1::Callback>& callbacks, const std::string& branch,
                          const Reader& reader);

// What it is now, and its full name: on one line without a line feed, or on two.
std::string CallbackRow(const v1::Callback& callback, const Reader& reader);
std::string CallbackLine(const v1::Callback& callback, const Reader& reader);

// One line, or indented on a terminal. Field names as in the proto files; empty lists are there, so that a script need
// not ask.
std::string Json(const google::protobuf::Message& message, bool one_line = false);

}  // namespace krul::terminal
