#include "services/firm_file/date_rules.h"

#include "services/domain/limits.h"
#include "services/firm_file/easter.h"
#include "services/firm_file/written_values.h"

namespace krul::firm_file {
namespace {

constexpr int kLeapYear = 2000;

// Of 31 April absl would silently make 1 May.
bool Exists(int year, int month, int day) {
  const absl::CivilDay date(year, month, day);
  return date.year() == year && date.month() == month && date.day() == day;
}

// "12-25", also as the end of "2026-12-25".
std::optional<DateRule> ReadMonthAndDay(std::string_view text) {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const std::optional<int> month = ReadNumber(text.substr(0, 2));
  const std::optional<int> day = ReadNumber(text.substr(3, 2));
  if (!month || !day || !Exists(kLeapYear, *month, *day)) return std::nullopt;
  return DateRule{.kind = DateRule::Kind::kYearly, .month = *month, .day = *day};
}

std::optional<DateRule> ReadFromEaster(std::string_view text) {
  DateRule rule{.kind = DateRule::Kind::kFromEaster};
  if (text.empty()) return rule;
  const std::optional<int> days = ReadNumber(text.substr(1));
  if ((text[0] != '+' && text[0] != '-') || !days || *days > domain::limits::kDaysFromEaster) return std::nullopt;
  rule.days_from_easter = text[0] == '-' ? -*days : *days;
  return rule;
}

}  // namespace

std::optional<DateRule> ReadDateRule(std::string_view text) {
  constexpr std::string_view kEaster = "easter";
  text = Stripped(text);
  if (text.starts_with(kEaster)) return ReadFromEaster(text.substr(kEaster.size()));
  if (text.size() == 5) return ReadMonthAndDay(text);
  if (text.size() != 10 || text[4] != '-') return std::nullopt;
  const std::optional<int> year = ReadNumber(text.substr(0, 4));
  std::optional<DateRule> rule = ReadMonthAndDay(text.substr(5));
  if (!year || *year < 2000 || *year > 2199 || !rule || !Exists(*year, rule->month, rule->day)) return std::nullopt;
  rule->kind = DateRule::Kind::kSingle;
  rule->year = *year;
  return rule;
}

std::vector<absl::CivilDay> DaysOf(const DateRule& rule, int first_year, int last_year) {
  if (rule.kind == DateRule::Kind::kSingle) return {absl::CivilDay(rule.year, rule.month, rule.day)};
  std::vector<absl::CivilDay> days;
  for (int year = first_year; year <= last_year; ++year) {
    if (rule.kind == DateRule::Kind::kFromEaster) {
      days.push_back(EasterSunday(year) + rule.days_from_easter);
    } else if (Exists(year, rule.month, rule.day)) {  // 29 February is in leap years only
      days.emplace_back(year, rule.month, rule.day);
    }
  }
  return days;
}

}  // namespace krul::firm_file
