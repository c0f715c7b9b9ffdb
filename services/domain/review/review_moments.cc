// When a branch reviews what is open, and who holds the round. Declared in review_round.h.
#include "absl/strings/str_cat.h"
#include "services/domain/calendar/business_calendar.h"
#include "services/domain/calendar/wall_clock.h"
#include "services/domain/limits.h"
#include "services/domain/promise/escalation.h"
#include "services/domain/review/review_round.h"

namespace krul::domain {
namespace {

constexpr int kDaysAhead = 366;

// The moments of one local date, in order, from its first opening until its last closing: none when the branch does not
// open on it.
std::vector<ReviewMoment> MomentsOf(const Firm& firm, const Branch& branch, std::int64_t day) {
  std::vector<ReviewMoment> moments;
  WallClock clock(branch.time_zone);
  const BusinessCalendar calendar(firm.CalendarOf(branch), branch.time_zone);
  const absl::CivilDay date = absl::CivilDay() + day;
  const Instant opening = calendar.NextOpening(clock.FirstShows(day * kWallDay));
  for (const int minute : branch.review_minutes) {
    const Instant at = clock.FirstShows(day * kWallDay + minute * kWallMinute);
    const std::optional<Instant> closing = calendar.ClosingOfDay(at);
    if (!closing || at < opening || at > *closing) continue;
    moments.push_back({at, absl::StrCat(absl::FormatCivilTime(date), "-", absl::Dec(minute / 60, absl::kZeroPad2),
                                        absl::Dec(minute % 60, absl::kZeroPad2))});
  }
  return moments;
}

}  // namespace

std::optional<ReviewMoment> LatestReviewMoment(const Firm& firm, const Branch& branch, Instant now) {
  std::optional<ReviewMoment> latest;
  const std::int64_t today = LocalDay(branch.time_zone, now);
  for (const std::int64_t day : {today - 1, today}) {
    for (ReviewMoment& moment : MomentsOf(firm, branch, day)) {
      if (moment.at <= now && moment.at > now - Millis(limits::kReviewMissed)) latest = std::move(moment);
    }
  }
  return latest;
}

Instant NextReviewMoment(const Firm& firm, const Branch& branch, Instant now) {
  if (branch.review_minutes.empty()) return kNever;
  const std::int64_t today = LocalDay(branch.time_zone, now);
  for (std::int64_t day = today; day <= today + kDaysAhead; ++day) {
    for (const ReviewMoment& moment : MomentsOf(firm, branch, day)) {
      if (moment.at > now) return moment.at;
    }
  }
  return kNever;
}

std::string ReviewHolder(const Firm& firm, const Branch& branch, const Absences& absences, Instant now) {
  const Availability who(firm, branch, absences);
  const auto is_there = [&](const std::string& person) { return who.IsThere(person, now); };
  std::vector<std::string> candidates;
  std::set<std::string> seen;
  for (const Person* person = firm.FindPerson(branch.manager); person && seen.insert(person->id).second;
       person = firm.FindPerson(person->deputy)) {
    candidates.push_back(person->id);
  }
  candidates.insert(candidates.end(), branch.answer_order.begin(), branch.answer_order.end());
  for (std::string& person : RecipientsInRole(firm, Role::kHeadOffice)) candidates.push_back(std::move(person));
  for (const std::string& person : candidates) {
    if (is_there(person)) return person;
  }
  return candidates.empty() ? std::string() : candidates.front();
}

}  // namespace krul::domain
