// The reference page says what the program does, and all of it.
#include "tests/firm_file/reference_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "services/firm_file/document.h"
#include "services/firm_file/written_values.h"
#include "tests/firm_file/read_firm.h"

namespace krul::firm_file {
namespace {
using ::testing::IsSupersetOf;
using ::testing::SizeIs;

using Names = std::set<std::string>;

constexpr const char* kForms = "Forms of values";
constexpr const char* kSmallest = "The smallest firm";
constexpr const char* kFullest = "A firm that uses every field";
constexpr const char* kOwnCategories = "The categories of a firm that writes none";

// A good firm file of each map, with $ where a further field of it may stand.
const std::map<std::string, std::string>& Places() {
  static const std::string small = kSmall;
  static const std::map<std::string, std::string> places = {
      {"Firm", small + "$\n"},
      {"Calendar", small + "calendars:\n  - id: c\n    $\n"},
      {"Date", small + "calendars:\n  - id: c\n    openings:\n      - date: 12-24\n        hours: closed\n        $\n"},
      {"Branch", "title: K\npeople: [anna]\nbranches:\n  - id: a\n    $\n"},
      {"Team", small + "teams:\n  - id: t\n    members: anna\n    $\n"},
      {"Person", "title: K\nbranches: [a]\npeople:\n  - id: anna\n    $\n"},
      {"Category", small + "categories:\n  - id: q\n    $\n"},
      {"Escalation step",
       small + "categories:\n  - id: q\n    escalation:\n      - when: broken\n        tell: deputy\n        $\n"},
      {"Retention", small + "retention:\n  $\n"},
      {"Text per language", small + "offline_sentence:\n  $\n"},
  };
  return places;
}

// Where a value of each form may stand.
const std::map<std::string, std::string>& PlacesOfForms() {
  static const std::string two = "title: K\npeople: [anna, bob]\n";
  static const std::string small = kSmall;
  static const std::map<std::string, std::string> places = {
      {"id", two + "branches:\n  - id: $\n"},
      {"list of ids", two + "branches:\n  - id: a\n    answer_order: $\n"},
      {"text", two + "branches:\n  - id: a\n    title: $\n"},
      {"text per language", small + "offline_sentence: $\n"},
      {"number", small + "retention:\n  erase_after_days: $\n"},
      {"flag", small + "categories:\n  - id: q\n    escalation:\n      - when: broken\n        tell: team\n"
                       "        outside_hours: $\n"},
      {"duration", small + "categories:\n  - id: q\n    escalation:\n      - when: broken\n        tell: team\n"
                           "        after: $\n"},
      {"service level", small + "categories:\n  - id: q\n    call_back_within: $\n"},
      {"time of day", two + "branches:\n  - id: a\n    review_moments:\n      - $\n"},
      {"hours", small + "calendars:\n  c:\n    week:\n      mon: $\n      tue: \"09:00-17:00\"\n"},
      {"weekdays", small + "calendars:\n  c:\n    week:\n      $: \"09:00-17:00\"\n"},
      {"date", small + "calendars:\n  c:\n    holidays:\n      - $\n"},
      {"time zone", two + "branches:\n  - id: a\n    time_zone: $\n"},
      {"region", two + "branches:\n  - id: a\n    phone_region: $\n"},
      {"language", two + "branches:\n  - id: a\n    language: $\n"},
      {"role", "title: K\nbranches: [a]\npeople:\n  - id: anna\n    role: $\n"},
      {"recipient", small + "categories:\n  - id: q\n    escalation:\n      - when: broken\n        tell: $\n"},
      {"channel", "title: K\nbranches: [a]\npeople:\n  - id: anna\n    notify:\n      - $\n"},
  };
  return places;
}

std::string Filled(std::string document, const std::string& text) {
  const std::size_t place = document.find('$');
  EXPECT_NE(place, std::string::npos) << document;
  return document.replace(place, 1, text);
}

Names FieldsOfTable(const ReferencePage& page, const std::string& heading) {
  Names fields;
  for (const ReferencePage::Row& row : page.tables.at(heading)) {
    EXPECT_THAT(row, SizeIs(4)) << heading;
    EXPECT_TRUE(IsLiteral(row[0])) << row[0];
    fields.insert(Literals(row[0]).at(0));
  }
  return fields;
}

// As the fault of an unknown field tells them.
Names FieldsOfProgram(const std::string& document) {
  constexpr std::string_view kFieldsHere = "Fields here: ";
  Names fields;
  for (const Fault& fault : FaultsOf(Filled(document, "no-such-field: 1"))) {
    const std::size_t start = fault.message.find(kFieldsHere);
    if (start == std::string::npos) continue;
    std::string_view list = std::string_view(fault.message).substr(start + kFieldsHere.size());
    list.remove_suffix(1);  // the full stop
    for (const std::string_view field : Split(list, ',')) fields.emplace(field);
  }
  return fields;
}

TEST(ReferencePage, HasATableOfEveryMapAndOfTheForms) {
  Names headings;
  for (const auto& [heading, rows] : ReadReferencePage().tables) headings.insert(heading);
  Names expected = {kForms};
  for (const auto& [heading, document] : Places()) expected.insert(heading);
  EXPECT_EQ(headings, expected);
}

TEST(ReferencePage, NamesTheFieldsThatExistAndNoOthers) {
  const ReferencePage page = ReadReferencePage();
  for (const auto& [heading, document] : Places()) {
    EXPECT_EQ(FieldsOfTable(page, heading), FieldsOfProgram(document)) << heading;
  }
  EXPECT_EQ(
      FieldsOfProgram(std::string(kSmall) + "calendars:\n  - id: c\n    holidays:\n      - date: easter\n        $\n"),
      (Names{"date", "title"}));
}

// All that a firm file gives a firm. A field more or less of Firm does not compile until it is named here.
auto ValuesOf(const domain::Firm& firm) {
  const auto& [version, effective_at, title, document, calendars, branches, teams, people, categories, erase_after_days,
               attempts, offline_sentence, branch_index, team_index, person_index, category_index] = firm;
  return std::tuple(title, calendars, branches, teams, people, categories, erase_after_days, attempts,
                    offline_sentence);
}

// The document without its last field of this name: an empty one is absent.
std::string Without(const std::string& field, std::string document) {
  const std::size_t start = document.rfind(field + ": ");
  EXPECT_NE(start, std::string::npos) << field;
  const std::size_t value = start + field.size() + 1;
  return Filled(document.erase(value, document.find('\n', value) - value), "");
}

TEST(ReferencePage, StatesTheDefaultsThatAreSo) {
  const ReferencePage page = ReadReferencePage();
  Names in_words;
  for (const auto& [heading, document] : Places()) {
    for (const ReferencePage::Row& row : page.tables.at(heading)) {
      const std::string field = Literals(row.at(0)).at(0);
      const std::string& otherwise = row.at(2);
      SCOPED_TRACE(heading + ": " + field + ": " + otherwise);
      if (otherwise == "must be given") {
        EXPECT_FALSE(FaultsOf(Without(field, document)).empty());
      } else if (IsLiteral(otherwise) || otherwise == "the id") {
        const std::size_t id = document.rfind("id: ") + 4;
        const std::string value =
            otherwise == "the id" ? document.substr(id, document.find('\n', id) - id) : Literals(otherwise)[0];
        std::string with_room = document;
        if (field == "same_day_margin") with_room = Filled(document, "call_back_within: same day\n    $");
        EXPECT_EQ(ValuesOf(Read(Filled(with_room, ""))), ValuesOf(Read(Filled(with_room, field + ": " + value))));
      } else {
        in_words.insert(heading + ": " + field);
      }
    }
  }
  // What no value can say: it is none, or comes from elsewhere.
  EXPECT_EQ(in_words, (Names{"Firm: categories", "Calendar: holidays_ics", "Branch: calendar", "Branch: manager",
                             "Branch: review_moments", "Person: role", "Person: deputy", "Person: calendar",
                             "Person: time_zone", "Category: acknowledge_within", "Category: at_risk_before",
                             "Category: goodbye", "Escalation step: tell", "Escalation step: reassign",
                             "Text per language: nl", "Text per language: en"}));
}

TEST(ReferencePage, GivesExamplesOfEveryFormThatAreRead) {
  const ReferencePage page = ReadReferencePage();
  Names forms;
  for (const ReferencePage::Row& row : page.tables.at(kForms)) {
    ASSERT_THAT(row, SizeIs(3));
    forms.insert(row[0]);
    ASSERT_TRUE(PlacesOfForms().contains(row[0])) << row[0];
    EXPECT_FALSE(Literals(row[2]).empty()) << row[0];
    for (const std::string& example : Literals(row[2])) {
      EXPECT_EQ(Words(FaultsOf(Filled(PlacesOfForms().at(row[0]), example))), "") << row[0] << ": " << example;
    }
  }
  EXPECT_THAT(forms, SizeIs(PlacesOfForms().size()));
}

TEST(ReferencePage, TheSmallestFirmIsSoundAndShort) {
  const std::string example = ReadReferencePage().examples.at(kSmallest).at(0);
  EXPECT_LT(std::count(example.begin(), example.end(), '\n'), 15);
  EXPECT_EQ(Words(FaultsOf(example)), "");
}

// The fields that a document writes in each kind of map.
class WrittenFields {
 public:
  explicit WrittenFields(const Node& root) {
    Add("Firm", &root);
    Add("Text per language", Find(root, "offline_sentence"));
    Add("Retention", Find(root, "retention"));
    for (const Node& calendar : Items(root, "calendars")) {
      Add("Calendar", &calendar);
      for (const Node& date : Items(calendar, "openings")) {
        if (Find(date, "date") != nullptr) Add("Date", &date);
      }
    }
    for (const Node& branch : Items(root, "branches")) Add("Branch", &branch);
    for (const Node& team : Items(root, "teams")) Add("Team", &team);
    for (const Node& person : Items(root, "people")) Add("Person", &person);
    for (const Node& category : Items(root, "categories")) {
      Add("Category", &category);
      for (const Node& step : Items(category, "escalation")) Add("Escalation step", &step);
    }
  }
  Names Of(const std::string& heading) const { return names_.at(heading); }

