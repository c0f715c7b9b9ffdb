#include "clients/terminal/files/import_rows.h"

#include <gtest/gtest.h>

#include <optional>
#include <sstream>

#include "clients/terminal/files/export_columns.h"
#include "clients/terminal/text/failure.h"
#include "clients/terminal/text/resource_names.h"
#include "google/protobuf/util/message_differencer.h"

namespace krul::terminal {
namespace {

using google::protobuf::util::MessageDifferencer;

ImportWishes Wishes() { return {"centrum", {}, "", "", ""}; }

const std::string& English(const Told& told) { return told.In(words::Language::kEnglish); }

FieldFault FaultOf(const std::string& field, const std::string& what) {
  return {field, what, Told::AsItIs(what), Told::AsItIs(field + ": " + what)};
}

// The rows of a file behind its header.
std::vector<ImportedRow> Imported(const std::string& text, const ImportWishes& wishes = Wishes()) {
  std::istringstream input(text);
  CsvReader reader(input);
  const auto header = reader.Next();
  const ImportRows rows(*header, wishes);
  std::vector<ImportedRow> imported;
  while (const auto row = reader.Next()) imported.push_back(rows.Of(*row));
  return imported;
}

std::string Complaint(const std::string& text, const ImportWishes& wishes = Wishes()) {
  try {
    Imported(text, wishes);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.exit_code, ExitCode::kWrongUsage);
    return failure.message;
  }
  return "";
}

TEST(ImportRows, ReadAFileThatNamesItsColumnsAsTheFieldsAre) {
  const auto rows = Imported(
      "Name;PHONE;for;category;reason;called;due;origin;window;not_before;reference;extension;contact;anything\n"
      "Mevrouw Jansen;'+31 6 12345678; team:sales ;order;\"waar\nblijft het\";2026-11-24T10:00:00+01:00;"
      "2026-11-25T17:00:00Z;missed-call;not before 15:00;2026-11-25T08:00:00Z;K-12;34;mail@example.org;x\n");
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(English(rows[0].fault), "");
  const v1::ImportCallbackRequest& request = rows[0].request;
  EXPECT_EQ(request.branch(), "centrum");
  EXPECT_EQ(request.caller().display_name(), "Mevrouw Jansen");
  EXPECT_EQ(request.caller().phone_number(), "+31 6 12345678");
  EXPECT_EQ(request.caller().reference(), "K-12");
  EXPECT_EQ(request.caller().extension(), "34");
  EXPECT_EQ(request.caller().other_contact(), "mail@example.org");
  EXPECT_EQ(request.requested().team(), "sales");
  EXPECT_EQ(request.category(), "order");
  EXPECT_EQ(request.reason(), "waar\nblijft het");
  EXPECT_EQ(request.called_time().seconds(), 1795510800);
  EXPECT_EQ(request.due_time().seconds(), 1795626000);
  EXPECT_EQ(request.window().from_minute(), 900);
  EXPECT_EQ(request.window().not_before_time().seconds(), 1795593600);
  EXPECT_EQ(request.origin(), v1::MISSED_CALL);
  EXPECT_TRUE(IsUuid(request.callback_id()));
}

TEST(ImportRows, TakeColumnsAndDefaultsFromTheCommandLine) {
  const ImportWishes wishes = {"centrum", {"name=Naam", "phone=Tel", "called=Wanneer"}, "anna", "order", ""};
  const auto rows = Imported(
      "Naam,Tel,Wanneer,for,Category\nJan,06,2026-11-24 10:00,,\nPiet,06,2026-11-24 10:00,bob,question\n", wishes);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].request.requested().person(), "anna");
  EXPECT_EQ(rows[0].request.category(), "order");
  EXPECT_EQ(rows[0].request.origin(), v1::IMPORT);
  EXPECT_EQ(rows[1].request.requested().person(), "bob");
  EXPECT_EQ(rows[1].request.category(), "question");
}

