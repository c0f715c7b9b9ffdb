#include "services/store/redis/redis_record_store.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "services/store/keys.h"
#include "services/store/redis/redis_replies.h"

namespace krul::store {
namespace {

// Redis takes a count and a rank as a signed number.
std::string Signed(std::size_t number) {
  constexpr std::size_t kMost = std::numeric_limits<std::int64_t>::max() / 4;
  return std::to_string(std::min(number, kMost));
}

// Scores are doubles: kNever comes back as what no longer fits an instant.
Instant LookAt(double score) {
  constexpr double kBound = 9.2e18;
  return score >= kBound ? domain::kNever : domain::FromMillis(static_cast<std::int64_t>(score));
}

// The end of ZRANGEBYLEX for members that begin with `prefix`: the least string that is greater than all of them.
std::string EndOfPrefix(std::string prefix) {
  while (prefix.ends_with('\xff')) prefix.pop_back();
  if (prefix.empty()) return "+";
  prefix.back() = static_cast<char>(prefix.back() + 1);
  return "(" + prefix;
}

RedisAddress AddressOf(const RedisOptions& options) {
  auto address = ParseRedisAddress(options.address);
  return address ? *std::move(address) : RedisAddress{};
}

}  // namespace

Result<Done> CheckOptions(const RedisOptions& options) {
#ifndef KRUL_MOVABLE_TIME
  if (options.movable_time) {
    return domain::Refusal{domain::Reason::kNotAllowed,
                           "movable time is for tests: this build refuses it; build with KRUL_MOVABLE_TIME to have it",
                           {}};
  }
#endif
  if (auto address = ParseRedisAddress(options.address); !address) return address.refusal();
  return Done{};
}

RedisRecordStore::RedisRecordStore(Deps deps)
    : loop_(deps.loop),
      address_(AddressOf(deps.options)),
      bounds_(deps.bounds),
#ifdef KRUL_MOVABLE_TIME
      movable_time_(deps.options.movable_time),
#else
      movable_time_(false),
#endif
      commit_connection_({deps.loop, address_, deps.bounds}),
      read_connection_({deps.loop, address_, deps.bounds}),
      life_(read_connection_),
      commits_({deps.loop, commit_connection_, life_}) {
}

RedisRecordStore::~RedisRecordStore() { Close(); }

void RedisRecordStore::Close() {
  // An answer may ask again: all of the store is still there to refuse it.
  wake_line_.reset();
  commits_.Close();
  commit_connection_.Close();
  read_connection_.Close();
  for (const auto& answer : std::exchange(awaiting_now_, {})) answer(Unavailable(nullptr));
}

void RedisRecordStore::AskTime(RedisConnection& connection, Answer<Instant> done) {
  const auto now = std::make_shared<std::optional<Instant>>();
  const auto answer = [now, done = std::move(done)](const redisReply* reply) {
    if (!*now) return done(Unavailable(reply));
    done(**now);
  };
  connection.Send({"TIME"}, [this, now, answer](const redisReply* reply) {
    *now = InstantOf(reply);
    if (!movable_time_) answer(reply);
  });
  if (!movable_time_) return;
  connection.Send({"GET", keys::kTimeOffset}, [now, answer](const redisReply* reply) {
    const std::string_view text = BytesOf(reply).value_or("0");
    std::int64_t offset = 0;
    std::from_chars(text.data(), text.data() + text.size(), offset);
    if (reply == nullptr) now->reset();
    if (*now) **now += domain::Millis(offset);
    answer(reply);
  });
}

void RedisRecordStore::AskTimeOfTurn() {
  if (std::exchange(time_asked_, true)) return;
  loop_.AtEndOfTurn([this, alive = std::weak_ptr(alive_)] {
    if (!alive.expired()) time_asked_ = false;
  });
  AskTime(read_connection_, [this](Result<Instant> now) { read_now_ = now ? std::optional(*now) : std::nullopt; });
}

void RedisRecordStore::CheckLifeOfTurn(int shard) {
  life_.Learn();
  if (std::exchange(life_checked_, true)) return;
  loop_.AtEndOfTurn([this, alive = std::weak_ptr(alive_)] {
    if (!alive.expired()) life_checked_ = false;
  });
  life_.Check(shard);
}

template <class T, class Parse>
void RedisRecordStore::Read(int shard, std::initializer_list<std::string_view> arguments, Answer<T> done, Parse parse) {
  CheckLifeOfTurn(shard);
  read_connection_.Send(arguments, [this, done = std::move(done), parse = std::move(parse)](const redisReply* reply) {
    if (life_.lost()) return done(StoreLife::Lost());
    done(parse(reply));
  });
}

void RedisRecordStore::Now(Answer<Instant> done) {
  awaiting_now_.push_back(std::move(done));
  if (awaiting_now_.size() > 1) return;
  loop_.AtEndOfTurn([this, alive = std::weak_ptr(alive_)] {
    if (alive.expired()) return;
    CheckLifeOfTurn(0);
    AskTime(read_connection_, [this, all = std::exchange(awaiting_now_, {})](Result<Instant> now) {
      if (life_.lost()) now = StoreLife::Lost();
      for (const auto& answer : all) answer(now);
    });
  });
}

void RedisRecordStore::Load(RecordKey key, Answer<Loaded> done) {
  AskTimeOfTurn();
  Read(key.shard, {"HGET", keys::Records(key.shard), key.id}, std::move(done),
       [this](const redisReply* reply) -> Result<Loaded> {
         auto loaded = LoadedOf(reply);
         if (!read_now_) return Unavailable(reply);
         if (loaded) loaded->now = *read_now_;
         return loaded;
       });
}

void RedisRecordStore::Commit(Change change, Answer<CommitOutcome> done) {
  commits_.Commit(std::move(change), std::move(done));
}

void RedisRecordStore::Due(int shard, LookKind kind, std::size_t offset, std::size_t limit, Answer<DueLooks> done) {
  EarliestLooks(shard, kind, offset, limit, true, std::move(done));
}

void RedisRecordStore::NextLooks(int shard, LookKind kind, std::size_t limit, Answer<DueLooks> done) {
  EarliestLooks(shard, kind, 0, limit, false, std::move(done));
}

void RedisRecordStore::EarliestLooks(int shard, LookKind kind, std::size_t offset, std::size_t limit, bool only_due,
                                     Answer<DueLooks> done) {
  AskTimeOfTurn();
  // The earliest are asked for, not those until now: now is known only with the reply, and asking twice takes twice as
  // long.
  auto parse = [this, only_due](const redisReply* reply) -> Result<DueLooks> {
    const auto entries = EntriesOf(reply);
    if (!entries || !read_now_) return Unavailable(reply);
    DueLooks due{*read_now_, {}, std::nullopt};
    for (const Entry& entry : *entries) {
      const Instant at = LookAt(entry.score);
      if (at > due.now && !due.next) due.next = at;
      if (!only_due || at <= due.now) due.looks.push_back({entry.member, at});
    }
    return due;
  };
  Read(
      shard,
      {"ZRANGEBYSCORE", keys::Looks(shard, kind), "-inf", "+inf", "WITHSCORES", "LIMIT", Signed(offset), Signed(limit)},
      std::move(done), std::move(parse));
}

void RedisRecordStore::Range(int shard, std::string index, std::size_t offset, std::size_t limit,
                             Answer<std::vector<Entry>> done) {
  Read(shard,
       {"ZRANGEBYSCORE", keys::Index(shard, index), "-inf", "+inf", "WITHSCORES", "LIMIT", Signed(offset),
        Signed(limit)},
       std::move(done), EntriesOf);
}

void RedisRecordStore::Size(int shard, std::string index, Answer<std::int64_t> done) {
  Read(shard, {"ZCARD", keys::Index(shard, index)}, std::move(done),
       [](const redisReply* reply) -> Result<std::int64_t> {
         const auto size = IntegerOf(reply);
         if (!size) return Unavailable(reply);
         return *size;
       });
}

void RedisRecordStore::RangeByPrefix(int shard, std::string index, std::string prefix, std::size_t limit,
                                     Answer<std::vector<std::string>> done) {
  Read(shard,
       {"ZRANGEBYLEX", keys::Index(shard, index), "[" + prefix, EndOfPrefix(prefix), "LIMIT", "0", Signed(limit)},
       std::move(done), StringsOf);
}

void RedisRecordStore::Fields(int shard, std::string table, std::size_t limit,
                              Answer<std::vector<std::pair<std::string, std::string>>> done) {
  // Fields at random are the only way to have some of a large hash in one reply of bounded size.
  Read(shard, {"HRANDFIELD", keys::Table(shard, table), Signed(limit), "WITHVALUES"}, std::move(done), PairsOf);
}

void RedisRecordStore::Tail(int shard, std::string epoch, std::string position, std::size_t limit,
                            Answer<Events> done) {
  TailOnce(shard, {std::move(epoch), std::move(position)}, std::max<std::size_t>(limit, 1), true, std::move(done));
}

void RedisRecordStore::TailOnce(int shard, TailRequest request, std::size_t limit, bool may_store_epoch,
                                Answer<Events> done) {
  life_.Learn();
  const std::string events = keys::Events(shard);
  const std::string range_start = request.RangeStart();
  const auto ignore = [](const redisReply*) {};  // what fails here fails EXEC
  read_connection_.Send({"MULTI"}, ignore);
  read_connection_.Send({"INFO", "replication"}, ignore);
  read_connection_.Send({"GET", keys::Epoch(shard)}, ignore);
  read_connection_.Send({"XINFO", "STREAM", events}, ignore);
  read_connection_.Send({"XRANGE", events, range_start, "+", "COUNT", Signed(limit)}, ignore);
  read_connection_.Send({"EXEC"},
                        [this, shard, request = std::move(request), limit, may_store_epoch, done = std::move(done)](
                            const redisReply* reply) { OnTail(shard, request, limit, may_store_epoch, done, reply); });
}

void RedisRecordStore::OnTail(int shard, const TailRequest& request, std::size_t limit, bool may_store_epoch,
                              const Answer<Events>& done, const redisReply* reply) {
  auto tail = TailOf(request, life_.Of(shard), reply);
  if (!tail) return done(tail.refusal());
  if (tail->other_life && life_.Of(shard).empty()) return done(Unavailable(nullptr));
  if (tail->other_life) life_.FoundOther(shard);
  if (life_.lost()) return done(StoreLife::Lost());
  if (!tail->store_epoch) return done(std::move(tail->events));
  if (!may_store_epoch) return done(Unavailable(reply));
  // Of two processes that find the same failover both store the same. What lost its data meanwhile gets no life of it.
  read_connection_.Send({"SET", keys::Epoch(shard), tail->store_epoch->Text(), "XX"},
                        [this, shard, request, limit, done](const redisReply* stored) {
                          if (BytesOf(stored) != "OK") return done(Unavailable(stored));
                          TailOnce(shard, request, limit, false, done);
                        });
}

void RedisRecordStore::StreamEnd(int shard, Answer<std::string> done) {
  Read(shard, {"XINFO", "STREAM", keys::Events(shard)}, std::move(done), StreamEndOf);
}

std::shared_ptr<void> RedisRecordStore::Listen(WakeHandler handler) {
  if (!wake_line_) {
    wake_line_ = std::make_unique<WakeLine>(
        WakeLine::Deps{loop_, address_, bounds_, [this](const Wake& wake) { listeners_.Tell(wake); }});
  }
  return listeners_.Add(std::move(handler));
}

void RedisRecordStore::Scan(int shard, std::string cursor, Answer<Page> done) {
  const std::string_view from = cursor.empty() ? "0" : std::string_view(cursor);
  Read(shard, {"HSCAN", keys::Records(shard), from, "COUNT", "200"}, std::move(done), PageOf);
}

void RedisRecordStore::Probe(Answer<Instant> done) {
  if (life_.lost()) life_.CheckAll();
  Change change;
  change.write_record = false;
  change.field_sets.push_back({keys::kProbe, "written", "1"});
  Commit(std::move(change), [this, done = std::move(done)](const Result<CommitOutcome>& written) {
    if (!written) return done(written.refusal());
    // Answered after the lives, where they were asked for.
    AskTime(read_connection_, [this, done](const Result<Instant>& now) {
      if (now && !life_.known()) return done(Unavailable(nullptr));
      done(now);
    });
  });
}

RedisRecordStore::Counters RedisRecordStore::counters() const {
  const auto reconnects = [](const RedisConnection& connection) {
    return std::max<std::int64_t>(connection.connects() - 1, 0);
  };
  return {commits_.counters(), static_cast<std::int64_t>(read_connection_.outstanding()),
          reconnects(commit_connection_) + reconnects(read_connection_)};
}

}  // namespace krul::store
