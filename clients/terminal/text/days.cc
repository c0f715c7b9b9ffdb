#include "clients/terminal/text/days.h"

#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include "absl/time/time.h"

namespace krul::terminal {
namespace {

std::string Named(absl::CivilDay day, const char* pattern, words::Language language) {
  UErrorCode status = U_ZERO_ERROR;
  icu::SimpleDateFormat format(icu::UnicodeString(pattern), icu::Locale(std::string(words::CodeOf(language)).c_str()),
                               status);
  if (U_FAILURE(status)) return absl::FormatCivilTime(day);
  format.setTimeZone(*icu::TimeZone::getGMT());
  icu::UnicodeString written;
  format.format(static_cast<UDate>(absl::ToUnixMillis(absl::FromCivil(day, absl::UTCTimeZone()))), written);
  std::string text;
  return written.toUTF8String(text);
}

}  // namespace

std::string DayInWords(absl::CivilDay day, bool with_year, words::Language language) {
  return Named(day, with_year ? "EEE d MMM y" : "EEE d MMM", language);
}

std::string WeekdayInWords(absl::CivilDay day, words::Language language) { return Named(day, "EEEE", language); }

}  // namespace krul::terminal
