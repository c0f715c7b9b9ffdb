// Manual and completion know every verb and every option, and no others.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/terminal/command_line/command_line.h"
#include "clients/terminal/command_line/completion.h"
#include "clients/terminal/desk/actions.h"
#include "clients/terminal/man/verbs_page.h"
#include "tests/support/source_folder.h"

namespace krul::terminal {
namespace {

class CommandLine : public ::testing::Test {
 protected:
  CommandLine() { DeclareCommandLine(app, terminal, "", words::Language::kEnglish); }

  static std::string ReadSource(const std::string& path) {
    std::ifstream file(absl::StrCat(krul::support::SourceFolder(), "/clients/terminal/man/", path));
    EXPECT_TRUE(file) << path;
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
  }

  Terminal terminal;
  CLI::App app{"krul", "krul"};
};

TEST_F(CommandLine, EveryVerbAndOptionIsInTheManual) {
  const std::string page = absl::StrReplaceAll(VerbsPage(app), {{"\\", ""}});
  const std::vector<CompletedVerb> verbs = CompletedVerbs(app);
  ASSERT_GT(verbs.size(), 30U);
  for (const CompletedVerb& verb : verbs) {
    if (!verb.path.empty()) {
      EXPECT_TRUE(absl::StrContains(page, absl::StrCat("## krul ", verb.path, "\n"))) << verb.path;
    }
    for (const CompletedOption& option : verb.options) {
      if (option.name == "--help") continue;
      EXPECT_TRUE(absl::StrContains(page, absl::StrCat("*", option.name, "*"))) << verb.path << option.name;
      EXPECT_FALSE(option.description.empty()) << verb.path << option.name;
    }
  }
  EXPECT_TRUE(absl::StrContains(ReadSource("krul.1.scd"), "\n@VERBS@\n"));
}

void ExpectDescribed(const CLI::App& app, const std::string& path) {
  EXPECT_FALSE(app.get_description().empty()) << path;
  for (const CLI::Option* option : app.get_options()) {
    EXPECT_FALSE(option->get_description().empty()) << path << " " << option->get_name(true, true);
    EXPECT_EQ(option->get_description().find('{'), std::string::npos) << option->get_description();
  }
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    ExpectDescribed(*verb, absl::StrCat(path, " ", verb->get_name()));
  }
}

TEST(Help, DescribesEveryVerbAndOptionInBothLanguages) {
  for (const words::Language language : {words::Language::kDutch, words::Language::kEnglish}) {
    Terminal terminal;
    CLI::App app{"", "krul"};
    DeclareCommandLine(app, terminal, "1", language);
    ExpectDescribed(app, "krul");
  }
}

TEST(Help, IsWhollyDutch) {
  Terminal terminal;
  CLI::App app{"", "krul"};
  DeclareCommandLine(app, terminal, "1", words::Language::kDutch);
  const std::string help = app.get_subcommand("board")->help();
  for (const char* said :
       {"wat bij de vestiging openstaat", "Gebruik:", "hoeveel hooguit", "Voorbeeld:", "toon deze uitleg"}) {
    EXPECT_TRUE(absl::StrContains(help, said)) << help;
  }
  EXPECT_FALSE(absl::StrContains(help, "Options")) << help;
}

TEST_F(CommandLine, EveryVerbAndOptionIsCompletedByEachShell) {
  const std::vector<CompletedVerb> verbs = CompletedVerbs(app);
  const std::vector<std::pair<const char*, std::string>> scripts = {
      {"bash", BashCompletion(verbs)}, {"zsh", ZshCompletion(verbs)}, {"fish", FishCompletion(verbs)}};
  for (const auto& [shell, script] : scripts) {
    for (const CompletedVerb& verb : verbs) {
      EXPECT_TRUE(absl::StrContains(script, verb.path)) << shell << ": " << verb.path;
      for (const CompletedOption& option : verb.options) {
        const std::string wanted = shell == std::string("fish") ? "-l " + option.name.substr(2) : option.name;
        EXPECT_TRUE(absl::StrContains(script, wanted)) << shell << ": " << option.name;
      }
    }
  }
}

TEST_F(CommandLine, WhatMayBeChosenIsCompleted) {
  const CompletedVerb krul = CompletedVerbs(app).front();
  for (const CompletedOption& option : krul.options) {
    if (option.name != "--language") continue;
    EXPECT_EQ(option.choices, (std::vector<std::string>{"nl", "en"}));
    return;
  }
  FAIL() << "there is no --language";
}

TEST_F(CommandLine, EveryKeyOfTheDeskIsInItsManual) {
  const std::string page = ReadSource("krul-desk.1.scd");
  for (const desk::ActionRow& row : desk::Actions()) {
    EXPECT_TRUE(absl::StrContains(page, absl::StrCat("*", row.shown, "*"))) << row.shown;
  }
}

TEST_F(CommandLine, NoKeyOfTheDeskMeansTwoThingsInOnePlace) {
  // A key may stand in several rows only where its places exclude each other: in a field, on a list, over a page.
  const std::set<std::string> shared = {"Esc", "Enter"};
  std::set<std::string> seen;
  for (const desk::ActionRow& row : desk::Actions()) {
    EXPECT_TRUE(seen.insert(row.shown).second || shared.contains(row.shown)) << row.shown;
  }
}

}  // namespace
}  // namespace krul::terminal
