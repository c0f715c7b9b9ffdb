// Whether what a request names is in the firm in force. Each answers kNotFound naming the field.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "services/domain/callback/callback.h"
#include "services/domain/error.h"
#include "services/domain/firm/firm.h"

namespace krul::rpc {

domain::Result<const domain::Branch*> BranchIn(const domain::Firm& firm, std::string_view field, const std::string& id);
// Empty: the firm's first.
domain::Result<const domain::Category*> CategoryIn(const domain::Firm& firm, std::string_view field,
                                                   const std::string& id);
std::optional<domain::Refusal> PartyIn(const domain::Firm& firm, std::string_view field, const domain::Party& party);

}  // namespace krul::rpc
