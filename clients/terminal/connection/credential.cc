#include "clients/terminal/connection/credential.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/text/failure.h"

namespace krul::terminal {
namespace {

constexpr size_t kLongestToken = 8 * 1024;  // gRPC servers refuse more metadata than that

std::vector<std::string> Places(const Settings& settings) {
  if (!settings.credential_file.empty()) return {settings.credential_file};
  std::vector<std::string> places = {"./state/credential"};
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home != '\0') places.push_back(absl::StrCat(home, "/.config/krul/credential"));
  return places;
}

Failure NotSignedIn(Told told) {
  Failure failure(ExitCode::kNotSignedIn, "UNAUTHENTICATED", "NO_CREDENTIAL", std::move(told));
  failure.advice = {Told("terminal_advice.credential")};
  return failure;
}

}  // namespace

Credential FindCredential(const Settings& settings) {
  const std::vector<std::string> places = Places(settings);
  std::vector<std::string> looked;
  for (const std::string& place : places) {
    errno = 0;
    std::ifstream file(place, std::ios::binary);
    std::string content(kLongestToken + 1, '\0');
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (!file.is_open() || file.bad()) {
      // A file that is there but cannot be read is not passed over: the next one may be another person's.
      if (errno != ENOENT && errno != ENOTDIR) {
        throw NotSignedIn(
            Told("terminal_error.credential_unreadable", {{"place", place}, {"why", std::strerror(errno)}}));
      }
      looked.push_back(place);
      continue;
    }
    content.resize(static_cast<size_t>(file.gcount()));
    const std::string token(absl::StripAsciiWhitespace(content));
    const bool sendable = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (token.empty() || token.size() > kLongestToken || !sendable) {
      throw NotSignedIn(Told("terminal_error.no_credential_in", {{"place", place}}));
    }
    return {place, token};
  }
  throw NotSignedIn(Told("terminal_error.no_credential", {{"places", absl::StrJoin(looked, ", ")}}));
}

}  // namespace krul::terminal
