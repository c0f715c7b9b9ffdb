#include "clients/terminal/text/folding.h"

#include <gtest/gtest.h>

namespace krul::terminal {
namespace {

TEST(Folded, OverlooksCapitalsAccentsAndWidth) {
  EXPECT_EQ(Folded("ZOË Smits"), "zoe smits");
  EXPECT_EQ(Folded("Özgür Yıldız"), "ozgur yildiz");
  EXPECT_EQ(Folded("Zoe\u0308"), "zoe");
  EXPECT_EQ(Folded("Łukasz Øverås"), "lukasz overas");
  EXPECT_EQ(Folded("Straße"), "strasse");
  EXPECT_EQ(Folded("Ｊａｎ"), "jan");
  EXPECT_EQ(Folded("ИВАН"), "иван");
  EXPECT_EQ(Folded("日本"), "日本");
  EXPECT_EQ(Folded("ΟΔΟΣ"), Folded("οδοσ"));  // a sigma at an end is one as well
}

TEST(Folded, OverlooksWhatNobodySees) {
  EXPECT_EQ(Folded("Jan\u00ADsen\u200B"), "jansen");
  EXPECT_EQ(Folded("می\u200Cخواهم"), Folded("میخواهم"));
}

}  // namespace
}  // namespace krul::terminal
