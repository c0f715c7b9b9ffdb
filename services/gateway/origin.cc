#include "services/gateway/origin.h"

#include "absl/strings/match.h"

namespace krul::gateway {

bool IsLoopbackHost(std::string_view host) {
  std::string_view name = host;
  if (name.starts_with('[')) {
    name = name.substr(0, name.find(']') + 1);
    return name == "[::1]";
  }
  name = name.substr(0, name.find(':'));
  return name == "localhost" || name == "127.0.0.1";
}

std::optional<Error> RefusedWrite(const HttpRequest& request) {
  if (!absl::StartsWithIgnoreCase(request.content_type, "application/json"))
    return Error{415, "INVALID_ARGUMENT", "NOT_JSON", "Send JSON, with Content-Type: application/json."};
  if (request.marker != "1")
    return Error{403, "PERMISSION_DENIED", "WRONG_ORIGIN", "Send the header Krul-Request: 1, which no form can send."};
  const bool other_site =
      !request.fetch_site.empty() && request.fetch_site != "same-origin" && request.fetch_site != "none";
  const std::size_t scheme = request.origin.find("://");
  const bool other_host =
      !request.origin.empty() && (scheme == std::string::npos || request.origin.substr(scheme + 3) != request.host);
  if (other_site || other_host)
    return Error{403, "PERMISSION_DENIED", "WRONG_ORIGIN", "This came from the page of another site."};
  return std::nullopt;
}

}  // namespace krul::gateway
