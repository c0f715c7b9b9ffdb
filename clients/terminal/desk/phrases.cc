#include "clients/terminal/desk/phrases.h"

#include <google/protobuf/generated_enum_reflection.h>

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "clients/terminal/text/days.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/names.h"
#include "clients/terminal/views/standing.h"

namespace krul::terminal::desk {
namespace {

std::string Said(const Reader& reader, words::Key key, const words::Values& values = {}) {
  return words::Say(reader.language, key, values);
}

std::string InLowerCase(absl::string_view enum_name) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(enum_name, {{"_", " "}}));
}

// The word for a value of an enum; for one that is newer than this program its name, so that something is said.
template <typename Enum>
std::string WordOf(const char* section, Enum value, Language language) {
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value);
  if (descriptor == nullptr) return absl::StrCat(section, " ", static_cast<int>(value));
  const std::optional<words::Key> key = words::Key::Find(section, descriptor->name());
  return key ? words::Say(language, *key) : InLowerCase(descriptor->name());
}

std::string WallTime(int64_t minute, const Reader& reader) {
  return Said(reader, "time.wall",
              {{"hour", absl::StrFormat("%02d", minute / 60)}, {"minute", absl::StrFormat("%02d", minute % 60)}});
}

// With the place where the clock shows another time than where it is read.
std::string Placed(std::string time, absl::Time moment, const Reader& reader) {
  if (reader.zone.At(moment).offset == reader.book.zone().At(moment).offset) return time;
  return Said(reader, "terminal_time.elsewhere", {{"time", time}, {"place", PlaceOf(reader.zone)}});
}

std::string DayName(absl::Time moment, const Reader& reader) {
  const absl::CivilDay day = absl::ToCivilDay(moment, reader.zone);
  const absl::CivilDay today = absl::ToCivilDay(reader.now, reader.zone);
  if (day == today) return "";
  if (day == today + 1) return Said(reader, "time.tomorrow");
  if (day == today - 1) return Said(reader, "time.yesterday");
  return DayInWords(day, day.year() != today.year(), reader.language);
}

// In the one unit that says enough.
std::string Span(absl::Duration span, const Reader& reader) {
  const int64_t minutes = absl::ToInt64Minutes(span);
  if (minutes < 120) return Said(reader, "terminal_time.minutes", {{"n", minutes}});
  const int64_t hours = minutes / 60;
  if (hours < 48) return Said(reader, "time.hours", {{"n", hours}});
  return Said(reader, "time.days", {{"n", hours / 24}});
}

// So far ahead that it stands for "until told otherwise".
bool IsForEver(absl::Time moment, absl::Time now) { return moment > now + absl::Hours(24 * 400); }

}  // namespace

Reader Reader::At(const std::string& branch) const {
  Reader there = *this;
  there.zone = book.ZoneOf(branch);
  return there;
}

std::string ClockThere(absl::Time moment, const Reader& reader) {
  const absl::CivilMinute civil = absl::ToCivilMinute(moment, reader.zone);
  return WallTime(static_cast<int64_t>(civil.hour()) * 60 + civil.minute(), reader);
}

std::string Clock(absl::Time moment, const Reader& reader) {
  return Placed(ClockThere(moment, reader), moment, reader);
}

std::string Moment(absl::Time moment, const Reader& reader) {
  const std::string day = DayName(moment, reader);
  const std::string time = Clock(moment, reader);
  return day.empty() ? time : Said(reader, "time.at", {{"day", day}, {"time", time}});
}

std::string Deadline(absl::Time due, const Reader& reader) {
  if (reader.now > due) {
    const absl::Duration lateness = reader.now - due;
    if (lateness < absl::Minutes(1)) return Said(reader, "time.just_late");
    return Said(reader, "time.late", {{"span", Span(lateness, reader)}});
  }
  // Midnight ends a day, as callers hear it.
  const absl::CivilMinute civil = absl::ToCivilMinute(due, reader.zone);
  const bool ends_day = civil == absl::CivilMinute(absl::CivilDay(civil));
  const std::string day = DayName(ends_day ? due - absl::Milliseconds(1) : due, reader);
  const std::string time = ends_day ? Placed(WallTime(24 * 60, reader), due, reader) : Clock(due, reader);
  if (day.empty()) return Said(reader, "time.by", {{"time", time}});
  return Said(reader, "time.day_by", {{"day", day}, {"time", time}});
}

