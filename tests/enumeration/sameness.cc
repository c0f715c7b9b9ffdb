#include "tests/enumeration/sameness.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <string_view>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/callback/possible.h"
#include "services/domain/limits.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/promise.h"

namespace krul::enumeration {
using namespace domain;

namespace {

constexpr int kHoursAhead = 6;  // openings and closings that tell one hour of the week from another

class Digest {
 public:
  explicit Digest(Instant now) : now_(now) {}

  void Number(std::uint64_t value) {
    // As splitmix64 stirs.
    value_ += value + 0x9e3779b97f4a7c15;
    value_ = (value_ ^ (value_ >> 30)) * 0xbf58476d1ce4e5b9;
    value_ = (value_ ^ (value_ >> 27)) * 0x94d049bb133111eb;
    value_ ^= value_ >> 31;
  }
  void Flag(bool flag) { Number(flag ? 1 : 2); }
  void Text(std::string_view text) { Number(std::hash<std::string_view>()(text)); }
  // All that is past is alike.
  void Ahead(Instant at) { Number(at == kNever ? 0 : static_cast<std::uint64_t>(std::max((at - now_).count(), -1L))); }
  void Ahead(const std::optional<Instant>& at) {
    Flag(at.has_value());
    if (at) Ahead(*at);
  }
  template <class Enum>
  void One(Enum value) {
    Number(static_cast<std::uint64_t>(value));
  }
  std::uint64_t value() const { return value_; }

 private:
  Instant now_;
  std::uint64_t value_ = 0;
};

bool InTime(const std::optional<Instant>& at, Instant due_at) { return at && *at <= due_at; }

void AddPromise(Digest& digest, const CallbackRecord& record) {
  const Promise& promise = record.promise;
  digest.Number(static_cast<std::uint64_t>(promise.firm_version));
  digest.Flag(promise.number > 1);
  for (const Instant at : {promise.due_at, promise.original_due_at, promise.at_risk_at, AttemptsCountFrom(record)}) {
    digest.Ahead(at);
  }
  digest.Ahead(promise.earliest_at);
  digest.Flag(InTime(promise.reached_at, promise.original_due_at));
  digest.Flag(InTime(promise.attempted_at, promise.original_due_at));
  for (const auto& at : {promise.reached_at, promise.attempted_at, promise.agreed_at, promise.met_at}) {
    digest.Flag(at.has_value());
  }
  digest.Flag(promise.at_risk_noticed);
  digest.Flag(promise.broken_noticed);
  digest.Number(promise.verdict ? static_cast<std::uint64_t>(*promise.verdict) : 99);
  for (const PlannedStep& planned : promise.steps) {
    digest.Flag(planned.taken);
    if (!planned.taken) digest.Ahead(planned.at);
  }
}

// A call that began: who speaks, and for which moments it counts.
void AddCall(Digest& digest, const CallbackRecord& record, const std::string& person,
             const std::optional<Instant>& began) {
  digest.Text(person);
  digest.Flag(began.has_value());
  if (!began) return;
  const Promise& promise = record.promise;
  digest.Flag(*began <= promise.due_at);
  digest.Flag(*began <= promise.original_due_at);
  digest.Flag(*began >= AttemptsCountFrom(record));
  digest.Flag(*began >= promise.earliest_at);
  digest.Flag(*began >= promise.agreed_at.value_or(Instant{}));
  digest.Flag(!record.retry_at || *began <= *record.retry_at);
}

void AddRecord(Digest& digest, const CallbackRecord& record) {
  digest.One(record.state);
  digest.One(record.assignee.kind);
  digest.Text(record.assignee.id);
  digest.Text(record.requested.id);
  digest.One(record.disposition);
  digest.Flag(record.window.has_value());
  if (record.window) {
    digest.Number(static_cast<std::uint64_t>(record.window->from_minute * 1440 + record.window->until_minute));
    digest.Ahead(record.window->not_before);
  }
  AddPromise(digest, record);
  for (const auto& at : {record.assign_by, record.acknowledge_by, record.retry_at, record.retry_soon_at,
                         record.retry_missed_at, record.lease_until, record.reminder_at, record.erase_at}) {
    digest.Ahead(at);
  }
  AddCall(digest, record, record.calling_person, record.call_begun_at);
  AddCall(digest, record, record.lapsed_caller, record.lapsed_call_at);
  if (record.lapsed_call_at) digest.Ahead(*record.lapsed_call_at + Millis(limits::kLongestCall));
  for (const std::string& person : record.passed_over) digest.Text(person);
  digest.Flag(record.waits_for_people);
  digest.Text(record.away_told);
  digest.Ahead(record.away_told_until);
  digest.Text(record.meant_for.id);
  for (const ToTell& alarm : record.to_tell) digest.One(alarm.about);
  for (const auto& at : {record.holder_gone_at, record.offer_at, record.tell_at, record.mine_since}) digest.Ahead(at);
  digest.Number(static_cast<std::uint64_t>(record.closed_told_version));
  digest.Number(static_cast<std::uint64_t>(std::min<std::ptrdiff_t>(
      record.promise.attempts_before_giving_up,
      std::count_if(record.attempts.begin(), record.attempts.end(), [&](const Attempt& attempt) {
        return !IsReached(attempt.outcome) && attempt.at >= record.promise.made_at;
      }))));
  digest.Flag(record.erased);
}

}  // namespace

std::uint64_t Sameness::HoursAround(const World& world) {
  auto [known, is_new] = hours_.try_emplace({world.version, world.now});
  if (!is_new) return known->second;
  Digest digest(world.now);
  const BusinessCalendar calendar(world.firm().CalendarOf(world.branch()), world.branch().time_zone);
  digest.Flag(calendar.IsOpen(world.now));
  Instant at = world.now;
  for (int i = 0; i < kHoursAhead; ++i) {
    const Instant closing = calendar.NextClosing(at);
    digest.Ahead(closing);
    at = calendar.NextOpening(closing);
    digest.Ahead(at);
  }
  return known->second = digest.value();
}

std::uint64_t Sameness::Of(const World& world) {
  const CallbackRecord& record = *world.record;
  Digest digest(world.now);
  digest.Number(HoursAround(world));
  digest.Number(static_cast<std::uint64_t>(world.version));
  for (const auto& [person, absences] : *world.absences) {
    for (const Absence& absence : absences) {
      if (absence.until <= world.now) continue;
      digest.Text(person);
      digest.Ahead(absence.from);
      digest.Ahead(absence.until);
    }
  }
  AddRecord(digest, record);
  if (record.pooled_at) {
    const BusinessCalendar calendar = CalendarOf(world);
    const Instant since = *record.pooled_at;
    digest.Ahead(calendar.NextOpening(calendar.IsOpen(since) ? calendar.NextClosing(since) : since));
  }
  digest.Flag(record.open() && RankOf(record) != DueMomentOf(record).at);  // the caller rang
  const bool undoable = !HindranceOf(record, Action::kUndo, record.calling_person, world.now);
  digest.Flag(undoable);
  if (undoable) {
    digest.Ahead(record.undo->at + Millis(limits::kUndoLife));
    AddRecord(digest, *record.undo->before);
  }
  return digest.value();
}

}  // namespace krul::enumeration
