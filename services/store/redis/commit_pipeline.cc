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
  if (counters_.outstanding >= kOutstandingChanges) {
    return done(domain::Refusal{domain::Reason::kStoreUnavailable, "the store has too much to write", {}});
  }
  const int shard = change.key.shard;
  std::shared_ptr<Call>& open = open_.at(static_cast<std::size_t>(shard));
  if (calls_.empty()) {
    loop_.AtEndOfTurn([this, alive = std::weak_ptr(alive_)] {
      if (!alive.expired()) Flush();
    });
  }
  if (!open || !open->batch.TryAdd(change)) {
    open = calls_.emplace_back(std::make_shared<Call>(shard));
    open->batch.TryAdd(change);
  }
  open->answers.push_back(std::move(done));
  ++counters_.outstanding;
}

void CommitPipeline::Flush() {
  open_.fill(nullptr);
  if (script_digest_.empty() && !script_asked_) LoadScript();
  for (std::shared_ptr<Call>& call : std::exchange(calls_, {})) Send(std::move(call), script_digest_.empty());
}

void CommitPipeline::Close() {
  closed_ = true;
  open_.fill(nullptr);
  for (const auto& call : std::exchange(calls_, {})) AnswerAll(*call, Unavailable(nullptr));
}

void CommitPipeline::LoadScript() {
  script_asked_ = true;
  connection_.Send({"SCRIPT", "LOAD", kScript}, [this](const redisReply* reply) {
    script_asked_ = false;
    if (const auto digest = BytesOf(reply)) script_digest_ = *digest;
  });
}

void CommitPipeline::Send(std::shared_ptr<Call> call, bool with_script) {
  ++counters_.calls;
  CommitBatch::Arguments arguments = call->batch.ScriptArguments();
  std::vector<std::string_view> command = {with_script ? "EVAL" : "EVALSHA", with_script ? kScript : script_digest_};
  command.insert(command.end(), arguments.views.begin(), arguments.views.end());
  connection_.Send(command, [this, call = std::move(call)](const redisReply* reply) { OnReply(call, reply); });
}

void CommitPipeline::OnReply(const std::shared_ptr<Call>& call, const redisReply* reply) {
  // Redis was restarted or forgot its scripts. Nothing ran.
  if (IsError(reply, "NOSCRIPT")) return Send(call, true);
  // Nothing was written: the others need not suffer for one.
  const bool refused = IsError(reply, "BADCHANGE") || IsError(reply, "WRONGTYPE");
  if (refused && call->answers.size() > 1) return SendOneByOne(*call);
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

void CommitPipeline::SendOneByOne(Call& call) {
  for (std::size_t i = 0; i < call.answers.size(); ++i) {
    auto alone = std::make_shared<Call>(call.batch.shard());
    Change change = call.batch.changes()[i];
    alone->batch.TryAdd(change);
    alone->answers.push_back(std::move(call.answers[i]));
    Send(std::move(alone), false);
  }
}

void CommitPipeline::AnswerAll(Call& call, const domain::Refusal& refusal) {
  counters_.outstanding -= static_cast<std::int64_t>(call.answers.size());
  for (const auto& answer : call.answers) answer(refusal);
}

}  // namespace krul::store
