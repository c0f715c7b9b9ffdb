// A catalogue that is not whole does not build, and says why in a line.
#include "clients/words/generator/catalogue_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace krul::words {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kBoard = "board:\n  title: Bord\n";

std::vector<std::string> Faults(const std::string& dutch, const std::string& english, const std::string& keys = "{}") {
  std::vector<std::string> faults;
  ReadCatalogue({.dutch = dutch, .english = english, .keys = keys}, faults);
  return faults;
}

TEST(CatalogueFiles, OneThatIsWholeIsRead) {
  std::vector<std::string> faults;
  const Catalogue catalogue = ReadCatalogue(
      {.dutch = "board:\n  late: \"{n, plural, one {# te laat} other {# te laat}}\"\n  title: Bord\n",
       .english = "board:\n  title: Board\n  late: \"{n} late\"\n",
       .keys = "board: {key: b, words: board.title}\nsave: {key: Ctrl+Enter, terminal: Ctrl+s, words: board.late}\n"},
      faults);
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(catalogue.dutch.at("board.title").pattern, "Bord");
  EXPECT_THAT(ArgumentsOf(catalogue.dutch.at("board.late").pieces), ElementsAre("n"));
  ASSERT_EQ(catalogue.keys.size(), 2u);
  EXPECT_EQ(catalogue.keys[0].terminal, "b");
  EXPECT_EQ(catalogue.keys[1].terminal, "Ctrl+s");
}

TEST(CatalogueFiles, AKeyThatOnlyOneLanguageHasIsRefused) {
  EXPECT_THAT(Faults(kBoard, "board:\n  title: Board\n  late: Late\n"),
              ElementsAre("clients/words/en.yaml:3: board.late is missing in clients/words/nl.yaml"));
  EXPECT_THAT(Faults("board:\n  title: Bord\n  late: Laat\n", kBoard),
              ElementsAre("clients/words/nl.yaml:3: board.late is missing in clients/words/en.yaml"));
}

TEST(CatalogueFiles, AnArgumentThatOnlyOneLanguageHasIsRefused) {
  EXPECT_THAT(Faults("a:\n  b: \"naar {party}\"\n", "a:\n  b: \"to {person}\"\n"),
              ElementsAre("clients/words/nl.yaml:2: a.b fills in {party}, but {person} in clients/words/en.yaml"));
  EXPECT_THAT(Faults("a:\n  b: \"{n, plural, one {{who}} other {#}}\"\n", "a:\n  b: \"{n}\"\n"),
              ElementsAre(HasSubstr("fills in {n}, {who}, but {n}")));
}

TEST(CatalogueFiles, APatternThatIcuOrOneDeskDoesNotKnowIsRefused) {
  const auto fault_of = [](const std::string& pattern) {
    const std::string file = "a:\n  b: \"" + pattern + "\"\n";
    const std::vector<std::string> faults = Faults(file, file);
    return faults.empty() ? "" : faults.front();
  };
  EXPECT_THAT(fault_of("{n, plural, one {a}}"), HasSubstr("a.b is not a message pattern"));  // no "other"
  EXPECT_THAT(fault_of("{n"), HasSubstr("a.b is not a message pattern"));
  EXPECT_THAT(fault_of("{n, number, integer}"), HasSubstr("has a style for {n}"));
  EXPECT_THAT(fault_of("{0}"), HasSubstr("names an argument"));
  EXPECT_THAT(fault_of("{n, plural, offset:1 one {a} other {b}}"), HasSubstr("offset"));
  EXPECT_EQ(fault_of("foto's van {who, select, she {haar} other {hem}}"), "");
}

TEST(CatalogueFiles, AKeyOfTheSameNameTwiceIsRefused) {
  EXPECT_THAT(Faults("a:\n  b: x\n  b: y\n", "a:\n  b: x\n"),
              ElementsAre(HasSubstr("nl.yaml:3: a.b stands here a second")));
  EXPECT_THAT(Faults("title: x\n", "{}"), ElementsAre(HasSubstr("stands in no section")));
  EXPECT_THAT(Faults("a:\n  b:\n", "{}"), ElementsAre(HasSubstr("a.b has no text")));
}

TEST(CatalogueFiles, NoKeyMeansTwoThings) {
  const auto fault_of = [](const std::string& keys) { return Faults(kBoard, kBoard, keys); };
  EXPECT_THAT(fault_of("a: {key: x, words: board.title}\nb: {key: x, words: board.title}\n"),
              ElementsAre("clients/keys.yaml:2: b has the key of a"));
  EXPECT_THAT(fault_of("a: {key: Ctrl+Enter, words: board.title}\n"), ElementsAre(HasSubstr("no terminal hears")));
  EXPECT_THAT(fault_of("a: {key: Meta, words: board.title}\n"), testing::Not(IsEmpty()));
  EXPECT_THAT(fault_of("a: {key: x, words: board.other}\n"), ElementsAre(HasSubstr("\"board.other\"")));
}

}  // namespace
}  // namespace krul::words
