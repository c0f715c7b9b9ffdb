// A year of a firm: people who call, some to be called back at certain hours; people who call back, forget, ring each
// other's customers, fall ill and return; watchers and assigners that are down for hours; another firm file in the
// middle. The same seed is the same year. Every step is judged by PromiseModel, and once a day all that the store
// holds.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "services/changes/absence_changes.h"
#include "services/changes/callback_changes.h"
#include "services/changes/firm_changes.h"
#include "services/domain/people/routing.h"
#include "services/store/tally_store.h"
#include "tests/simulation/promise_model.h"

namespace krul::simulation {

struct YearOptions {
  std::uint64_t seed = 0;
  int branches = 20;
  int people = 200;
  int callbacks = 50000;
  int days = 366;
  Instant begin{};
};

struct YearFigures {
  std::int64_t steps = 0, looks = 0, refused = 0, not_allowed = 0, repeated = 0, told = 0;
  std::int64_t windows = 0, targets = 0, agreed_otherwise = 0, by_an_older_quote = 0;
  std::int64_t waited_in_pool = 0, given_from_pool = 0, holders_away = 0, closed_when_due = 0;
  std::int64_t taken_from_holders = 0, absences_taken_back = 0, although_away = 0, refused_as_away = 0;
  std::int64_t reports_compared = 0, counts_compared = 0;
  std::map<std::string, std::int64_t> tallies;
};

class FirmYear {
 public:
  struct Deps {
    store::RecordStore& records;
    runtime::EventLoop& loop;
    // Moves the store's time to `at`, or as near after it as it can.
    std::function<runtime::Task<bool>(Instant at)> move_time;
  };
  FirmYear(const Deps& deps, const YearOptions& options);

  // Answers what went wrong first, "" if nothing did.
  runtime::Task<std::string> Run();
  const YearFigures& figures() const { return figures_; }

 private:
  enum class Happening { kCall, kAct, kAbsence, kReturn, kTakenBack, kDay, kNewFirm };
  struct Planned {
    Instant at{};
    std::int64_t number = 0;  // those of one instant in the order in which they were planned
    Happening what = Happening::kDay;
    std::size_t whom = 0;  // callback or person
    bool operator>(const Planned& other) const { return std::tie(at, number) > std::tie(other.at, other.number); }
  };

  std::int64_t Between(std::int64_t least, std::int64_t most);
  bool OneIn(int n) { return Between(1, n) == 1; }
  void Plan(Instant at, Happening what, std::size_t whom = 0);
  void PlanTheYear();
  Instant BackInService(Instant at) const;  // `at`, or the end of the outage it lies in

  // What people do.
  runtime::Task<bool> Call(std::size_t number);
  runtime::Task<bool> Act(std::size_t number);
  domain::Command SomeCommand(const domain::CallbackRecord& record, Instant now, std::string& actor);
  domain::Command WildCommand(Instant now);
  domain::Forward SomeForward(std::string remark);
  domain::Command Routed(domain::Command command, const store::LoadedCallback& loaded);
  struct Asked;
  Asked SomeQuestion(std::string branch, Instant now);
  domain::Note NoteOf(const Asked& asked, Instant now);
  Window SomeWindow(Instant now);
  domain::Party Somebody();
  std::string SomePerson();
  static domain::Actor AtDesk(const std::string& person) { return {person, "", "desk-1"}; }
  domain::Actor Mostly(const std::string& person);

  // Who is there, and who has it.
  runtime::Task<bool> Leave(std::size_t person);
  runtime::Task<bool> Return(std::size_t person);
  // Away from now until then, or back.
  runtime::Task<bool> SetAbsence(std::string person, std::optional<Instant> until);
  runtime::Task<bool> JudgeHolders(std::string person);
  runtime::Task<bool> AssignWaiting(std::string branch);
  runtime::Task<bool> GiveFromPool();
  runtime::Task<std::map<store::CallbackId, Instant>> Pool();
  domain::Route NextFor(const domain::RouteQuestion& question);
  runtime::Task<Instant> ChangeTheFirm();

  // What services do, and what is found afterwards.
  runtime::Task<bool> Look(std::size_t number);
  runtime::Task<bool> JudgeTheDay();
  runtime::Task<bool> JudgeLooksAndNotices();
  runtime::Task<bool> JudgeBoards();
  runtime::Task<bool> JudgeReports(std::string branch, std::int64_t first, std::int64_t last);
  runtime::Task<bool> JudgeTheYear();

  using Make = std::function<domain::Command(const domain::Firm&, const store::LoadedCallback&)>;
  // Applies it and follows it in the model.
  runtime::Task<bool> Do(std::size_t number, domain::Actor who, Make make);
  runtime::Task<bool> DoAsService(std::size_t number, Make make);
  void Count(const domain::Command& made, const changes::Applied& applied);
  void Wrong(std::size_t number, const std::string& words);
  void Reindex(std::size_t number);
  std::size_t NumberOf(const store::CallbackId& id) const;  // 0: nobody noted it

  Deps deps_;
  YearOptions options_;
  std::mt19937_64 random_;
  store::CallbackStore callbacks_;
  runtime::Metrics metrics_;
  runtime::Borders borders_;
  directory::Directory directory_;
  changes::CallbackChanges changes_;
  changes::FirmChanges firm_changes_;
  changes::AbsenceChanges absence_changes_;
  store::TallyStore reports_;
  FirmVersions firms_;

  std::vector<std::unique_ptr<PromiseModel>> models_;                                 // of callback 1 and on
  std::set<std::pair<Instant, std::size_t>> looks_;                                   // as the models expect them
  std::vector<Instant> look_of_;                                                      // kNever: none
  std::set<std::size_t> waiting_;                                                     // in the pool
  std::map<std::string, std::map<std::int64_t, std::vector<std::size_t>>> noted_on_;  // by branch and local day
  std::map<std::size_t, int> acts_;
  std::map<std::size_t, domain::CallbackRecord> records_;  // of open ones, as last answered
  std::priority_queue<Planned, std::vector<Planned>, std::greater<>> agenda_;
  std::vector<std::pair<Instant, Instant>> outages_;  // of watcher and assigner
  std::set<std::string> told_;
  std::map<std::string, std::int64_t> tallies_, open_of_branch_;  // of the models
  std::set<std::size_t> touched_;                                 // since the day was judged last
  std::map<std::string, std::string> hashes_;                     // of people, as reports know them
  std::int64_t planned_ = 0, absences_set_ = 0;
  int calls_ = 0;
  std::string wrong_;
  YearFigures figures_;
};

// The firm file of the year: `branches` in six time zones, `people` spread over them. Once it is changed, holidays
// follow soon after that day, shops have other hours, questions other steps, and one person has left.
std::string FirmFileOfTheYear(int branches, int people, std::optional<absl::CivilDay> changed);
inline constexpr char kPersonWhoLeaves[] = "p5";
inline constexpr char kOperator[] = "operator";  // whom nobody ever asks for

}  // namespace krul::simulation
