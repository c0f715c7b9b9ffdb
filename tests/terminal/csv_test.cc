#include "clients/terminal/text/csv.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/terminal/text/failure.h"
#include "tests/support/seed.h"

namespace krul::terminal {
namespace {

std::vector<CsvRow> Read(const std::string& text, char separator = ',') {
  std::istringstream input(text);
  CsvReader reader(input, separator);
  std::vector<CsvRow> rows;
  while (auto row = reader.Next()) rows.push_back(*row);
  return rows;
}

// "a|b / c|d": rows and cells; a row that is at fault stands between exclamation marks.
std::string InWords(const std::string& text, char separator = ',') {
  std::vector<std::string> words;
  for (const CsvRow& row : Read(text, separator)) {
    const std::string mark = row.fault.empty() ? "" : "!";
    words.push_back(absl::StrCat(mark, absl::StrJoin(row.cells, "|"), mark));
  }
  return absl::StrJoin(words, " / ");
}

TEST(CsvReader, ReadsWhatTheStandardSays) {
  EXPECT_EQ(InWords(""), "");
  EXPECT_EQ(InWords("a,b\r\nc,d\r\n"), "a|b / c|d");
  EXPECT_EQ(InWords("a,b\nc,d"), "a|b / c|d");
  EXPECT_EQ(InWords("a,b\rc,d\r"), "a|b / c|d");
  EXPECT_EQ(InWords("a,,\n,\n"), "a|| / |");
  EXPECT_EQ(InWords("\"a\",\"b,c\",\"d\"\"e\"\n"), "a|b,c|d\"e");
  EXPECT_EQ(InWords("\"\",\"\"\"\"\n"), "|\"");
  EXPECT_EQ(InWords("\"a\r\nb\",c\n"), "a\r\nb|c");
  EXPECT_EQ(InWords(" a , b \n"), " a | b ");
  EXPECT_EQ(InWords("a;b;\"c;d\"\n", ';'), "a|b|c;d");
}

TEST(CsvReader, PassesOverEmptyLinesAndAByteOrderMark) {
  EXPECT_EQ(InWords("\n\r\na,b\n\n\nc,d\n\n"), "a|b / c|d");
  EXPECT_EQ(InWords("\xEF\xBB\xBF\"a\",b\n"), "a|b");
  EXPECT_EQ(InWords("\xEF\xBB\xBF\r\na,b\n"), "a|b");
  EXPECT_EQ(InWords("\xEF\xBC\x9D,b\n"), "\xEF\xBC\x9D|b");  // begins like a mark, and is none
  EXPECT_EQ(InWords("a\n\xEF\xBB\xBF,b\n"), "a / \xEF\xBB\xBF|b");
}

TEST(CsvReader, SaysWhatIsWrongWithARowAndGoesOn) {
  EXPECT_EQ(InWords("a\"b,c\n"), "a\"b|c");  // a quote within a word is that word's
  EXPECT_EQ(InWords("\"a\"b,c\nd,e\n"), "!ab|c! / d|e");
  EXPECT_EQ(InWords("a,\xE9\nb,c\n"), "!a|\xE9! / b|c");
  EXPECT_EQ(InWords("a,b\nc,\"d\ne,f\n"), "a|b / !c|d\ne,f\n!");
}

TEST(CsvReader, KeepsTheLineAndTheBytesOfARow) {
  const auto rows = Read("a,b\r\n\r\n\"c\r\nd\", e\r\nf,\"g\"\"\"\n");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].line, 1);
  EXPECT_EQ(rows[1].line, 3);
  EXPECT_EQ(rows[1].raw, "\"c\r\nd\", e");
  EXPECT_EQ(rows[2].line, 5);
  EXPECT_EQ(rows[2].raw, "f,\"g\"\"\"");
}