TEST(ImportRows, SayWhichColumnIsMissing) {
  EXPECT_NE(Complaint("naam,called,for\n").find("--map name=COLUMN"), std::string::npos);
  EXPECT_NE(Complaint("name,for\n").find("\"called\""), std::string::npos);
  EXPECT_NE(Complaint("name,called\n").find("--for"), std::string::npos);
  ImportWishes wishes = Wishes();
  wishes.map = {"nam=Naam"};
  EXPECT_NE(Complaint("name,called,for\n", wishes).find("none of name, phone"), std::string::npos);
  wishes.map = {"phone=Tel"};
  EXPECT_NE(Complaint("name,called,for\n", wishes).find("no column \"Tel\""), std::string::npos);
  wishes.map = {};
  wishes.key = "id";
  EXPECT_NE(Complaint("name,called,for\n", wishes).find("--key"), std::string::npos);
  wishes.key = "";
  wishes.who = "team:";
  EXPECT_NE(Complaint("name,called,for\n", wishes).find("--for"), std::string::npos);
}

TEST(ImportRows, SayEveryFaultOfARowAndNothingOfTheCaller) {
  const auto rows = Imported(
      "name,for,called,due,window,origin\n"
      "Jansen,Jansen:x,gisteren,morgen,Jansen,Jansen\n"
      "Jansen,anna,,,,\n"
      "Jansen,anna,2026-11-24 10:00,,,,,x\n"
      "Jansen,\"anna\"x,2026-11-24 10:00,,,\n");
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(
      English(rows[0].fault),
      "for: names nobody; write a person (anna) or a team (team:sales); window: says no hours; write \"not before "
      "15:00\", \"until 12:00\" or \"between 9 and 11\"; called: is no time; write 2026-11-24 14:00 or "
      "2026-11-24T14:00:00+01:00; due: is no time; write 2026-11-24 14:00 or 2026-11-24T14:00:00+01:00; origin: is "
      "none of import, missed-call, web-form");
  EXPECT_EQ(English(rows[1].fault), "called: is empty");
  EXPECT_EQ(English(rows[2].fault), "it has 8 cells, the first row 6");
  EXPECT_EQ(English(rows[3].fault), "there is text after a closing quote");
  EXPECT_EQ(rows[1].fault.In(words::Language::kDutch), "called: is leeg");
  EXPECT_EQ(rows[2].fault.In(words::Language::kDutch), "er zijn 8 cellen, in de eerste rij 6");
}

TEST(ImportRows, TakeMissingLastCellsForEmptyAndSurplusEmptyOnesForNothing) {
  const std::string header = "name;phone;for;called;reason;reference;extension\n";
  const auto rows = Imported(header +
                             "De heer Voorbeeld;030 1234567;anna;2026-11-24 10:05\n"
                             "Familie Monster;06 87654321;anna;2026-11-24 10:10;factuur;K-3;;; \n"
                             "De heer Voorbeeld;030 1234567;anna;2026-11-24 10:05;;;\n"
                             "Zonder tijd;030 1234567\n");
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(English(rows[0].fault), "");
  EXPECT_EQ(rows[0].request.caller().reference(), "");
  EXPECT_EQ(English(rows[1].fault), "");
  EXPECT_EQ(rows[1].request.caller().reference(), "K-3");
  EXPECT_EQ(rows[0].request.callback_id(), rows[2].request.callback_id()) << "they say the same";
  EXPECT_NE(English(rows[3].fault).find("called: is empty"), std::string::npos) << English(rows[3].fault);

  std::istringstream input("a;b\n;\n ;;\nc;\n");
  CsvReader reader(input);
  reader.Next();
  EXPECT_TRUE(ImportRows::IsEmpty(*reader.Next()));
  EXPECT_TRUE(ImportRows::IsEmpty(*reader.Next()));
  EXPECT_FALSE(ImportRows::IsEmpty(*reader.Next()));
}

