#include "services/runtime/sealed_token.h"

#include <gtest/gtest.h>

#include "services/runtime/tokens.pb.h"

namespace krul::runtime {
namespace {

const Key kKey{1}, kOther{2};

token::Session SomeSession() {
  token::Session session;
  session.set_person("anna");
  session.set_branch("centrum");
  return session;
}

TEST(SealedToken, ComesBackAsItWas) {
  token::Session read;
  ASSERT_TRUE(OpenToken(SealToken(SomeSession(), kKey), kKey, read));
  EXPECT_EQ(read.SerializeAsString(), SomeSession().SerializeAsString());
}

TEST(SealedToken, OfAnotherKeyIsNone) {
  token::Session read;
  EXPECT_FALSE(OpenToken(SealToken(SomeSession(), kOther), kKey, read));
}

TEST(SealedToken, OfAnotherKindIsNone) {
  token::Quote quote;
  EXPECT_FALSE(OpenToken(SealToken(SomeSession(), kKey), kKey, quote));
}

TEST(SealedToken, ThatWasChangedOrCutIsNone) {
  const std::string sealed = SealToken(SomeSession(), kKey);
  token::Session read;
  for (std::size_t i = 0; i + 1 < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(OpenToken(changed, kKey, read)) << i;
    EXPECT_FALSE(OpenToken(sealed.substr(0, i), kKey, read)) << i;
  }
  EXPECT_FALSE(OpenToken("", kKey, read));
  EXPECT_FALSE(OpenToken("no base64!", kKey, read));
}

}  // namespace
}  // namespace krul::runtime
