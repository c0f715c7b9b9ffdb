#include "services/gateway/sessions.h"

#include <gtest/gtest.h>

namespace krul::gateway {
namespace {
using namespace std::chrono_literals;
const auto kNow = std::chrono::system_clock::time_point(std::chrono::seconds(1'800'000'000));

runtime::Secrets SecretsOf(unsigned char byte) {
  runtime::Secrets secrets;
  secrets.desk_credential = std::string(64, static_cast<char>('a' + byte));
  secrets.session_key.fill(byte);
  return secrets;
}

// What a browser sends back of a Set-Cookie.
std::string SentBack(const std::string& set_cookie) { return set_cookie.substr(0, set_cookie.find(';')); }

TEST(Sessions, WhoSignedInIsKnownAgain) {
  const Sessions sessions(SecretsOf(1), false);
  const std::string cookie = SentBack(sessions.SetCookie({"anna", "centrum", "balie | 2"}, kNow));
  const auto session = sessions.Read("other=1; " + cookie + "; more=2", kNow + 24h);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->person, "anna");
  EXPECT_EQ(session->branch, "centrum");
  EXPECT_EQ(session->desk, "balie | 2");
}

TEST(Sessions, EndAfterThirtyDays) {
  const Sessions sessions(SecretsOf(1), false);
  const std::string cookie = SentBack(sessions.SetCookie({"anna", "centrum", ""}, kNow));
  EXPECT_TRUE(sessions.Read(cookie, kNow + 30 * 24h));
  EXPECT_FALSE(sessions.Read(cookie, kNow + 30 * 24h + 1s));
}

TEST(Sessions, ACookieOfAnotherInstallationIsNone) {
  const Sessions ours(SecretsOf(1), false), theirs(SecretsOf(2), false);
  EXPECT_FALSE(ours.Read(SentBack(theirs.SetCookie({"anna", "centrum", ""}, kNow)), kNow));
}

TEST(Sessions, EveryChangedLetterIsSeen) {
  const Sessions sessions(SecretsOf(1), false);
  const std::string cookie = SentBack(sessions.SetCookie({"anna", "centrum", "balie"}, kNow));
  for (std::size_t i = cookie.find('=') + 1; i < cookie.size() - 1;
       ++i) {  // the last letter has bits that mean nothing
    std::string changed = cookie;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(sessions.Read(changed, kNow)) << i;
  }
}

TEST(Sessions, TheCookieIsForThisSiteAloneAndNoScript) {
  const Sessions sessions(SecretsOf(1), false);
  for (const std::string& cookie : {sessions.SetCookie({"anna", "centrum", ""}, kNow), sessions.ClearCookie()}) {
    EXPECT_NE(cookie.find("; HttpOnly; SameSite=Strict;"), std::string::npos) << cookie;
  }
  EXPECT_FALSE(sessions.Read(SentBack(sessions.ClearCookie()), kNow));
}

TEST(Sessions, TheCredentialIsAskedForWhereItIsNeeded) {
  const runtime::Secrets secrets = SecretsOf(1);
  EXPECT_TRUE(Sessions(secrets, false).Admits(""));
  const Sessions asks(secrets, true);
  EXPECT_TRUE(asks.Admits(secrets.desk_credential));
  EXPECT_FALSE(asks.Admits(""));
  EXPECT_FALSE(asks.Admits(secrets.desk_credential + "x"));
}

}  // namespace
}  // namespace krul::gateway
