#include "tests/enumeration/alphabet.h"

#include <algorithm>
#include <iterator>

#include "services/domain/calendar/business_calendar.h"
#include "services/domain/promise/due_moment.h"
#include "services/domain/promise/promise.h"

namespace krul::enumeration {
using namespace domain;
using namespace std::chrono_literals;

namespace {

// Who has it, or else Bram.
std::string HolderOf(const World& world) {
  const Party& assignee = world.record->assignee;
  const bool is_known = assignee.kind == Party::Kind::kPerson && world.firm().FindPerson(assignee.id) != nullptr;
  return is_known ? assignee.id : "bram";
}
std::string AnotherThan(const std::string& person) { return person == "daan" ? "bram" : "daan"; }

// Who is calling, if somebody is; else who has it.
std::string SpeakerOf(const World& world) {
  return world.record->calling_person.empty() ? HolderOf(world) : world.record->calling_person;
}

bool ByPerson(World& world, const Command& command, const std::string& person) {
  return world.firm().FindPerson(person) && Do(world, command, AtDesk(person)).done;
}

bool Agree(World& world, bool earlier) {
  const Instant due_at = world.record->promise.due_at;
  if (earlier && due_at <= world.now) return false;
  const Instant agreed =
      earlier ? world.now + (due_at - world.now) / 2 : CalendarOf(world).Add(std::max(due_at, world.now), 4h);
  return ByPerson(world, Renegotiate{agreed, "agreed"}, HolderOf(world));
}

bool Assigned(World& world) {
  if (!world.record->open()) return false;
  const Route route = RouteOf(world);
  if (world.record->waits_for_people && route.alarm) return false;
  return DoAsService(world, Assign{route.assignee, route.alarm, route.offer_at}).done;
}

bool ForwardToTeam(World& world) {
  const Party sales{Party::Kind::kTeam, "sales"};
  RouteQuestion question = QuestionOf(*world.record, world.now);
  question.requested = sales;
  const Route route = FindRoute(world.firm(), *world.absences, {}, question);
  return ByPerson(world, Forward{route.assignee, "yours", sales, route.alarm, route.offer_at}, HolderOf(world));
}

bool ForwardTo(World& world, const std::string& person, bool although_away) {
  if (person.empty() || !world.firm().FindPerson(person)) return false;
  const Forward forward{.assignee = {Party::Kind::kPerson, person}, .remark = "yours", .although_away = although_away};
  return ByPerson(world, forward, HolderOf(world));
}

std::string SomebodyAway(const World& world) {
  for (const char* person : kPeople) {
    if (world.IsAway(person)) return person;
  }
  return "";
}

bool UndoLatest(World& world) { return ByPerson(world, Undo{world.record->last_sequence()}, HolderOf(world)); }

// For two weeks.
bool Leave(World& world, const std::vector<std::string>& people, Instant from) {
  auto absences = std::make_shared<Absences>(*world.absences);
  bool any = false;
  for (const std::string& person : people) {
    if (!world.firm().FindPerson(person) || absences->contains(person)) continue;
    (*absences)[person] = {{.from = from, .until = from + 14 * 24h}};
    any = true;
  }
  world.absences = std::move(absences);
  if (any) JudgeHolder(world);
  return any;
}

// When half of what is left before the moment has passed.
bool WillLeave(World& world) {
  const CallbackRecord& record = *world.record;
  if (!record.open() || record.assignee.kind != Party::Kind::kPerson) return false;
  const Instant moment = DueMomentOf(record).at;
  return moment > world.now && Leave(world, {record.assignee.id}, world.now + (moment - world.now) / 2);
}

bool Return(World& world) {
  if (world.absences->empty()) return false;
  world.absences = std::make_shared<const Absences>();
  JudgeHolder(world);
  if (world.record->waits_for_people) Assigned(world);
  return true;
}

bool Install(World& world, std::int64_t version) {
  if (version == 0) return false;
  world.version = version;
  FollowFirm(world);
  return true;
}

bool Pass(World& world, std::optional<Instant> at) {
  if (!at || *at == kNever || *at <= world.now) return false;
  PassTo(world, *at);
  return true;
}

bool PassTheMoment(World& world, Millis by) {
  if (!world.record->open()) return false;
  return Pass(world, DueMomentOf(*world.record).at + by);
}

bool PassLimit(World& world, std::optional<Instant> limit) { return limit && Pass(world, FirstInstantAfter(*limit)); }

bool PassNextLook(World& world) {
  const auto next = NextLook(*world.record);
  return next && Pass(world, std::max(*next, world.now + 1ms));
}

bool ByClockOrFirm(World& world, Letter letter) {
  switch (letter) {
    case Letter::kHolderLeaves:
      return world.record->assignee.kind == Party::Kind::kPerson &&
             Leave(world, {world.record->assignee.id}, world.now);
    case Letter::kDeputyLeaves:
      return Leave(world, {"bram"}, world.now);
    case Letter::kManagerLeaves:
      return Leave(world, {"mira"}, world.now);
    case Letter::kHolderWillLeave:
      return WillLeave(world);
    case Letter::kAllLeave:
      return Leave(world, {std::begin(kPeople), std::end(kPeople)}, world.now);
    case Letter::kAllReturn:
      return Return(world);
    case Letter::kAnnaLeavesTheFirm:
      return Install(world, world.firms->WithoutAnna(world.version));
    case Letter::kOtherHours:
      return Install(world, world.firms->WithOtherHours(world.version));
    case Letter::kNextLook:
      return PassNextLook(world);
    case Letter::kAtTheMoment:
      return PassTheMoment(world, 0ms);
    case Letter::kPastTheMoment:
      return PassTheMoment(world, 1ms);
    case Letter::kNextOpening:
      return Pass(world, CalendarOf(world).NextOpening(CalendarOf(world).NextClosing(world.now)));
    case Letter::kMineLimitPasses:
      return PassLimit(world, world.record->acknowledge_by);
    case Letter::kLeaseLapses:
      return PassLimit(world, world.record->lease_until);
    default:
      return false;
  }
}

bool ByPeople(World& world, Letter letter) {
  const std::string holder = HolderOf(world), speaker = SpeakerOf(world);
  switch (letter) {
    case Letter::kAssign:
      return Assigned(world);
    case Letter::kMine:
      return ByPerson(world, Acknowledge{}, holder);
    case Letter::kMineOfAnother:
      return ByPerson(world, Acknowledge{}, AnotherThan(holder));
    case Letter::kCall:
      return ByPerson(world, BeginCall{}, holder);
    case Letter::kCallOfAnother:
      return ByPerson(world, BeginCall{}, AnotherThan(holder));
    case Letter::kInVain:
      return ByPerson(world, RecordAttempt{Outcome::kNoAnswer}, speaker);
    case Letter::kInVainAgainNextWeek:
      return ByPerson(world, RecordAttempt{Outcome::kBusy, "", world.now + 7 * 24h}, speaker);
    case Letter::kConnected:
      return ByPerson(world, RecordAttempt{Outcome::kConnected}, speaker);
    case Letter::kCallAgainTomorrow:
      return ByPerson(world, RecordAttempt{Outcome::kRescheduled, "", world.now + 24h}, speaker);
    case Letter::kAgreeEarlier:
      return Agree(world, true);
    case Letter::kAgreeLater:
      return Agree(world, false);
    case Letter::kForwardToPerson:
      return ForwardTo(world, AnotherThan(holder), false);
    case Letter::kForwardToTeam:
      return ForwardToTeam(world);
    case Letter::kForwardToOneAway:
      return ForwardTo(world, SomebodyAway(world), true);
    case Letter::kChase:
      return ByPerson(world, Chase{}, "bram");
    case Letter::kWithdraw:
      return ByPerson(world, Cancel{}, speaker);
    case Letter::kDone:
      return ByPerson(world, Complete{}, speaker);
    case Letter::kCallerCame:
      return ByPerson(world, Complete{Disposition::kCallerReachedUs, ""}, speaker);
    case Letter::kReopen:
      return ByPerson(world, Reopen{"not settled"}, holder);
    case Letter::kUndo:
      return UndoLatest(world);
    case Letter::kErase:
      return ByPerson(world, EraseCaller{}, "mira");
    default:
      return ByClockOrFirm(world, letter);
  }
}

}  // namespace

std::string_view NameOf(Letter letter) {
  static constexpr std::string_view kNames[kLetters] = {"assign",
                                                        "mine",
                                                        "mine of another",
                                                        "call",
                                                        "call of another",
                                                        "in vain",
                                                        "in vain, again next week",
                                                        "connected",
                                                        "call again tomorrow",
                                                        "agree earlier",
                                                        "agree later",
                                                        "forward to a person",
                                                        "forward to the team",
                                                        "forward to one who is away",
                                                        "chase",
                                                        "withdraw",
                                                        "done",
                                                        "the caller came",
                                                        "reopen",
                                                        "undo",
                                                        "erase",
                                                        "the holder is away",
                                                        "the deputy is away",
                                                        "the manager is away",
                                                        "the holder will be away",
                                                        "all are away",
                                                        "all return",
                                                        "Anna leaves the firm",
                                                        "other hours",
                                                        "to the next look",
                                                        "to the moment",
                                                        "past the moment",
                                                        "to the next opening",
                                                        "the limit of mine passes",
                                                        "the lease lapses"};
  return kNames[static_cast<std::size_t>(letter)];
}

std::optional<World> After(const World& world, Letter letter) {
  World after = world;
  if (!ByPeople(after, letter)) return std::nullopt;
  return after;
}

}  // namespace krul::enumeration
