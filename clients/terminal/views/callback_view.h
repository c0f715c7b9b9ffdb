// Callbacks as people read them, and any answer as JSON.
#pragma once

#include <string>

#include "clients/terminal/views/standing.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "krul/v1/callback.pb.h"

namespace krul::terminal {

// How the promise stands: "by 14:00", "again by 15:30", "12 min late", and once closed "kept".
std::string DeadlineOf(const v1::Callback& callback);

// A row for each. Ids are cut where that leaves them clear to the services, within `branch`.
std::string CallbackTable(const google::protobuf::RepeatedPtrField<v1::Callback>& callbacks, const std::string& branch);

// What it is now, and its full name: on one line without a line feed, or on two.
std::string CallbackRow(const v1::Callback& callback);
std::string CallbackLine(const v1::Callback& callback);

// Everything, with attempts and history.
std::string CallbackPage(const v1::Callback& callback);

// One line, or indented on a terminal. Field names as in the proto files; empty lists are there, so that a script need
// not ask.
std::string Json(const google::protobuf::Message& message, bool one_line = false);

// What the services say of an event, and what somebody typed behind it. Not Visible yet.
std::string WholeSentence(const v1::AuditEvent& event);

// Prints what changed: JSON, or CallbackLine and what else is open of the same caller.
void PrintChanged(const v1::Callback& callback, bool json);

}  // namespace krul::terminal
