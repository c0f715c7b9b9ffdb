#include "clients/terminal/text/call_window_words.h"

#include <gtest/gtest.h>

#include "clients/terminal/text/failure.h"

namespace krul::terminal {
namespace {

TEST(CallWindowWords, AreReadAsACallerSaysThem) {
  struct Case {
    const char* text;
    int from_minute;
    int until_minute;
  };
  const Case cases[] = {{"not before 15:00", 900, 0},
                        {"  Not   before 15 ", 900, 0},
                        {"after 9.30", 570, 0},
                        {"from 9", 540, 0},
                        {"until 12:00", 0, 720},
                        {"before 12", 0, 720},
                        {"not after 12", 0, 720},
                        {"between 9 and 11", 540, 660},
                        {"from 9 to 11:15", 540, 675},
                        {"from 9:00 until 11:00", 540, 660},
                        {"9:00-11:00", 540, 660},
                        {"9 - 11", 540, 660},
                        {"09:00–24:00", 540, 0},
                        {"0-24", 0, 0},
                        {"niet voor 15.00", 900, 0},
                        {"na 9.30", 570, 0},
                        {"tot 12", 0, 720},
                        {"niet na 12.00", 0, 720},
                        {"tussen 9 en 11", 540, 660},
                        {"vanaf 9 tot 11.15", 540, 675}};
  for (const Case& one : cases) {
    const v1::CallWindow window = ParseCallWindow(one.text, "--window");
    EXPECT_EQ(window.from_minute(), one.from_minute) << one.text;
    EXPECT_EQ(window.until_minute(), one.until_minute) << one.text;
  }
}

TEST(CallWindowWords, ThatSayNoHoursAreRefusedWithTheFormsToWrite) {
  for (const char* text : {"", "15:00", "not before", "not before noon", "between 9", "9:60-11", "9-25", "9:0-11:00",
                           "-9-11", "until 24:01", "100-200", "between 9 and 11 and 12", "+9-+11"}) {
    try {
      ParseCallWindow(text, "--window");
      ADD_FAILURE() << text;
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.exit_code, ExitCode::kWrongUsage);
      EXPECT_NE(failure.message.find("between 9 and 11"), std::string::npos) << failure.message;
    }
  }
  for (const char* text : {"11-9", "9:00-9:00", "between 15 and 14:59", "until 0:00", "not before 24:00"}) {
    EXPECT_THROW(ParseCallWindow(text, "--window"), Failure) << text;
  }
}

TEST(CallWindowWords, AreReadBackAsTheyAreWritten) {
  for (const char* text : {"not before 15:05", "until 12:00", "between 09:00 and 11:00"}) {
    EXPECT_EQ(HoursInWords(ParseCallWindow(text, "--window")), text);
  }
  EXPECT_EQ(HoursInWords(ParseCallWindow("0-24", "--window")), "");
  EXPECT_EQ(HoursInWords(v1::CallWindow()), "");
}

}  // namespace
}  // namespace krul::terminal
