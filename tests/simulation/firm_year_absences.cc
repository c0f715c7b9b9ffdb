// Who is there and who has it: people leave and return, what waits is given to somebody, another firm file is applied.
#include <algorithm>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "services/firm_file/firm_file.h"
#include "services/store/keys.h"
#include "tests/simulation/firm_year.h"

namespace krul::simulation {
using namespace domain;
using namespace std::chrono_literals;
using runtime::Async;
using runtime::Task;

namespace {

constexpr Millis kDay(24h);

}  // namespace

Route FirmYear::NextFor(const RouteQuestion& question) {
  Route route = FindRoute(*firms_.current, directory_.absences(), {}, question);
  if (OneIn(150)) {  // as if everybody were away
    route.assignee = {Party::Kind::kPool, question.branch};
    route.alarm = true;
    route.offer_at.reset();
    if (OneIn(2)) route.offer_at = question.now + Millis(Between(1, kDay.count()));
  }
  return route;
}

// What the assigner does, unless it is down; then it is done when it is back.
Task<bool> FirmYear::AssignWaiting(std::string branch) {
  auto now = co_await directory_.Now();
  if (!now || BackInService(*now) != *now) co_return false;
  auto waiting = co_await callbacks_.Unassigned(store::ShardOf(branch), 0, 100);
  if (!waiting) co_return false;
  for (const store::CallbackId& id : *waiting) {
    const std::size_t number = NumberOf(id);
    if (number == 0) {
      Wrong(0, "an unassigned callback that nobody noted");
      co_return false;
    }
    co_await DoAsService(number, [&](const Firm&, const store::LoadedCallback& loaded) -> Command {
      const Route route = NextFor(QuestionOf(loaded.record, loaded.now));
      return Assign{route.assignee, route.alarm, route.offer_at};
    });
    if (models_[number - 1]->waits_to_be_assigned()) Wrong(number, "given to who cannot meet the moment");
    if (!wrong_.empty()) co_return false;
  }
  co_return true;
}

Task<std::map<store::CallbackId, Instant>> FirmYear::Pool() {
  std::set<int> shards;
  for (const Branch& branch : firms_.current->branches) shards.insert(store::ShardOf(branch.id));
  std::map<store::CallbackId, Instant> pool;
  for (const int shard : shards) {
    auto entries = co_await Async<Result<std::vector<store::Entry>>>(
        [&](auto done) { callbacks_.records().Range(shard, store::indexes::kPool, 0, 100'000, std::move(done)); });
    if (!entries) continue;
    for (const store::Entry& entry : *entries) {
      const std::size_t slash = entry.member.find('/');
      pool[{entry.member.substr(0, slash), entry.member.substr(slash + 1)}] =
          FromMillis(static_cast<std::int64_t>(entry.score));
    }
  }
  co_return pool;
}

// What waits in the pool goes to who is there again, or to whom somebody deals it out.
Task<bool> FirmYear::GiveFromPool() {
  auto now = co_await directory_.Now();
  if (!now || BackInService(*now) != *now) co_return false;
  const auto pool = co_await Pool();
  for (const auto& [id, due] : pool) {
    const std::size_t number = NumberOf(id);
    const bool dealt_out = OneIn(4);
    const Party somebody{Party::Kind::kPerson, SomePerson()};
    const bool given = co_await DoAsService(number, [&](const Firm&, const store::LoadedCallback& loaded) -> Command {
      if (dealt_out) return Assign{somebody};
      const Route route = NextFor(QuestionOf(loaded.record, loaded.now));
      return Assign{route.assignee, route.alarm, route.offer_at};
    });
    figures_.given_from_pool += given;
    if (!wrong_.empty()) co_return false;
  }
  co_return true;
}

Task<bool> FirmYear::Leave(std::size_t person) {
  auto now = co_await directory_.Now();
  const std::string id = absl::StrCat("p", person);
  if (!now || !firms_.current->FindPerson(id)) co_return false;
  const Instant until = *now + Millis(Between(Millis(1h).count(), (kDay * 5).count()));
  if (co_await SetAbsence(id, until)) Plan(until, Happening::kReturn, person);
  if (OneIn(4)) Plan(*now + Millis(Between(1, (until - *now).count() - 1)), Happening::kTakenBack, person);
  co_return co_await JudgeHolders(id);
}

Task<bool> FirmYear::SetAbsence(std::string person, std::optional<Instant> until) {
  auto set = co_await absence_changes_.Set(person, until, AppliedRequest(absl::StrCat("absence", ++absences_set_), 3));
  if (!set) {
    Wrong(0, set.refusal().message);
    co_return false;
  }
  // As decisions know it from now on.
  auto now = co_await directory_.Now();
  if (!now) co_return false;
  const auto found = directory_.absences().find(person);
  bool is_away = false;
  if (found != directory_.absences().end()) {
    for (const Absence& absence : found->second) {
      if (absence.from <= *now && *now < absence.until) is_away = true;
    }
  }
  if (is_away != (until && *until > *now)) Wrong(0, person + " is away or is not, and the directory does not know it");
  co_return true;
}

// What they have not acknowledged goes to others; of what they have the manager is told, once.
Task<bool> FirmYear::JudgeHolders(std::string person) {
  std::vector<std::size_t> theirs;
  for (const auto& [number, record] : records_) {
    if (record.assignee == Party{Party::Kind::kPerson, person}) theirs.push_back(number);
  }
  for (const std::size_t number : theirs) {
    for (int times = OneIn(5) ? 2 : 1; times > 0; --times) {
      co_await DoAsService(number, [](const Firm&, const store::LoadedCallback&) -> Command { return JudgeHolder{}; });
    }
    if (!wrong_.empty()) co_return false;
    co_await AssignWaiting(models_[number - 1]->branch());
  }
  co_return true;
}

Task<bool> FirmYear::Return(std::size_t person) {
  const std::string id = absl::StrCat("p", person);
  if (!firms_.current->FindPerson(id) || !co_await SetAbsence(id, std::nullopt)) co_return false;
  ++figures_.absences_taken_back;
  co_await JudgeHolders(id);
  co_return wrong_.empty() && co_await GiveFromPool();
}

// Answers when it took effect.
Task<Instant> FirmYear::ChangeTheFirm() {
  auto now = co_await directory_.Now();
  if (!now) co_return Instant{};
  const absl::CivilDay today = absl::ToCivilDay(absl::FromUnixMillis(ToMillis(*now)), absl::UTCTimeZone());
  auto read = firm_file::ReadFirmFile(FirmFileOfTheYear(options_.branches, options_.people, today), *now);
  auto* firm = std::get_if<Firm>(&read);
  if (!firm) {
    Wrong(0, "the changed firm file has faults");
    co_return *now;
  }
  auto applied =
      co_await firm_changes_.Apply(std::move(*firm), AppliedRequest("00000000-0000-4000-8000-000000000002", 2));
  if (!applied) {
    Wrong(0, applied.refusal().message);
    co_return *now;
  }
  co_await deps_.move_time((*applied)->effective_at);
  firms_.current = firms_.all[(*applied)->version] = *applied;
  // Everything open follows it at once, and nothing is told in the second round.
  std::vector<std::size_t> open;
  for (const auto& [number, record] : records_) open.push_back(number);
  for (int round = 1; round <= 2; ++round) {
    for (const std::size_t number : open) {
      const bool changed = co_await DoAsService(
          number, [](const Firm&, const store::LoadedCallback&) -> Command { return FollowFirm{}; });
      if (changed && round == 2) Wrong(number, "a new firm file was followed once more");
      if (!wrong_.empty()) co_return *now;
    }
  }
  for (const Branch& branch : firms_.current->branches) co_await AssignWaiting(branch.id);
  co_return (*applied)->effective_at;
}

}  // namespace krul::simulation