TEST(ImportRows, ReadDatesAsTheFileWritesThem) {
  const std::string file =
      "name,for,called,due\n"
      "A,anna,24-11-2026 14:05,25 nov 2026\n"
      "B,anna,04-11-2026 14:05,\n";
  ImportWishes wishes = Wishes();
  ASSERT_TRUE(absl::LoadTimeZone("Europe/Amsterdam", &wishes.zone));
  auto rows = Imported(file, wishes);
  EXPECT_EQ(rows[0].request.called_time().seconds(), 1795525500);
  EXPECT_EQ(rows[0].request.due_time().seconds(), 1795647600) << "the end of that day";
  EXPECT_EQ(English(rows[1].fault),
            "called: its day and month can be read in two ways; say which with --dates d-m-y or --dates m-d-y");
  wishes.dates = DateOrder::kDayMonthYear;
  rows = Imported(file, wishes);
  EXPECT_EQ(rows[1].request.called_time().seconds(), 1793797500);
}

TEST(ImportRows, PutTogetherWhatStandsInSeveralColumns) {
  ImportWishes wishes = Wishes();
  wishes.map = {"name=Voornaam,Tussenvoegsel,Achternaam", "reason=Vraag, kort"};
  const auto rows = Imported(
      "Voornaam;Tussenvoegsel;Achternaam;for;called;Vraag, kort\n"
      "Eva;van der;Berg;anna;2026-11-24 10:00;fiets\n"
      " Jan ;;Smit;anna;2026-11-24 10:00;\n",
      wishes);
  EXPECT_EQ(rows[0].request.caller().display_name(), "Eva van der Berg");
  EXPECT_EQ(rows[0].request.reason(), "fiets") << "a column whose own name has a comma";
  EXPECT_EQ(rows[1].request.caller().display_name(), "Jan Smit");
  wishes.map = {"name=Voornaam,Familienaam"};
  EXPECT_NE(Complaint("Voornaam,called,for\n", wishes).find("no column \"Familienaam\""), std::string::npos);
}

TEST(ImportRows, ChooseBetweenNoTwoColumnsOfOneName) {
  EXPECT_NE(Complaint("name,Name,for,called\n").find("two columns called \"name\""), std::string::npos);
  EXPECT_EQ(Complaint("name,for,called,note,note,,\n"), "") << "nobody asks for these";
  ImportWishes wishes = Wishes();
  wishes.map = {"name=Klant"};
  EXPECT_EQ(Complaint("name,Name,Klant,for,called\n", wishes), "");
  wishes.map = {"name=Naam"};
  EXPECT_NE(Complaint("Naam,naam,for,called\n", wishes).find("--map"), std::string::npos);
  wishes.map = {"name=A", "name=B"};
  EXPECT_NE(Complaint("A,B,for,called\n", wishes).find("--map name=ONE,OTHER"), std::string::npos);
  wishes.map = {};
  wishes.key = "id";
  EXPECT_NE(Complaint("name,for,called,id,ID\n", wishes).find("--key"), std::string::npos);
}

TEST(ImportRows, GiveTheSameRowTheSameIdAndNoOther) {
  const std::string header = "name,phone,for,called,ticket\n";
  const auto rows = Imported(header +
                             "Jan,06,anna,2026-11-24 10:00,1\n"
                             "Jan,06,anna,2026-11-24 10:00,2\n"
                             "Jan,06,bob,2026-11-24 10:00,1\n"
                             "Jan0,6,anna,2026-11-24 10:00,1\n");
  EXPECT_EQ(rows[0].request.callback_id(), rows[1].request.callback_id());  // nobody mapped the ticket
  EXPECT_NE(rows[0].request.callback_id(), rows[2].request.callback_id());
  EXPECT_NE(rows[0].request.callback_id(), rows[3].request.callback_id());
  // For ever: else the file that was imported yesterday is imported twice today.
  EXPECT_EQ(rows[0].request.callback_id(), "304a9ae7-c195-8e9d-ba95-cecea8d4008a");
  ImportWishes elsewhere = Wishes();
  elsewhere.branch = "noord";
  EXPECT_NE(Imported(header + "Jan,06,anna,2026-11-24 10:00,1\n", elsewhere)[0].request.callback_id(),
            rows[0].request.callback_id());
}

