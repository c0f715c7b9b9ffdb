#include "clients/terminal/desk/phrases.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/names.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal::desk {
namespace {

constexpr std::array<const char*, 7> kDutchDays = {"ma", "di", "wo", "do", "vr", "za", "zo"};
constexpr std::array<const char*, 12> kDutchMonths = {"jan", "feb", "mrt", "apr", "mei", "jun",
                                                      "jul", "aug", "sep", "okt", "nov", "dec"};

bool IsDutch(const Reader& reader) { return reader.language == Language::kDutch; }

const char* Pick(Language language, const char* dutch, const char* english) {
  return language == Language::kDutch ? dutch : english;
}

std::string MinuteOfDay(int minute, const Reader& reader) {
  return absl::StrFormat(IsDutch(reader) ? "%d.%02d" : "%02d:%02d", minute / 60, minute % 60);
}

// So far ahead that it stands for "until told otherwise".
bool IsForEver(absl::Time moment, absl::Time now) { return moment > now + absl::Hours(24 * 400); }

}  // namespace

std::string Clock(absl::Time moment, const Reader& reader) {
  const absl::CivilMinute civil = absl::ToCivilMinute(moment, reader.book.zone());
  return MinuteOfDay(static_cast<int>(civil.hour()) * 60 + civil.minute(), reader);
}

std::string Moment(absl::Time moment, const Reader& reader) {
  const absl::CivilDay day = absl::ToCivilDay(moment, reader.book.zone());
  const absl::CivilDay today = absl::ToCivilDay(reader.now, reader.book.zone());
  const std::string clock = Clock(moment, reader);
  if (day == today) return clock;
  if (!IsDutch(reader)) {
    return absl::StrCat(
        absl::FormatTime(day.year() == today.year() ? "%a %d %b " : "%a %d %b %Y ", moment, reader.book.zone()), clock);
  }
  if (day == today + 1) return absl::StrCat("morgen ", clock);
  if (day == today - 1) return absl::StrCat("gisteren ", clock);
  std::string written = absl::StrCat(kDutchDays[static_cast<size_t>(absl::GetWeekday(day))], " ", day.day(), " ",
                                     kDutchMonths[static_cast<size_t>(day.month() - 1)], " ");
  if (day.year() != today.year()) absl::StrAppend(&written, day.year(), " ");
  return written + clock;
}

std::string Deadline(absl::Time due, const Reader& reader) {
  if (reader.now <= due) return absl::StrCat(IsDutch(reader) ? "voor " : "by ", Moment(due, reader));
  const int64_t minutes = std::max<int64_t>(1, absl::ToInt64Minutes(reader.now - due));
  constexpr int64_t kDay = 24 * 60;
  const char* late = IsDutch(reader) ? " te laat" : " late";
  if (minutes < 60) return absl::StrCat(minutes, " min", late);
  if (minutes < kDay) {
    return absl::StrFormat(IsDutch(reader) ? "%d u %02d te laat" : "%d h %02d late", minutes / 60, minutes % 60);
  }
  const bool one = minutes < 2 * kDay;
  return absl::StrCat(minutes / kDay, IsDutch(reader) ? (one ? " dag" : " dagen") : (one ? " day" : " days"), late);
}

std::string DeadlineOf(const v1::Callback& callback, const Reader& reader) {
  if (IsClosed(callback)) return StatusWord(callback.promise().status(), reader.language);
  if (callback.has_retry_time()) {
    return absl::StrCat(IsDutch(reader) ? "opnieuw " : "again ", Deadline(FromProto(callback.retry_time()), reader));
  }
  return callback.promise().has_due_time() ? Deadline(FromProto(callback.promise().due_time()), reader) : "";
}

