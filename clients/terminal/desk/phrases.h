// Instants, states and outcomes as a colleague reads them, in both languages.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "clients/terminal/desk/firm_book.h"
#include "clients/terminal/desk/words.h"
#include "krul/v1/callback.pb.h"
#include "krul/v1/deadline_service.pb.h"

namespace krul::terminal::desk {

// Who reads, when and where: every phrase depends on it.
struct Reader {
  const FirmBook& book;
  Language language;
  absl::Time now;
  std::string person;                 // who reads: "van u" instead of a name
  absl::TimeZone zone = book.zone();  // on whose wall the times are

  // For what is about that branch. Times there, where the clock shows another time than here, name the place.
  Reader At(const std::string& branch) const;
};

// "14.02" or "14:02"; "14.02 (New York)".
std::string Clock(absl::Time moment, const Reader& reader);
// The same, without the place.
std::string ClockThere(absl::Time moment, const Reader& reader);
// With the day when it is another one: "di 24 nov 14.02".
std::string Moment(absl::Time moment, const Reader& reader);

// "voor 15.00", "12 min te laat"; "by 15:00", "12 min late".
std::string Deadline(absl::Time due, const Reader& reader);
// Of what must be met now; once closed how the promise ended.
std::string DeadlineOf(const v1::Callback& callback, const Reader& reader);

std::string StatusWord(v1::PromiseStatus status, Language language);
// How what presses now stands, or the verdict: "Wordt krap", "Nagekomen".
std::string StandingWord(const v1::Callback& callback, const Reader& reader);
std::string OutcomeWord(v1::Outcome outcome, Language language);
std::string DispositionWord(v1::Disposition disposition, Language language);

// Whose it is and whether that is known to them: "Anna belt nu", "wacht op Anna", "van u".
std::string StatePhrase(const v1::Callback& callback, const Reader& reader);

// "aanwezig", "terug 14.30", "afwezig".
std::string Presence(const v1::Person& person, const Reader& reader);
bool IsAbsent(const v1::Person& person, absl::Time now);

// The number as the services write it for who sits in this branch: with its country where that is another one. As typed
// until they have read it; empty when there is none.
std::string NumberPhrase(const v1::Caller& caller, const Reader& reader);
// The number, or the other way to reach the caller.
std::string WayToReach(const v1::Caller& caller, const Reader& reader);

// "tussen 9.00 en 11.00", empty when at any hour.
std::string WindowPhrase(const v1::CallWindow& window, const Reader& reader);

}  // namespace krul::terminal::desk
