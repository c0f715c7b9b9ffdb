// Whether a request comes from our own pages: what keeps other sites' pages from acting in the name of who is signed
// in. Pure.
#pragma once
#include <optional>
#include <string>

#include "services/gateway/errors.h"

namespace krul::gateway {

// "127.0.0.1:7480", "localhost", "[::1]:7480". A page elsewhere whose name was made to point here says another host.
bool IsLoopbackHost(std::string_view host);

// Why a write is refused; none when it may pass.
std::optional<Error> RefusedWrite(const HttpRequest& request);

}  // namespace krul::gateway
