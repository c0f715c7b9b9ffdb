#include "clients/terminal/views/report_table.h"

#include <gtest/gtest.h>

#include "clients/terminal/text/failure.h"

namespace krul::terminal {
namespace {

v1::Report SomeReport() {
  v1::Report report;
  report.set_from_date("2026-11-18");
  report.set_until_date("2026-11-24");
  v1::Report::Row& row = *report.add_rows();
  row.set_key("centrum");
  row.set_noted(1001);
  row.set_kept_reached(990);
  row.set_kept_attempted(6);
  row.set_kept_caller_came(3);
  row.set_missed(1);
  row.mutable_call_back()->set_count(990);
  row.mutable_call_back()->set_median_seconds(90);
  row.mutable_call_back()->set_p90_seconds(5400);
  row.mutable_open()->set_today(1);
  report.add_rows()->set_targets(2);
  *report.mutable_total() = row;
  report.mutable_total()->set_targets(2);
  return report;
}

TEST(Rate, IsAHundredOnlyWhenEveryPromiseWasKept) {
  EXPECT_EQ(Rate(0, 0), "");
  EXPECT_EQ(Rate(3, 0), "100.0 %");
  EXPECT_EQ(Rate(99'999, 1), "99.9 %");
  EXPECT_EQ(Rate(2, 1), "66.6 %");
  EXPECT_EQ(Rate(0, 5), "0.0 %");
}

TEST(ReportTable, ShowsWhatMattersAndTargetsApart) {
  EXPECT_EQ(ReportTable(SomeReport(), "branch", words::Language::kEnglish),
            "2026-11-18 to 2026-11-24; times in minutes of business time, the median and what 9 of 10 stay within\n\n"
            "BRANCH   NOTED  HELPED AT ONCE  IN TIME  MISSED  KEPT    SPOKEN TO AFTER  OPEN\n"
            "centrum  1001   0               999      1       99.9 %  2 / 90           1\n"
            "Unknown  0      0               0        0                                \n"
            "Total    1001   0               999      1       99.9 %  2 / 90           1\n"
            "\nfrom files, missed calls and web forms, promised to nobody\n\n"
            "BRANCH   TARGETS  IN TIME  MISSED\n"
            "Unknown  2        0        0\n"
            "Total    2        0        0\n");
}

TEST(ReportTable, IsWhollyDutch) {
  const std::string dutch = ReportTable(SomeReport(), "person", words::Language::kDutch);
  EXPECT_EQ(dutch.substr(0, dutch.find(';')), "2026-11-18 tot en met 2026-11-24");
  EXPECT_NE(dutch.find("COLLEGA"), std::string::npos) << dutch;
  EXPECT_NE(dutch.find("Niemand, of vertrokken"), std::string::npos) << dutch;
}

TEST(ReportCsv, HoldsEverythingUnderStableNames) {
  EXPECT_EQ(ReportCsv(SomeReport(), "branch", SheetForm()),
            "branch,noted,handled_at_desk,kept,kept_reached,kept_attempted,kept_caller_came,missed,not_judged,"
            "kept_percent,chasers,agreed_otherwise,targets,targets_kept,targets_missed,acknowledge_count,"
            "acknowledge_median_minutes,acknowledge_p90_minutes,call_back_count,call_back_median_minutes,"
            "call_back_p90_minutes,open_today,open_one_to_two_days,open_three_to_six_days,open_a_week_and_more\r\n"
            "centrum,1001,0,999,990,6,3,1,0,99.9,0,0,0,0,0,0,,,990,1.5,90.0,1,0,0,0\r\n"
            ",0,0,0,0,0,0,0,0,,0,0,2,0,0,0,,,0,,,,,,\r\n"
            "total,1001,0,999,990,6,3,1,0,99.9,0,0,2,0,0,0,,,990,1.5,90.0,1,0,0,0\r\n");
}

TEST(ReportCsv, IsWrittenAsADutchSpreadsheetReadsIt) {
  const SheetForm dutch = SheetForm::For(words::Language::kDutch, {});
  const std::string file = ReportCsv(SomeReport(), "branch", {dutch.separator, dutch.decimal_mark, true});
  EXPECT_TRUE(
      file.starts_with("\xEF\xBB\xBF"
                       "branch;noted;handled_at_desk;"))
      << file;
  EXPECT_NE(file.find("\r\ncentrum;1001;0;999;990;6;3;1;0;99,9;0;"), std::string::npos) << file;
  EXPECT_NE(file.find(";990;1,5;90,0;"), std::string::npos) << file;
}

TEST(SheetForm, FollowsTheLanguageUnlessItIsForAProgram) {
  const auto form = [](words::Language language, const SheetWishes& wishes) {
    const SheetForm found = SheetForm::For(language, wishes);
    return std::string{found.separator, found.decimal_mark};
  };
  EXPECT_EQ(form(words::Language::kDutch, {}), ";,");
  EXPECT_EQ(form(words::Language::kEnglish, {}), ",.");
  EXPECT_EQ(form(words::Language::kDutch, {"", true}), ",.");
  EXPECT_EQ(form(words::Language::kDutch, {"tab", false}), "\t,");
  EXPECT_EQ(form(words::Language::kEnglish, {";", true}), ";.");
  EXPECT_FALSE(SheetForm::For(words::Language::kDutch, {"", true}).marked);
  EXPECT_THROW(SheetForm::For(words::Language::kDutch, {"ab", false}), Failure);
}

}  // namespace
}  // namespace krul::terminal