 private:
  static const Node* Find(const Node& map, std::string_view key) {
    for (const Entry& entry : map.entries) {
      if (entry.key == key) return &entry.value;
    }
    return nullptr;
  }
  static const std::vector<Node>& Items(const Node& map, std::string_view key) {
    static const std::vector<Node> none;
    const Node* list = Find(map, key);
    return list == nullptr ? none : list->items;
  }
  void Add(const std::string& heading, const Node* map) {
    Names& names = names_[heading];
    if (map == nullptr) return;
    for (const Entry& entry : map->entries) names.insert(entry.key);
  }

  std::map<std::string, Names> names_;
};

TEST(ReferencePage, TheFullestFirmIsSoundAndUsesEveryField) {
  const ReferencePage page = ReadReferencePage();
  const std::string example = page.examples.at(kFullest).at(0);
  EXPECT_EQ(Words(FaultsOf(example)), "");
  Faults faults;
  const std::optional<Node> root = ReadDocument(example, faults);
  ASSERT_TRUE(root);
  const WrittenFields written(*root);
  for (const auto& [heading, document] : Places()) {
    EXPECT_THAT(written.Of(heading), IsSupersetOf(FieldsOfTable(page, heading))) << heading;
  }
}

TEST(ReferencePage, AFirmThatWritesNoCategoriesHasThoseOfThePage) {
  const std::string categories = ReadReferencePage().examples.at(kOwnCategories).at(0);
  EXPECT_EQ(ValuesOf(Read(kSmall)), ValuesOf(Read(kSmall + categories)));
}

}  // namespace
}  // namespace krul::firm_file