std::string StatusWord(v1::PromiseStatus status, Language language) {
  switch (status) {
    case v1::ON_TRACK:
      return Pick(language, "op tijd", "on track");
    case v1::AT_RISK:
      return Pick(language, "dreigt te laat te worden", "at risk");
    case v1::BROKEN:
      return Pick(language, "te laat", "broken");
    case v1::KEPT:
      return Pick(language, "nagekomen", "kept");
    case v1::MISSED:
      return Pick(language, "niet nagekomen", "missed");
    case v1::NOT_JUDGED:
      return Pick(language, "telt niet mee", "not judged");
    default:
      return InWords(status);
  }
}

std::string StatusSign(v1::PromiseStatus status) {
  switch (status) {
    case v1::AT_RISK:
      return "!";
    case v1::BROKEN:
      return "!!";
    case v1::KEPT:
      return "✓";
    case v1::MISSED:
      return "✗";
    default:
      return " ";
  }
}

std::string OutcomeWord(v1::Outcome outcome, Language language) {
  switch (outcome) {
    case v1::CONNECTED:
      return Pick(language, "gesproken", "connected");
    case v1::NO_ANSWER:
      return Pick(language, "geen gehoor", "no answer");
    case v1::BUSY:
      return Pick(language, "in gesprek", "busy");
    case v1::LEFT_VOICEMAIL:
      return Pick(language, "voicemail ingesproken", "left a voicemail");
    case v1::WRONG_NUMBER:
      return Pick(language, "verkeerd nummer", "wrong number");
    case v1::WRONG_PERSON:
      return Pick(language, "verkeerde persoon", "wrong person");
    case v1::NUMBER_NOT_IN_USE:
      return Pick(language, "nummer niet in gebruik", "number not in use");
    case v1::RESCHEDULED:
      return Pick(language, "gesproken, later verder", "spoken to, call again later");
    default:
      return InWords(outcome);
  }
}

std::string DispositionWord(v1::Disposition disposition, Language language) {
  switch (disposition) {
    case v1::RESOLVED:
      return Pick(language, "opgelost", "resolved");
    case v1::CALLER_REACHED_US:
      return Pick(language, "beller bereikte ons zelf", "the caller reached us");
    case v1::MAX_ATTEMPTS_EXCEEDED:
      return Pick(language, "vaak genoeg geprobeerd", "tried often enough");
    case v1::WITHDRAWN:
      return Pick(language, "hoeft niet meer", "withdrawn");
    case v1::DUPLICATE:
      return Pick(language, "dubbel", "duplicate");
    case v1::HANDLED_AT_DESK:
      return Pick(language, "meteen geholpen", "helped at once");
    default:
      return InWords(disposition);
  }
}

std::string EventWord(v1::EventType type, Language language) {
  struct Word {
    v1::EventType type;
    const char* dutch;
  };
  constexpr std::array<Word, 25> kWords = {{{v1::EVENT_NOTED, "genoteerd"},
                                            {v1::EVENT_ASSIGNED, "toegewezen"},
                                            {v1::EVENT_ACKNOWLEDGED, "aangenomen"},
                                            {v1::EVENT_ACKNOWLEDGEMENT_EXPIRED, "niet op tijd aangenomen"},
                                            {v1::EVENT_CALL_BEGUN, "begint te bellen"},
                                            {v1::EVENT_LEASE_LAPSED, "bellen verlopen"},
                                            {v1::EVENT_ATTEMPTED, "poging"},
                                            {v1::EVENT_FORWARDED, "doorgegeven"},
                                            {v1::EVENT_RENEGOTIATED, "nieuwe tijd afgesproken"},
                                            {v1::EVENT_CHASED, "belde opnieuw"},
                                            {v1::EVENT_COMPLETED, "afgerond"},
                                            {v1::EVENT_CANCELLED, "vervallen"},
                                            {v1::EVENT_REOPENED, "heropend"},
                                            {v1::EVENT_UNDONE, "teruggenomen"},
                                            {v1::EVENT_ESCALATED, "gemeld"},
                                            {v1::EVENT_AT_RISK, "dreigt te laat te worden"},
                                            {v1::EVENT_BROKEN, "te laat"},
                                            {v1::EVENT_RETRY_DUE, "nieuwe poging nodig"},
                                            {v1::EVENT_ERASED, "gegevens gewist"},
                                            {v1::EVENT_REMINDED, "herinnerd"},
                                            {v1::EVENT_UNASSIGNED_ALARM, "gemeld: nog van niemand"},
                                            {v1::EVENT_REASSIGNED, "overgedragen"},
                                            {v1::EVENT_HOLDER_AWAY, "wie het heeft is weg"},
                                            {v1::EVENT_CLOSED_WHEN_DUE, "dan nu gesloten"},
                                            {v1::EVENT_HANDLED_AT_DESK, "meteen geholpen"}}};
  if (language == Language::kDutch) {
    for (const Word& word : kWords) {
      if (word.type == type) return word.dutch;
    }
  }
  return InWords(type);
}

