#include "clients/words/catalogue.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "clients/words/generator/catalogue_files.h"
#include "clients/words/generator/sentences_page.h"
#include "tests/support/source_folder.h"

namespace krul::words {
namespace {

std::string ReadSource(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(krul::support::SourceFolder() + "/" + path).rdbuf();
  return text.str();
}

Catalogue WholeCatalogue() {
  std::vector<std::string> faults;
  Catalogue catalogue = ReadCatalogue({.dutch = ReadSource("clients/words/nl.yaml"),
                                       .english = ReadSource("clients/words/en.yaml"),
                                       .keys = ReadSource("clients/keys.yaml")},
                                      faults);
  for (const std::string& fault : faults) ADD_FAILURE() << fault;
  return catalogue;
}

TEST(Catalogue, EverySentenceIsSaidInBothLanguages) {
  const Catalogue catalogue = WholeCatalogue();
  ASSERT_EQ(catalogue.dutch.size(), kNames.size());
  for (const auto& [name, sentence] : catalogue.dutch) {
    const size_t dot = name.find('.');
    const std::optional<Key> key = Key::Find(name.substr(0, dot), name.substr(dot + 1));
    ASSERT_TRUE(key) << name;
    Values values;
    for (const std::string& argument : ArgumentsOf(sentence.pieces)) values.emplace_back(argument, "7");
    for (const Language language : {Language::kDutch, Language::kEnglish}) {
      const std::string said = Say(language, *key, values);
      EXPECT_FALSE(said.empty()) << name;
      EXPECT_NE(said, name);
      EXPECT_EQ(said.find('{'), std::string::npos) << name << ": " << said;
    }
  }
}

TEST(Catalogue, NumbersDecideTheForm) {
  EXPECT_EQ(Say(Language::kDutch, "time.days", {{"n", 1}}), "1 dag");
  EXPECT_EQ(Say(Language::kDutch, "time.days", {{"n", 3}}), "3 dagen");
  EXPECT_EQ(Say(Language::kEnglish, "time.days", {{"n", "1"}}), "1 day");  // as it comes over the wire
  EXPECT_EQ(Say(Language::kDutch, "time.days", {{"n", 1234}}), "1.234 dagen");
}

TEST(Catalogue, WhatIsMissingShows) {
  EXPECT_EQ(Say(Language::kEnglish, "event.forwarded", {{"party", "Anna"}}), "Passed on to Anna");
  EXPECT_EQ(Say(Language::kEnglish, "event.forwarded"), "Passed on to {party}");
}

TEST(Catalogue, NamesOfEnumsAreFoundAsTheProtosHaveThem) {
  ASSERT_TRUE(Key::Find("event", "FORWARDED"));
  EXPECT_EQ(*Key::Find("event", "FORWARDED"), Key("event.forwarded"));
  EXPECT_FALSE(Key::Find("event", "SOMETHING_NEWER"));
}

TEST(Catalogue, ThePageOfSentencesIsFresh) {
  EXPECT_EQ(ReadSource("clients/words/SENTENCES.md"), SentencesPage(WholeCatalogue()))
      << "cmake --build build/test -- krul_sentences";
}

}  // namespace
}  // namespace krul::words
