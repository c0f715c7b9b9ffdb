// The calendar against Perl's Business::Hours, which shares no line with it. Where that module applies: whole holidays,
// breaks, one zone, no opening in the hours in which clocks change (it takes 24 hours for every holiday).
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/domain/calendar/business_calendar.h"
#include "tests/support/seed.h"
#include "tests/support/source_folder.h"

namespace krul::domain {
namespace {

constexpr int kCalendars = 10;  // in each zone
constexpr int kBetweens = 60;   // of each calendar
constexpr int kAdds = 5;        // the module lists every second: slow
constexpr const char* kZones[] = {"Europe/Amsterdam", "America/New_York", "Australia/Sydney",
                                  "Asia/Kolkata",     "America/St_Johns", "Pacific/Auckland"};

std::vector<Opening> DayWithBreaks(std::mt19937_64& random) {
  const auto pick = [&](int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); };
  if (pick(1, 5) == 1) return {};
  const int opens = pick(5 * 60, 11 * 60), closes = pick(15 * 60, 1440);
  if (pick(1, 2) == 1) return {{opens, closes}};
  const int lunch = pick(11 * 60 + 30, 13 * 60);
  return {{opens, lunch}, {lunch + pick(5, 90), closes}};
}

// The module takes 24 hours for a holiday, and for the day before a midnight at which one closes; so it is wrong about
// a date on which the clock changes that is a holiday, or that follows an opening until midnight. (The walk over every
// minute judges those.) The clock changes on Sundays.
bool ClockChangesOn(absl::CivilDay day, absl::TimeZone zone) {
  return zone.At(absl::FromCivil(day, zone)).offset != zone.At(absl::FromCivil(day + 1, zone)).offset;
}

void LeaveOutWhatTheModuleGetsWrong(CalendarRules& rules, absl::TimeZone zone) {
  std::erase_if(rules.special_days, [&](const auto& special) { return ClockChangesOn(special.first, zone); });
  constexpr std::size_t kSaturday = 5, kSunday = 6;
  for (const std::size_t day : {kSaturday, kSunday}) {
    for (Opening& opening : rules.week[day]) opening.to_minute = std::min(opening.to_minute, 1439);
  }
}

std::string Written(const CalendarRules& rules) {
  std::vector<std::string> days, holidays;
  for (const std::vector<Opening>& openings : rules.week) {
    std::vector<std::string> parts;
    for (const Opening& opening : openings) parts.push_back(absl::StrCat(opening.from_minute, "-", opening.to_minute));
    days.push_back(parts.empty() ? "-" : absl::StrJoin(parts, ";"));
  }
  for (const auto& [day, special] : rules.special_days) holidays.push_back(absl::FormatCivilTime(day));
  return absl::StrCat("week ", absl::StrJoin(days, ","), " ", holidays.empty() ? "-" : absl::StrJoin(holidays, ","));
}

TEST(BusinessHoursOracle, PerlCountsTheSameSeconds) {
  const std::uint64_t seed = TestSeed();
  std::mt19937_64 random(seed);
  const auto pick = [&](std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random);
  };
  const auto second = [](Instant at) { return ToMillis(at) / 1000; };

  std::ostringstream questions;
  std::vector<std::string> asked;
  std::vector<std::int64_t> answers;
  const auto ask = [&](const std::string& context, const std::string& question, std::int64_t answer) {
    questions << question << "\n";
    asked.push_back(absl::StrCat(context, ": ", question));
    answers.push_back(answer);
  };
  for (const char* name : kZones) {
    absl::TimeZone zone;
    ASSERT_TRUE(absl::LoadTimeZone(name, &zone));
    questions << "zone " << name << "\n";
    for (int round = 0; round < kCalendars; ++round) {
      CalendarRules rules;
      for (std::vector<Opening>& day : rules.week) day = DayWithBreaks(random);
      rules.week[0] = {{9 * 60, 17 * 60}};
      for (std::int64_t i = pick(0, 8); i > 0; --i) rules.special_days[absl::CivilDay(2026, 1, 1) + pick(0, 364)] = {};
      LeaveOutWhatTheModuleGetsWrong(rules, zone);
      const std::string written = Written(rules), context = absl::StrCat(name, " ", written);
      questions << written << "\n";
      const BusinessCalendar calendar(rules, zone);
      const auto moment = [&] {
        return FromMillis(
            absl::ToUnixMillis(absl::FromCivil(absl::CivilSecond(2026, 1, 2) + pick(0, 330 * 86400), zone)));
      };
      for (int i = 0; i < kBetweens; ++i) {
        const Instant from = moment(), to = from + Millis(1000 * pick(1, 30 * 86400));
        ask(context, absl::StrCat("between ", second(from), " ", second(to)),
            calendar.Between(from, to).count() / 1000);
      }
      for (int i = 0; i < kAdds; ++i) {
        const Instant start = moment();
        const std::int64_t amount = pick(0, 20 * 3600);
        // What runs out at a closing is that closing here, the next opening there.
        ask(context, absl::StrCat("add ", second(start), " ", amount),
            second(calendar.NextOpening(calendar.Add(start, Millis(1000 * amount)))));
      }
    }
  }

  const std::string file = testing::TempDir() + "business_hours_questions." + std::to_string(seed);
  std::ofstream(file) << questions.str();
  const std::string command =
      "perl " + krul::support::SourceFolder() + "/tests/domain/business_hours_oracle.pl <" + file;
  std::FILE* perl = popen(command.c_str(), "r");
  ASSERT_NE(perl, nullptr);
  std::size_t compared = 0;
  for (long long answer = 0; std::fscanf(perl, "%lld", &answer) == 1; ++compared) {
    ASSERT_LT(compared, answers.size());
    EXPECT_EQ(answers[compared], answer) << asked[compared];
  }
  EXPECT_EQ(pclose(perl), 0);
  std::remove(file.c_str());
  EXPECT_EQ(compared, std::size(kZones) * kCalendars * (kBetweens + kAdds));
}

}  // namespace
}  // namespace krul::domain