std::string Standing(const v1::Callback& callback, const Reader& reader) {
  const bool dutch = IsDutch(reader);
  const bool mine = !reader.person.empty() && callback.assignee().person() == reader.person;
  const std::string who = mine ? (dutch ? "u" : "you") : reader.book.PartyTitle(callback.assignee(), reader.language);
  switch (callback.state()) {
    case v1::NOTED:
      return dutch ? "nog van niemand" : "nobody's yet";
    case v1::ASSIGNED:
      return absl::StrCat(dutch ? "wacht op " : "waits for ", who);
    case v1::ACKNOWLEDGED:
      if (mine) return dutch ? "van u" : "yours";
      return absl::StrCat(dutch ? "van " : "with ", who);
    case v1::CALLING:
      if (!reader.person.empty() && callback.calling_person() == reader.person) {
        return dutch ? "u belt nu" : "you are calling now";
      }
      return absl::StrCat(reader.book.PersonTitle(callback.calling_person()), dutch ? " belt nu" : " is calling now");
    case v1::COMPLETED:
    case v1::CANCELLED:
      return DispositionWord(callback.disposition(), reader.language);
    default:
      return InWords(callback.state());
  }
}

bool IsAbsent(const v1::Person& person, absl::Time now) {
  return person.has_absent_until() && FromProto(person.absent_until()) > now;
}

std::string Presence(const v1::Person& person, const Reader& reader) {
  const bool dutch = IsDutch(reader);
  if (!IsAbsent(person, reader.now)) {
    if (person.at_desk()) return dutch ? "achter het bureau" : "at the desk";
    return dutch ? "aanwezig" : "present";
  }
  const absl::Time until = FromProto(person.absent_until());
  if (IsForEver(until, reader.now)) return dutch ? "afwezig" : "away";
  return absl::StrCat(dutch ? "terug " : "back ", Moment(until, reader));
}

std::string WindowPhrase(const v1::CallWindow& window, const Reader& reader) {
  const bool dutch = IsDutch(reader);
  std::string hours;
  if (window.from_minute() > 0 && window.until_minute() > 0) {
    hours = absl::StrCat(dutch ? "tussen " : "between ", MinuteOfDay(window.from_minute(), reader),
                         dutch ? " en " : " and ", MinuteOfDay(window.until_minute(), reader));
  } else if (window.from_minute() > 0) {
    hours = absl::StrCat(dutch ? "na " : "after ", MinuteOfDay(window.from_minute(), reader));
  } else if (window.until_minute() > 0) {
    hours = absl::StrCat(dutch ? "voor " : "before ", MinuteOfDay(window.until_minute(), reader));
  }
  if (!window.has_not_before_time()) return hours;
  return absl::StrCat(hours, hours.empty() ? "" : ", ", dutch ? "niet eerder dan " : "not before ",
                      Moment(FromProto(window.not_before_time()), reader));
}

}  // namespace krul::terminal::desk