std::string DeadlineOf(const v1::Callback& callback, const Reader& reader) {
  if (IsClosed(callback)) return StatusWord(callback.promise().status(), reader.language);
  if (LacksOnlyTick(callback)) return Said(reader, "callback.only_tick");
  const absl::Time due = DueOf(callback);
  if (due == absl::InfiniteFuture()) return "";
  // The services may know of the passing a moment before this desk's clock does.
  Reader then = reader.At(BranchIn(callback.name()));
  const bool late = LevelAt(callback, reader.now) == v1::LATE;
  then.now = late ? std::max(reader.now, due + absl::Milliseconds(1)) : std::min(reader.now, due);
  const std::string deadline = Deadline(due, then);
  return IsToRetry(callback) ? Said(reader, "callback.again", {{"deadline", deadline}}) : deadline;
}

std::string StatusWord(v1::PromiseStatus status, Language language) { return WordOf("status", status, language); }

std::string StandingWord(const v1::Callback& callback, const Reader& reader) {
  if (IsClosed(callback)) return StatusWord(callback.promise().status(), reader.language);
  const v1::StandingLevel level = LevelAt(callback, reader.now);
  if (level == v1::LATE && IsToRetry(callback)) return Said(reader, "standing.retry_due");
  return WordOf("standing", level, reader.language);
}

std::string OutcomeWord(v1::Outcome outcome, Language language) { return WordOf("outcome", outcome, language); }

std::string DispositionWord(v1::Disposition disposition, Language language) {
  return WordOf("disposition", disposition, language);
}

std::string StatePhrase(const v1::Callback& callback, const Reader& reader) {
  const bool mine = !reader.person.empty() && callback.assignee().person() == reader.person;
  const std::string who = reader.book.PartyTitle(callback.assignee(), reader.language);
  if (const std::string calling = CallingPerson(callback, reader.now); !calling.empty()) {
    if (calling == reader.person) return Said(reader, "terminal_standing.you_call");
    return Said(reader, "state.calling", {{"person", reader.book.PersonTitle(calling)}});
  }
  switch (callback.state()) {
    case v1::NOTED:
      return Said(reader, "terminal_standing.nobodys");
    case v1::ASSIGNED:
      if (mine) return Said(reader, "terminal_standing.waits_for_you");
      return Said(reader, "terminal_standing.waits_for", {{"party", who}});
    case v1::ACKNOWLEDGED:
    case v1::CALLING:  // a lease that has lapsed
      if (mine) return Said(reader, "terminal_standing.yours");
      return Said(reader, "terminal_standing.with", {{"party", who}});
    case v1::COMPLETED:
    case v1::CANCELLED:
      return DispositionWord(callback.disposition(), reader.language);
    default:
      return InLowerCase(v1::State_Name(callback.state()));
  }
}

bool IsAbsent(const v1::Person& person, absl::Time now) {
  return person.has_absent_until() && FromProto(person.absent_until()) > now;
}

std::string Presence(const v1::Person& person, const Reader& reader) {
  if (!IsAbsent(person, reader.now)) {
    return Said(reader, person.at_desk() ? words::Key("presence.at_desk") : words::Key("terminal_presence.present"));
  }
  const absl::Time until = FromProto(person.absent_until());
  if (IsForEver(until, reader.now)) return Said(reader, "presence.away");
  return Said(reader, "terminal_presence.back", {{"time", Moment(until, reader)}});
}

std::string WindowPhrase(const v1::CallWindow& window, const Reader& reader) {
  std::string hours;
  if (window.from_minute() > 0 && window.until_minute() > 0) {
    hours =
        Said(reader, "window.between",
             {{"from", WallTime(window.from_minute(), reader)}, {"until", WallTime(window.until_minute(), reader)}});
  } else if (window.from_minute() > 0) {
    hours = Said(reader, "window.not_before", {{"from", WallTime(window.from_minute(), reader)}});
  } else if (window.until_minute() > 0) {
    hours = Said(reader, "window.not_after", {{"until", WallTime(window.until_minute(), reader)}});
  }
  if (!hours.empty()) hours = Placed(std::move(hours), reader.now, reader);
  if (!window.has_not_before_time()) return hours;
  return absl::StrCat(
      hours, hours.empty() ? "" : ", ",
      Said(reader, "window.not_before", {{"from", Moment(FromProto(window.not_before_time()), reader)}}));
}

std::string NumberPhrase(const v1::Caller& caller, const Reader& reader) {
  const bool is_home = caller.phone_country_code() == reader.book.phone_country_code();
  const std::string& written = is_home ? caller.phone_number_national() : caller.phone_number_international();
  return written.empty() ? caller.phone_number() : written;
}

std::string WayToReach(const v1::Caller& caller, const Reader& reader) {
  const std::string number = NumberPhrase(caller, reader);
  return number.empty() ? caller.other_contact() : number;
}

}  // namespace krul::terminal::desk
