#include "clients/terminal/views/firm_survey.h"

#include <gtest/gtest.h>

namespace krul::terminal {
namespace {

v1::ApplyFirmResponse Survey() {
  v1::ApplyFirmResponse response;
  const auto warn = [&response](v1::FirmWarningCode code, std::map<std::string, std::string> arguments) {
    v1::FirmWarning& warning = *response.add_warnings();
    warning.set_code(code);
    warning.mutable_arguments()->insert(arguments.begin(), arguments.end());
  };
  warn(v1::NO_MANAGER, {{"branch", "utrecht"}, {"people", "hans,heleen"}});
  warn(v1::MOMENT_OUTSIDE_HOURS, {{"branch", "utrecht"}, {"time", "16:30"}, {"weekdays", "1,6"}});
  warn(v1::CHANNEL_NOT_SERVED, {{"person", "anna"}, {"channel", "mail:anna@example.nl"}});
  warn(v1::SAME_NAME, {{"name", "Jan Smit"}, {"people", "jan,jan-2"}});
  response.set_warnings_left_out(2);
  v1::ClosedDays& shop = *response.add_closed_days();
  shop.set_calendar("shop");
  v1::ClosedDays::Day& christmas = *shop.add_days();
  christmas.set_date("2026-12-25");
  christmas.set_title("Kerstmis");
  shop.add_days()->set_date("2027-01-01");
  response.add_closed_days()->set_calendar("office");
  return response;
}

TEST(FirmSurvey, TellsWarningsAndClosedDaysInBothLanguages) {
  EXPECT_EQ(FirmSurvey(Survey(), words::Language::kEnglish),
            "Warning: branch utrecht has no manager: what is late there climbs to hans, heleen\n"
            "Warning: branch utrecht reviews at 16:30, and is closed then on Monday, Saturday\n"
            "Warning: anna is not told by mail:anna@example.nl yet: only the desk is\n"
            "Warning: jan, jan-2 have one name, Jan Smit: desks can hardly tell them apart\n"
            "2 more warnings\n"
            "\nCalendar shop is closed beside its week on:\n"
            "  Fri 25 Dec 2026  Kerstmis\n"
            "  Fri 1 Jan 2027\n"
            "\nCalendar office names no closed days\n");
  const std::string dutch = FirmSurvey(Survey(), words::Language::kDutch);
  EXPECT_NE(dutch.find("Let op: vestiging utrecht loopt de lijst na om 16:30, en is dan gesloten op maandag, zaterdag"),
            std::string::npos)
      << dutch;
}

TEST(FirmSurvey, TellsOfACodeThatANewerServiceHas) {
  v1::ApplyFirmResponse response;
  response.add_warnings()->set_code(static_cast<v1::FirmWarningCode>(99));
  EXPECT_EQ(FirmSurvey(response, words::Language::kEnglish), "Warning: 99\n");
}

}  // namespace
}  // namespace krul::terminal
