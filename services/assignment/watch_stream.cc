#include "services/assignment/watch_stream.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/domain/limits.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::assignment {
namespace {
using domain::Done;
using domain::Result;
using runtime::Task;
using namespace std::chrono_literals;
namespace limits = domain::limits;

constexpr auto kPause = 100ms;    // how late a change may be seen
constexpr auto kHeartbeat = 15s;  // shows both ends that the line is alive, and keeps the token fresh
constexpr std::size_t kBatch = 256;
}  // namespace

WatchStream::WatchStream(const WatchDeps& deps, grpc::CallbackServerContext* context, const grpc::ByteBuffer* in)
    : deps_(deps) {
  refused_ = deps_.guard.AdmitStream(*context, *in, call_, request_);
  deps_.guard.loop().Post([this] { Run(); });
}

void WatchStream::OnWriteDone(bool ok) {
  deps_.guard.loop().Post([this, ok] {
    auto written = std::move(written_);
    written(ok);
  });
}

void WatchStream::OnCancel() { cancelled_ = true; }

void WatchStream::OnDone() {
  deps_.guard.loop().Post([this] {
    if (--references_ == 0) delete this;
  });
}

runtime::Detached WatchStream::Run() {
  grpc::Status status = grpc::Status::OK;
  if (refused_) {
    status = rpc::ToStatus(*refused_);
  } else if (Result<Done> followed = co_await deps_.guard.Answered("Watch", Follow()); !followed) {
    status = rpc::ToStatus(followed.refusal());
  } else if (deps_.guard.draining()) {
    status =
        rpc::ToStatus({domain::Reason::kDraining, "This service is stopping: watch again from the last token.", {}});
  }
  deps_.guard.StreamEnded("Watch", status);
  Finish(status);
  if (--references_ == 0) delete this;
}

Task<Result<Done>> WatchStream::Follow() {
  rpc::FieldChecks checks;
  checks.Id("branch", request_.branch());
  checks.Id("person", request_.person(), false);
  if (request_.resume_token().size() > limits::kTokenLength)
    checks.Fault("resume_token", "is not one that was answered");
  if (!checks.ok()) co_return checks.refusal();
  auto now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  auto firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  if (auto branch = rpc::BranchIn(**firm, "branch", request_.branch()); !branch) co_return branch.refusal();
  if (!request_.person().empty() && !(*firm)->FindPerson(request_.person())) {
    co_return domain::NotFound("person", "This person is not in the firm file.");
  }

  const bool is_known = (*firm)->FindPerson(call_.actor.person) != nullptr;
  if (is_known) deps_.presence.Came(call_.actor.person);
  Result<Done> told = co_await TellChanges();
  if (is_known) deps_.presence.Left(call_.actor.person);
  co_return told;
}

Task<Result<Done>> WatchStream::TellChanges() {
  bool needs_snapshot = !ParseToken(request_.resume_token());
  bool says_resumed = !needs_snapshot;  // told at once, so that whoever comes back knows where he stands
  while (!over()) {
    if (needs_snapshot) {
      if (auto sent = co_await SendSnapshot(); !sent) co_return sent;
      needs_snapshot = false;
    }
    auto events = co_await deps_.callbacks.Tail(request_.branch(), position_.epoch, position_.position, kBatch);
    if (!events) co_return events.refusal();
    if (events->gap) {
      needs_snapshot = true;
      says_resumed = false;
      continue;
    }
    if (std::exchange(says_resumed, false) && !co_await SendToken()) co_return Done{};
    position_ = {events->epoch, events->position};
    for (std::size_t i = 0; i < events->events.size() && !over(); ++i) {
      if (auto sent = co_await SendChange(events->events[i], i + 1 == events->events.size()); !sent) co_return sent;
    }
    // Also where only other branches of the shard are busy: their events move this stream's place.
    if (std::chrono::steady_clock::now() - token_sent_at_ >= kHeartbeat && !co_await SendToken()) co_return Done{};
    if (!events->events.empty()) continue;
    co_await deps_.guard.loop().Sleep(kPause);
  }
  co_return Done{};
}

Task<bool> WatchStream::SendToken() {
  v1::WatchResponse heartbeat;
  heartbeat.set_kind(v1::HEARTBEAT);
  heartbeat.set_resume_token(Token());
  co_return co_await Send(heartbeat);
}

