#include "services/store/redis/commit_pipeline.h"

#include <utility>

#include "services/store/redis/redis_replies.h"

namespace krul::store {
namespace {

constexpr std::string_view kScript =
#include "services/store/redis/commit_lua.inc"
    ;

// Changes without an answer; what more came in could only wait. A change holds a few kilobytes.
constexpr std::int64_t kOutstandingChanges = 50000;

}  // namespace

void CommitPipeline::Commit(Change change, Answer<CommitOutcome> done) {
  if (closed_) return done(Unavailable(nullptr));
  life_.Learn();
  if (counters_.outstanding >= kOutstandingChanges) {
    return done(domain::Refusal{domain::Reason::kStoreUnavailable, "the store has too much to write", {}});
  }
  std::shared_ptr<Call>& open = shards_.at(static_cast<std::size_t>(change.key.shard)).open;
  if (open && !open->batch.TryAdd(change)) closed_calls_.push_back(std::exchange(open, nullptr));
  if (!open) {
    open = std::make_shared<Call>(change.key.shard);
    open->batch.TryAdd(change);
  }
  open->answers.push_back(std::move(done));
  ++counters_.outstanding;
  FlushAtEndOfTurn();
}

void CommitPipeline::FlushAtEndOfTurn() {
  if (std::exchange(flush_planned_, true)) return;
  loop_.AtEndOfTurn([this, alive = std::weak_ptr(alive_)] {
    if (!alive.expired()) Flush();
  });
}

void CommitPipeline::Flush() {
  flush_planned_ = false;
  if (script_digest_.empty() && !script_asked_) LoadScript();
  for (std::shared_ptr<Call>& call : std::exchange(closed_calls_, {})) Start(std::move(call));
  for (Shard& shard : shards_) {
    if (shard.open && (shard.under_way == 0 || shard.open->batch.full())) Start(std::exchange(shard.open, nullptr));
  }
}

void CommitPipeline::Close() {
  closed_ = true;
  for (const auto& call : std::exchange(closed_calls_, {})) AnswerAll(*call, Unavailable(nullptr));
  for (Shard& shard : shards_) {
    if (const auto call = std::exchange(shard.open, nullptr)) AnswerAll(*call, Unavailable(nullptr));
  }
}

void CommitPipeline::LoadScript() {
  script_asked_ = true;
  connection_.Send({"SCRIPT", "LOAD", kScript}, [this](const redisReply* reply) {
    script_asked_ = false;
    if (const auto digest = BytesOf(reply)) script_digest_ = *digest;
  });
}

void CommitPipeline::Start(std::shared_ptr<Call> call) {
  ++shards_[static_cast<std::size_t>(call->batch.shard())].under_way;
  Send(std::move(call), script_digest_.empty());
}

void CommitPipeline::Send(std::shared_ptr<Call> call, bool with_script) {
  ++counters_.calls;
  CommitBatch::Arguments arguments = call->batch.ScriptArguments(life_.Of(call->batch.shard()));
  std::vector<std::string_view> command = {with_script ? "EVAL" : "EVALSHA", with_script ? kScript : script_digest_};
  command.insert(command.end(), arguments.views.begin(), arguments.views.end());
  connection_.Send(command, [this, call = std::move(call)](const redisReply* reply) { OnReply(call, reply); });
}

void CommitPipeline::OnReply(const std::shared_ptr<Call>& call, const redisReply* reply) {
  // Redis was restarted or forgot its scripts. Nothing ran.
  if (IsError(reply, "NOSCRIPT")) return Send(call, true);
  Shard& shard = shards_[static_cast<std::size_t>(call->batch.shard())];
  if (--shard.under_way == 0 && shard.open) FlushAtEndOfTurn();

  if (IsError(reply, "OTHERLIFE")) {
    life_.FoundOther(call->batch.shard());
    return AnswerAll(*call, StoreLife::Lost());
  }
  // Nothing was written: the others need not suffer for one.
  const bool refused = IsError(reply, "BADCHANGE") || IsError(reply, "WRONGTYPE");
  if (refused && call->answers.size() > 1) return StartOneByOne(*call);
  if (refused) ++counters_.refused;

  const auto outcomes = BytesOf(reply);
  if (!outcomes || outcomes->size() != call->answers.size()) return AnswerAll(*call, Unavailable(reply));
  for (std::size_t i = 0; i < outcomes->size(); ++i) {
    const bool committed = (*outcomes)[i] == '1';
    ++(committed ? counters_.commits : counters_.conflicts);
    --counters_.outstanding;
    call->answers[i](committed ? CommitOutcome::kCommitted : CommitOutcome::kConflict);
  }
}

void CommitPipeline::StartOneByOne(Call& call) {
  for (std::size_t i = 0; i < call.answers.size(); ++i) {
    auto alone = std::make_shared<Call>(call.batch.shard());
    Change change = call.batch.changes()[i];
    alone->batch.TryAdd(change);
    alone->answers.push_back(std::move(call.answers[i]));
    Start(std::move(alone));
  }
}

void CommitPipeline::AnswerAll(Call& call, const domain::Refusal& refusal) {
  counters_.outstanding -= static_cast<std::int64_t>(call.answers.size());
  for (const auto& answer : call.answers) answer(refusal);
}

}  // namespace krul::store