TEST(ImportRows, WithAKeyAreTheSameCallbackAsLongAsTheKeyIsTheSame) {
  ImportWishes wishes = Wishes();
  wishes.key = "Ticket";
  const auto rows = Imported(
      "name,for,called,ticket\n"
      "Jan,anna,2026-11-24 10:00,1\n"
      "Piet,bob,2026-11-24 11:00, 1\n"
      "Jan,anna,2026-11-24 10:00,2\n"
      "Jan,anna,2026-11-24 10:00,\n",
      wishes);
  EXPECT_EQ(rows[0].request.callback_id(), rows[1].request.callback_id());
  EXPECT_NE(rows[0].content_id, rows[1].content_id);
  EXPECT_NE(rows[0].request.callback_id(), rows[2].request.callback_id());
  EXPECT_EQ(English(rows[3].fault), "ticket: is empty, and it is the key");
}

TEST(ImportRows, SayWhyTheServiceRefusedInTheColumnsOfTheFile) {
  std::istringstream input("Naam,Tel,for,called\n");
  CsvReader reader(input);
  ImportWishes wishes = Wishes();
  wishes.map = {"name=Naam", "phone=Tel"};
  const ImportRows rows(*reader.Next(), wishes);
  Failure failure = Failed("INVALID_ARGUMENT", "INVALID_FIELD", Told::AsItIs("caller.phone_number: is too short"));
  failure.fields = {FaultOf("caller.phone_number", "is too short"), FaultOf("due_time", "is over")};
  EXPECT_EQ(English(rows.Reason(failure)), "Tel: is too short; due: is over");
  failure.code = "ALREADY_EXISTS";
  failure.fields = {FaultOf("caller.display_name", ""), FaultOf("requested", "differs")};
  EXPECT_EQ(English(rows.Reason(failure)), "it is there already with other content: Naam, for");
  EXPECT_EQ(English(rows.Reason(Failed("OUT_OF_RANGE", "", Told::AsItIs("too much")))), "too much");
}

TEST(Export, IsImportedAsItWas) {
  v1::Callback callback;
  callback.set_name("branches/centrum/callbacks/0190ab12-3c4d-7e5f-8a6b-7c8d9e0f1a2b");
  v1::Caller& caller = *callback.mutable_caller();
  caller.set_display_name("=HYPERLINK(\"http://x\")");
  caller.set_phone_number("+31 6 12345678");
  caller.set_other_contact("'t Hoen, om 12:00; of later");
  caller.set_reference("-12");
  caller.set_extension("34");
  callback.mutable_requested()->set_team("sales");
  callback.set_category("order");
  callback.set_reason(" \"zei hij\"\r\n'@home\t");
  callback.mutable_called_time()->set_seconds(1795510800);
  callback.mutable_called_time()->set_nanos(123'000'000);
  callback.mutable_promise()->mutable_due_time()->set_seconds(1795626000);
  callback.mutable_window()->set_from_minute(540);
  callback.mutable_window()->set_until_minute(660);
  callback.mutable_window()->mutable_not_before_time()->set_seconds(1795593600);
  callback.set_origin(v1::WEB_FORM);

  const auto rows = Imported(CsvLine(ExportColumns()) + CsvLine(ExportRow(callback, absl::FixedTimeZone(-5 * 3600))));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(English(rows[0].fault), "");
  const v1::ImportCallbackRequest& request = rows[0].request;
  EXPECT_TRUE(MessageDifferencer::Equals(request.caller(), caller)) << request.caller().DebugString();
  EXPECT_TRUE(MessageDifferencer::Equals(request.requested(), callback.requested()));
  EXPECT_TRUE(MessageDifferencer::Equals(request.called_time(), callback.called_time()));
  EXPECT_TRUE(MessageDifferencer::Equals(request.due_time(), callback.promise().due_time()));
  EXPECT_TRUE(MessageDifferencer::Equals(request.window(), callback.window()));
  EXPECT_EQ(request.category(), callback.category());
  EXPECT_EQ(request.reason(), callback.reason());
  EXPECT_EQ(request.origin(), callback.origin());
}

}  // namespace
}  // namespace krul::terminal
