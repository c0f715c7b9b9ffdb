// How late looks are taken: of 100,000 open callbacks DUE are due, one every BETWEEN milliseconds (0: all at one
// instant), one watcher beside.
//   krul-look-bench REDIS SECRET_FILE FIRM_VERSION CATEGORY DUE BETWEEN BRANCH...
// Puts the callbacks into the store as the services do, waits until all that is due was looked at, and reads from the
// records when that was, by the store's clock. Prints the milliseconds: p50, p99, the most, and how many were early.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/runtime/secrets.h"
#include "services/store/callback_store.h"
#include "services/store/redis/redis_record_store.h"

namespace {
using namespace krul;
using namespace std::chrono_literals;
using domain::Instant;
using domain::Millis;
using store::Result;

constexpr int kOpen = 100'000;
constexpr int kAtOnce = 256;
constexpr auto kPatience = 60s;

class Looks {
 public:
  Looks(const std::string& redis, const runtime::Secrets& secrets, std::vector<std::string> branches,
        std::string category, std::int64_t firm_version)
      : records_({loop_, {redis, false}}),
        key_(secrets.index_key),
        callbacks_(records_, key_),
        branches_(std::move(branches)),
        category_(std::move(category)),
        firm_version_(firm_version) {
    loop_.Start();
  }
  ~Looks() {
    Ask<bool>([this](auto done) {
      records_.Close();
      done(true);
    });
    loop_.Stop();
  }

  Instant Now() {
    return *Ask<Result<Instant>>([this](auto done) { records_.Now(std::move(done)); });
  }
  // Numbers `first` to `end`, at risk from `at` on, `between` one and the next.
  void Put(int first, int end, Instant at, Millis between) {
    for (int begin = first; begin < end; begin += kAtOnce) {
      const int count = std::min(kAtOnce, end - begin);
      Ask<bool>([&](const std::function<void(bool)>& done) {
        auto missing = std::make_shared<int>(count);
        for (int number = begin; number < begin + count; ++number) {
          domain::Decision decision;
          decision.record = Record(number, at + (number - first) * between);
          records_.Commit(store::ChangeOf({}, decision, key_), [missing, done](const auto& outcome) {
            if (!outcome) std::exit(Fail(outcome.refusal().message));
            if (--*missing == 0) done(true);
          });
        }
      });
    }
  }
  // How late each of the first `count` was looked at; empty: not all were, in time.
  std::vector<std::int64_t> Lateness(int count) {
    std::vector<std::int64_t> late;
    const auto give_up_at = std::chrono::steady_clock::now() + kPatience;
    for (int begin = 0; begin < count;) {
      const int end = std::min(begin + kAtOnce, count);
      std::vector<std::int64_t> some;
      for (const store::LoadedCallback& one : Load(begin, end)) {
        if (!one.record.promise.at_risk_noticed) continue;
        some.push_back(domain::ToMillis(one.record.history.back().at) -
                       domain::ToMillis(one.record.promise.at_risk_at));
      }
      if (static_cast<int>(some.size()) == end - begin) {
        late.insert(late.end(), some.begin(), some.end());
        begin = end;
      } else if (std::chrono::steady_clock::now() > give_up_at) {
        return {};
      } else {
        std::this_thread::sleep_for(100ms);
      }
    }
    return late;
  }
  static int Fail(const std::string& problem) {
    std::cerr << "krul-look-bench: " << problem << "\n";
    return 1;
  }

 private:
  store::CallbackId IdOf(int number) const {
    return {branches_[static_cast<std::size_t>(number) % branches_.size()],
            absl::StrFormat("%08x-0000-7000-8000-%012x", run_, number)};
  }
  domain::CallbackRecord Record(int number, Instant at_risk_at) const {
    domain::CallbackRecord record;
    const store::CallbackId id = IdOf(number);
    record.branch = id.branch;
    record.id = id.id;
    record.state = domain::State::kAcknowledged;
    record.category = category_;
    record.requested = record.assignee = {domain::Party::Kind::kPool, record.branch};
    record.called_at = record.noted_at = record.promise.made_at = at_risk_at - 1h;
    record.promise.at_risk_at = at_risk_at;
    record.promise.due_at = record.promise.original_due_at = at_risk_at + 24h;
    record.promise.firm_version = firm_version_;
    record.history.push_back({1, domain::EventType::kNoted, record.noted_at, "bench", "", {}});
    return record;
  }
  std::vector<store::LoadedCallback> Load(int begin, int end) {
    std::vector<store::CallbackId> ids;
    for (int number = begin; number < end; ++number) ids.push_back(IdOf(number));
    auto loaded = Ask<Result<std::vector<store::LoadedCallback>>>(
        [&](auto done) { runtime::SpawnThen(callbacks_.LoadAll(ids), std::move(done)); });
    return loaded ? *std::move(loaded) : std::vector<store::LoadedCallback>();
  }
  template <class T>
  T Ask(const std::function<void(std::function<void(T)>)>& question) {
    auto answered = std::make_shared<std::promise<T>>();
    loop_.Post([&question, answered] { question([answered](T answer) { answered->set_value(std::move(answer)); }); });
    return answered->get_future().get();
  }

  runtime::EventLoop loop_;
  store::RedisRecordStore records_;
  store::IndexSecret key_;
  store::CallbackStore callbacks_;
  std::vector<std::string> branches_;
  std::string category_;
  std::int64_t firm_version_;
  const unsigned run_ = static_cast<unsigned>(std::chrono::system_clock::now().time_since_epoch().count() / 1000000);
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 8) {
    std::cerr << "krul-look-bench REDIS SECRET_FILE FIRM_VERSION CATEGORY DUE BETWEEN BRANCH...\n";
    return 2;
  }
  const auto secrets = runtime::ReadSecrets(argv[2]);
  if (!secrets) return Looks::Fail(secrets.refusal().message);
  const int due = std::clamp(std::atoi(argv[5]), 1, kOpen);
  const Millis between{std::max(0, std::atoi(argv[6]))};
  Looks looks(argv[1], *secrets, {argv + 7, argv + argc}, argv[4], std::atoll(argv[3]));
  looks.Put(due, kOpen, looks.Now() + 24h, Millis{1});
  looks.Put(0, due, looks.Now() + 8s, between);  // longer than it takes to put them there
  std::vector<std::int64_t> late = looks.Lateness(due);
  if (late.empty()) return Looks::Fail("not everything that was due was looked at");
  std::sort(late.begin(), late.end());
  const auto early = std::count_if(late.begin(), late.end(), [](std::int64_t ms) { return ms < 0; });
  std::printf("%lld %lld %lld %lld\n", static_cast<long long>(late[late.size() / 2]),
              static_cast<long long>(late[late.size() * 99 / 100]), static_cast<long long>(late.back()),
              static_cast<long long>(early));
  return 0;
}
