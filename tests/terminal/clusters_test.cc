// What takes one place on a screen, and how wide: the same on every terminal.
#include "clients/terminal/text/clusters.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"

namespace krul::terminal {
namespace {

struct Written {
  const char* what;
  std::string bytes;
  int columns;
  std::string shown;
};

// Each is one character for who types it.
const std::vector<Written>& OneEach() {
  static const std::vector<Written> kOneEach = {
      {"a letter", "a", 1, "a"},
      {"a letter with an accent", "é", 1, "é"},
      {"a letter with an accent put on it", "e\u0301", 1, "e\u0301"},
      {"a letter with three marks", "a\u0323\u0302\u0301", 1, "a\u0323\u0302"},
      {"an Arabic letter", "س", 1, "س"},
      {"an Arabic letter with its vowel", "س\u064E", 1, "س\u064E"},
      {"a wide character", "日", 2, "日"},
      {"a Korean syllable", "한", 2, "한"},
      {"a Korean syllable in parts", "\u1112\u1161\u11AB", 2, "\u1112\u1161\u11AB"},
      {"an emoji", "😀", 2, "😀"},
      {"a family", "👨\u200D👩\u200D👧\u200D👦", 2, "👨"},
      {"a hand with a colour of skin", "👍🏽", 2, "👍"},
      {"a heart that wants colour", "❤\uFE0F", 1, "❤"},
      {"a flag", "🇳🇱", 2, "🇳🇱"},
      {"a key of a telephone", "5\uFE0F\u20E3", 1, "5\u20E3"},
  };
  return kOneEach;
}

TEST(Clusters, WhatPeopleTakeForOneCharacterIsOne) {
  for (const Written& written : OneEach()) {
    const auto clusters = Clusters("x" + written.bytes + "y");
    ASSERT_EQ(clusters.size(), 3U) << written.what;
    EXPECT_EQ(clusters[1].bytes, written.bytes) << written.what;
    EXPECT_EQ(clusters[1].columns, written.columns) << written.what;
    EXPECT_EQ(Columns(written.bytes), written.columns) << written.what;
  }
}

TEST(Clusters, NothingIsLeftOut) {
  std::string all;
  for (const Written& written : OneEach()) all += written.bytes;
  std::string again;
  for (const Cluster& cluster : Clusters(all)) again += cluster.bytes;
  EXPECT_EQ(again, all);
  EXPECT_EQ(Clusters(all).size(), OneEach().size());
}

TEST(Shortened, ShowsWhatEveryTerminalMakesEquallyWide) {
  for (const Written& written : OneEach()) EXPECT_EQ(Shortened(written.bytes, 10), written.shown) << written.what;
}

TEST(Shortened, CutsBetweenCharactersAndNeverTearsOne) {
  for (const Written& written : OneEach()) {
    const std::string text = "a" + written.bytes + written.bytes + written.bytes;
    for (int columns = 1; columns <= 8; ++columns) {
      const std::string shown = Shortened(text, columns);
      EXPECT_LE(Columns(shown), columns) << written.what;
      const bool fits = Columns(text) <= columns;
      EXPECT_EQ(shown.ends_with("…"), !fits) << written.what;
      for (const Cluster& cluster : Clusters(shown)) {
        EXPECT_TRUE(cluster.bytes == "a" || cluster.bytes == "…" || cluster.bytes == written.shown) << shown;
      }
    }
  }
}

TEST(Table, ColumnsStandBelowEachOtherWhateverIsWrittenInThem) {
  Table table({"NAME", "NUMBER"});
  for (const Written& written : OneEach()) table.Add({"Jan" + written.bytes, "06"});
  const std::string drawn = table.Render();
  std::vector<std::string> lines;
  for (size_t at = 0; at < drawn.size(); at = drawn.find('\n', at) + 1)
    lines.push_back(drawn.substr(at, drawn.find('\n', at) - at));
  ASSERT_EQ(lines.size(), OneEach().size() + 1);
  for (size_t i = 1; i < lines.size(); ++i) {
    EXPECT_EQ(Columns(lines[i].substr(0, lines[i].rfind("06"))), 7) << lines[i];
  }
}

TEST(LineParts, DivideAlsoWhereThereAreNoBlanks) {
  EXPECT_EQ(LineParts("Mevrouw De Wit"), (std::vector<absl::string_view>{"Mevrouw ", "De ", "Wit"}));
  EXPECT_GT(LineParts("日本語の名前").size(), 1U);
}

TEST(LastWord, IsThatOfTheLanguage) {
  EXPECT_EQ(LastWord("Mevrouw De Wit"), 11U);
  EXPECT_EQ(LastWord("Mevrouw De  "), 8U);
  EXPECT_EQ(LastWord("l'Étoile"), 0U);
  EXPECT_EQ(LastWord("   "), 0U);
}

TEST(Visible, LeavesWhatIsHarmless) {
  for (const Written& written : OneEach()) EXPECT_EQ(Visible(written.bytes), written.bytes) << written.what;
  EXPECT_EQ(Visible("می\u200Cخواهم"), "می\u200Cخواهم");
  for (const char* steering :
       {"\x1b", "\x7f", "\u0085", "\u2028", "\u202E", "\u2066", "\u2069", "\xff", "\xed\xa0\x80"}) {
    EXPECT_EQ(Visible(steering).substr(0, 3), "\uFFFD") << steering;
  }
  EXPECT_FALSE(IsUtf8("a\xC0\x80"));
  EXPECT_TRUE(IsUtf8("👨\u200D👩"));
}

}  // namespace
}  // namespace krul::terminal
