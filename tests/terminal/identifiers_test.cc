#include "clients/terminal/connection/identifiers.h"

#include <gtest/gtest.h>

#include "clients/terminal/text/resource_names.h"

namespace krul::terminal {
namespace {

TEST(UuidOfContent, IsTheOneOfTheStandard) {
  // RFC 9562, appendix B.2: the namespace of DNS, then the name.
  const std::string dns("\x6b\xa7\xb8\x10\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8", 16);
  EXPECT_EQ(UuidOfContent(dns + "www.example.com"), "5c146b14-3c52-8afd-938a-375d0df1fbf6");
}

TEST(NewUuid, IsAnotherEachTime) {
  const std::string first = NewUuid();
  EXPECT_TRUE(IsUuid(first));
  EXPECT_EQ(first[14], '7');
  EXPECT_NE(first, NewUuid());
}

}  // namespace
}  // namespace krul::terminal
