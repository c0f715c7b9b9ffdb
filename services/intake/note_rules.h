// What a note must hold, and whether two notes are the same.
#pragma once
#include <optional>
#include <string>

#include "krul/v1/intake_service.pb.h"
#include "services/domain/callback/callback_decisions.h"
#include "services/intake/quote.h"
#include "services/rpc/field_checks.h"

namespace krul::intake {

// What was typed for the number; nothing where it says that there is none.
std::string TypedNumberOf(const v1::Caller& caller);

// Name and a number, or another way to reach the caller.
void CheckCaller(rpc::FieldChecks& checks, const v1::Caller& caller);

// The caller as kept; a number that was not quoted is read for the branch's region. kInvalidField on
// caller.phone_number.
domain::Result<domain::Caller> ReadCaller(const v1::Caller& caller, const domain::Branch& branch, const Quote& quote);

// Not before a time that lies further ahead than any promise.
void CheckWindowAhead(rpc::FieldChecks& checks, const std::optional<domain::CallWindow>& window, domain::Instant now);

// How a caller differs from the one that was noted; adds the names of the fields.
void CompareCaller(const v1::Caller& caller, const domain::Caller& noted, std::vector<std::string>& fields);

// Which fields of the request differ from the record that has its id; empty: it is the same note.
std::vector<std::string> DifferingFields(const v1::NoteCallbackRequest& request, const domain::Party& requested,
                                         const Quote& quote, const domain::CallbackRecord& record);

// The fields that the quote and the note must agree on; kInvalidField naming each that differs.
std::optional<domain::Refusal> DiffersFromQuote(const v1::NoteCallbackRequest& request, const domain::Party& requested,
                                                const Quote& quote);

domain::Refusal NeverOpenThen();
domain::Refusal IdReused(const std::vector<std::string>& fields);

}  // namespace krul::intake