Task<Result<Done>> WatchStream::SendSnapshot() {
  // The end of the stream first: what changes while the snapshot is read is told again after it.
  auto end = co_await deps_.callbacks.Tail(request_.branch(), "", "", 1);
  if (!end) co_return end.refusal();
  position_ = {end->epoch, end->position};
  bool reset = true;
  for (std::size_t offset = 0; !over(); offset += limits::kMaxPageSize) {
    auto ids = co_await deps_.callbacks.Board(request_.branch(), offset, limits::kMaxPageSize);
    if (!ids) co_return ids.refusal();
    const bool last = ids->size() < limits::kMaxPageSize;
    auto callbacks = co_await deps_.callbacks.LoadAll(std::move(*ids));
    if (!callbacks) co_return callbacks.refusal();
    for (const store::LoadedCallback& one : *callbacks) {
      if (!request_.person().empty() &&
          one.record.assignee != domain::Party{domain::Party::Kind::kPerson, request_.person()})
        continue;
      v1::WatchResponse response;
      *response.mutable_callback() = rpc::ToMessage(one.record, one.now, false);
      response.set_kind(v1::SNAPSHOT);
      response.set_reset(reset);
      reset = false;
      if (!co_await Send(response)) co_return Done{};
    }
    if (last) break;
  }
  v1::WatchResponse done;
  done.set_kind(v1::HEARTBEAT);
  done.set_reset(reset);
  done.set_resume_token(Token());
  co_await Send(done);
  co_return Done{};
}

Task<Result<Done>> WatchStream::SendChange(const std::string& event, bool last) {
  storage::ChangeEvent change;
  if (!change.ParseFromString(event) || change.branch() != request_.branch()) co_return Done{};
  const std::string& person = request_.person();
  const bool is_notice = !change.told().empty();
  // A notice is for the one who was told; those who watch the whole branch see the change itself, unless they ask.
  if (is_notice ? person != change.told() && !(person.empty() && request_.all_notices())
                : !person.empty() && change.assignee() != person && change.former_assignee() != person) {
    co_return Done{};
  }
  v1::WatchResponse response;
  if (change.round().empty()) {
    auto loaded = co_await deps_.callbacks.Load({change.branch(), change.id()});
    if (!loaded) co_return loaded.refusal();
    if (loaded->record.version == 0) co_return Done{};
    *response.mutable_callback() = rpc::ToMessage(loaded->record, loaded->now, false);
  } else {
    response.set_review_round(rpc::RoundNameOf(change.branch(), change.round()));
  }
  if (is_notice) {
    response.set_kind(v1::NOTICE);
    response.set_told(change.told());
    if (last) response.set_resume_token(Token());
    co_await Send(response);
    co_return Done{};
  }
  for (int i = 0; i < change.types_size(); ++i) {
    response.set_kind(v1::CHANGE);
    response.set_event_type(rpc::ToMessage(static_cast<domain::EventType>(change.types(i))));
    // A token means: everything before was told. So only the last message of a batch carries one.
    if (last && i + 1 == change.types_size()) response.set_resume_token(Token());
    if (!co_await Send(response)) co_return Done{};
  }
  co_return Done{};
}

Task<bool> WatchStream::Send(const v1::WatchResponse& response) {
  if (over()) co_return false;
  bool own_buffer = true;
  out_.Clear();
  const grpc::Status serialized =
      grpc::GenericSerialize<grpc::ProtoBufferWriter, v1::WatchResponse>(response, &out_, &own_buffer);
  if (!serialized.ok()) co_return false;
  std::function<void(std::function<void(bool)>)> write = [this](std::function<void(bool)> done) {
    written_ = std::move(done);
    StartWrite(&out_);
  };
  const bool sent = co_await runtime::Async<bool>(std::move(write));
  if (!sent) cancelled_ = true;
  if (!response.resume_token().empty()) token_sent_at_ = std::chrono::steady_clock::now();
  co_return sent;
}

std::string WatchStream::Token() const {
  return absl::WebSafeBase64Escape(absl::StrCat(request_.branch(), "|", position_.epoch, "|", position_.position));
}

bool WatchStream::ParseToken(const std::string& token) {
  std::string text;
  if (token.empty() || !absl::WebSafeBase64Unescape(token, &text)) return false;
  const std::vector<std::string> parts = absl::StrSplit(text, '|');
  if (parts.size() != 3 || parts[0] != request_.branch() || parts[1].empty()) return false;
  position_ = {parts[1], parts[2]};
  return true;
}

}  // namespace krul::assignment