TEST(CsvReader, StopsAtAQuoteThatSwallowsTheFile) {
  std::string text = "a,b\n\"";
  for (int i = 0; i < 300'000; ++i) text += "c,d\n";
  std::istringstream input(text);
  CsvReader reader(input);
  EXPECT_TRUE(reader.Next());
  EXPECT_THROW(reader.Next(), Failure);
}

TEST(CsvReader, TellsTheSeparatorFromTheFirstRow) {
  const auto separator = [](const std::string& text) {
    std::istringstream input(text);
    CsvReader reader(input);
    reader.Next();
    return reader.separator();
  };
  EXPECT_EQ(separator("name,phone\n"), ',');
  EXPECT_EQ(separator("name;phone\n"), ';');
  EXPECT_EQ(separator("name\tphone\n"), '\t');
  EXPECT_EQ(separator("name;\"phone, home, work\";for\n"), ';');
  EXPECT_EQ(separator("\"name\";\"a;b\",\"c\",\"d\"\n"), ',');
  EXPECT_EQ(separator("name\n"), ',');
}

TEST(CsvReader, TakesTheSeparatorThatTheFirstLineNames) {
  const auto words = [](const std::string& text) { return InWords(text, 0); };
  EXPECT_EQ(words("sep=;\r\nname;phone,home\r\nc;d\r\n"), "name|phone,home / c|d");
  EXPECT_EQ(words("\xEF\xBB\xBFSEP=|\nname|phone\n"), "name|phone");
  EXPECT_EQ(words("\"sep=;\"\nname;phone\n"), "name|phone");
  EXPECT_EQ(words("sep=\t\nname\tphone\n"), "name|phone");
  EXPECT_EQ(words("name;phone\nsep=;\n"), "name|phone / sep=|") << "a row of the file";
  EXPECT_EQ(InWords("sep=;\nname,phone\n", ','), "name|phone") << "what the user says counts";
  EXPECT_EQ(Read("sep=;\nname;phone\n", 0).at(0).line, 2);
}

TEST(CsvLine, QuotesWhatMustBe) {
  EXPECT_EQ(CsvLine({"a", "b c", ""}), "a,b c,\r\n");
  EXPECT_EQ(CsvLine({"a,b", "c\"d", "e\nf"}), "\"a,b\",\"c\"\"d\",\"e\nf\"\r\n");
  EXPECT_EQ(CsvLine({"a", "b"}, ';'), "a;b\r\n");
  EXPECT_EQ(CsvLine({""}), "\"\"\r\n");
}

TEST(CsvLine, LetsNoCellBeAFormula) {
  EXPECT_EQ(CsvLine({"=1+1", "+31612345678", "-2", "@SUM(A1)"}), "'=1+1,'+31612345678,'-2,'@SUM(A1)\r\n");
  EXPECT_EQ(CsvLine({"\tx", "\rx"}), "\"'\tx\",\"'\rx\"\r\n");
  EXPECT_EQ(CsvLine({"'=1", "''=1", "'t Hoen", "a=1"}), "''=1,'''=1,'t Hoen,a=1\r\n");
}

TEST(Guarded, ComesBackAsItWas) {
  EXPECT_EQ(Unguarded("'+31612345678"), "+31612345678");
  EXPECT_EQ(Unguarded("+31612345678"), "+31612345678");
  EXPECT_EQ(Unguarded("'t Hoen"), "'t Hoen");
  EXPECT_EQ(Unguarded("'"), "'");
  EXPECT_EQ(Unguarded(""), "");
}

TEST(Csv, IsReadBackAsItWasWritten) {
  std::mt19937_64 random(TestSeed());
  const std::string signs = "'=+-@\t\r\n\",; a1";
  for (int round = 0; round < 5000; ++round) {
    const char separator = random() % 2 == 0 ? ',' : ';';
    std::vector<std::vector<std::string>> table(1 + random() % 3);
    std::string text;
    for (auto& row : table) {
      row.resize(1 + random() % 4);
      for (std::string& cell : row) {
        for (size_t length = random() % 5; length > 0; --length) cell += signs[random() % signs.size()];
      }
      text += CsvLine(row, separator);
    }
    const std::vector<CsvRow> rows = Read(text, separator);
    ASSERT_EQ(rows.size(), table.size()) << text;
    for (size_t i = 0; i < rows.size(); ++i) {
      EXPECT_TRUE(rows[i].fault.empty());
      std::vector<std::string> cells;
      for (const std::string& cell : rows[i].cells) cells.push_back(Unguarded(cell));
      ASSERT_EQ(cells, table[i]) << text;
    }
  }
}

}  // namespace
}  // namespace krul::terminal
