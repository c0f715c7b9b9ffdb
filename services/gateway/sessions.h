// Who is signed in, kept in a cookie that only this installation can write. Here people of a loopback install pick who
// they are, and elsewhere also present the credential of the installation; real sign-in replaces this file.
#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "services/runtime/secrets.h"

namespace krul::gateway {

struct Session {
  std::string person;
  std::string branch;
  std::string desk;  // at most 64 printable ASCII characters
};

class Sessions {
 public:
  Sessions(const runtime::Secrets& secrets, bool needs_credential);

  bool needs_credential() const { return needs_credential_; }
  // Whether this credential lets somebody sign in.
  bool Admits(const std::string& credential) const;

  // Values of the headers Set-Cookie and Cookie. None when there is no cookie, it is not ours, or it is too old.
  std::string SetCookie(const Session& session, std::chrono::system_clock::time_point now) const;
  std::string ClearCookie() const;
  std::optional<Session> Read(const std::string& cookies, std::chrono::system_clock::time_point now) const;

 private:
  runtime::Key key_;
  std::string credential_;
  bool needs_credential_;
};

}  // namespace krul::gateway
