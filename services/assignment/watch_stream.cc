#include "services/assignment/watch_stream.h"

#include <algorithm>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/domain/limits.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"
#include "services/rpc/history_converter.h"

namespace krul::assignment {
namespace {
using domain::Done;
using domain::Result;
using runtime::Task;
using namespace std::chrono_literals;
namespace limits = domain::limits;

constexpr auto kHeartbeat = 15s;  // shows both ends that the line is alive, and keeps the token fresh
constexpr std::size_t kReplayedAtOnce = 256;
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

void WatchStream::OnCancel() {
  cancelled_ = true;
  // Still there: gRPC lets go of it on the loop, and later.
  deps_.guard.loop().Post([this] { deps_.feed.Interrupt(request_.branch(), this); });
}

void WatchStream::OnDone() {
  deps_.guard.StreamGone();
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
  } else if (deps_.feed.stopped() || deps_.guard.draining()) {
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
    checks.Fault("resume_token", domain::FaultCode::kNotAnsweredToken);
  if (!checks.ok()) co_return checks.refusal();
  auto now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  auto firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  if (auto branch = rpc::BranchIn(**firm, "branch", request_.branch()); !branch) co_return branch.refusal();
  if (!request_.person().empty() && !(*firm)->FindPerson(request_.person())) {
    co_return domain::NotFound("person", domain::FaultCode::kUnknownPerson);
  }

  const bool is_known = (*firm)->FindPerson(call_.actor.person) != nullptr;
  if (is_known) deps_.presence.Came(call_.actor.person);
  Result<Done> told = co_await deps_.guard.Answered("Watch", TellChanges());
  if (is_known) deps_.presence.Left(call_.actor.person);
  co_return told;
}

Task<Result<Done>> WatchStream::TellChanges() {
  const std::shared_ptr<void> following = deps_.feed.Follow(request_.branch());
  auto end = co_await deps_.feed.End(request_.branch());  // from here on the feed reads
  if (!end) co_return end.refusal();
  bool needs_snapshot = !ParseToken(request_.resume_token());
  bool says_resumed = !needs_snapshot;  // told at once, so that whoever comes back knows where he stands
  while (!over()) {
    if (needs_snapshot) {
      if (auto sent = co_await SendSnapshot(); !sent) co_return sent;
    }
    if (std::exchange(says_resumed, false)) {
      // Only of a place that is still kept.
      auto known = co_await deps_.callbacks.Tail(request_.branch(), position_.epoch, position_.position, 1);
      if (!known) co_return known.refusal();
      needs_snapshot = known->gap;
      if (needs_snapshot) continue;
      if (!co_await SendToken()) co_return Done{};
    }
    auto sent = co_await SendNews();
    if (!sent) co_return sent.refusal();
    needs_snapshot = !*sent;
    if (needs_snapshot) continue;
    // Also where only other branches of the shard are busy: their events move this stream's place.
    if (std::chrono::steady_clock::now() - token_sent_at_ >= kHeartbeat && !co_await SendToken()) co_return Done{};
    if (over()) break;
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(token_sent_at_ + kHeartbeat - std::chrono::steady_clock::now());
    co_await deps_.feed.Wait(request_.branch(), position_, std::max<std::chrono::milliseconds>(left, 1ms), this);
  }
  co_return Done{};
}

Task<Result<bool>> WatchStream::SendNews() {
  while (!over()) {
    const auto changes = deps_.feed.After(request_.branch(), position_);
    if (!changes) {
      auto whole = co_await SendNewsOfStore();
      if (!whole || !*whole) co_return whole;
      continue;
    }
    const StreamPosition end = position_;
    for (const auto& told : *changes) {
      if (over()) break;
      position_.position = told->position;
      if (auto sent = co_await SendChange(told); !sent) co_return sent.refusal();
    }
    position_ = end;
    if (changes->empty()) break;
  }
  co_return true;
}

Task<Result<bool>> WatchStream::SendNewsOfStore() {
  auto events = co_await deps_.callbacks.Tail(request_.branch(), position_.epoch, position_.position, kReplayedAtOnce);
  if (!events) co_return events.refusal();
  if (events->gap) co_return false;
  std::map<store::CallbackId, std::shared_ptr<SharedCallback>> known;
  for (std::size_t i = 0; i < events->events.size() && !over(); ++i) {
    const auto told = deps_.feed.Parsed(events->events[i], events->positions[i], known);
    position_ = {events->epoch, events->positions[i]};
    if (auto sent = co_await SendChange(told); !sent) co_return sent.refusal();
  }
  position_ = {events->epoch, events->position};
  fresh_until_ = deps_.feed.ReadTo(request_.branch());
  // Behind the feed and yet at the end of the store: the feed has lost its place, and finds it at its next round.
  if (events->events.empty()) co_await deps_.guard.loop().Sleep(100ms);
  co_return true;
}

Task<bool> WatchStream::SendToken() {
  v1::WatchResponse heartbeat;
  heartbeat.set_kind(v1::HEARTBEAT);
  heartbeat.set_resume_token(Token());
  co_return co_await Send(heartbeat);
}

Task<Result<Done>> WatchStream::SendSnapshot() {
  // The end of the stream first: what changes while the snapshot is read is told again after it.
  auto end = co_await deps_.feed.End(request_.branch());
  if (!end) co_return end.refusal();
  position_ = *end;
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
  fresh_until_ = deps_.feed.ReadTo(request_.branch());
  v1::WatchResponse done;
  done.set_kind(v1::HEARTBEAT);
  done.set_reset(reset);
  done.set_resume_token(Token());
  co_await Send(done);
  co_return Done{};
}

bool WatchStream::Concerns(const storage::ChangeEvent& change) const {
  if (change.branch() != request_.branch()) return false;
  const std::string& person = request_.person();
  // A notice is for the one who was told; those who watch the whole branch see the change itself, unless they ask.
  if (!change.told().empty()) return person == change.told() || (person.empty() && request_.all_notices());
  return person.empty() || change.assignee() == person || change.former_assignee() == person;
}

Task<Result<Done>> WatchStream::SendChange(std::shared_ptr<const ToldChange> told) {
  const storage::ChangeEvent& change = told->event;
  if (!Concerns(change)) co_return Done{};
  v1::WatchResponse response;
  grpc::Slice callback;
  if (told->callback) {
    std::shared_ptr<SharedCallback> shared = told->callback;
    if (told->position <= fresh_until_) {
      shared = std::make_shared<SharedCallback>();
      shared->id = told->callback->id;
    }
    auto read = co_await deps_.feed.Read(shared);
    if (!read) co_return read.refusal();
    if (!shared->exists) co_return Done{};
    callback = shared->bytes;
  } else {
    response.set_review_round(rpc::RoundNameOf(change.branch(), change.round()));
  }
  if (!change.told().empty()) {
    response.set_kind(v1::NOTICE);
    response.set_told(change.told());
    response.set_resume_token(Token());
    co_await SendWith(callback, response);
    co_return Done{};
  }
  for (int i = 0; i < change.types_size(); ++i) {
    response.set_kind(v1::CHANGE);
    response.set_event_type(rpc::ToMessage(static_cast<domain::EventType>(change.types(i))));
    // A token means: everything before was told. So only the last message of a change carries one.
    if (i + 1 == change.types_size()) response.set_resume_token(Token());
    if (!co_await SendWith(callback, response)) co_return Done{};
  }
  co_return Done{};
}

Task<bool> WatchStream::Send(const v1::WatchResponse& response) { return SendWith(grpc::Slice(), response); }

Task<bool> WatchStream::SendWith(const grpc::Slice& first, const v1::WatchResponse& response) {
  if (over()) co_return false;
  // Messages of protobuf that follow one another are one message with the fields of both.
  const grpc::Slice slices[] = {first, grpc::Slice(response.SerializeAsString())};
  out_ = grpc::ByteBuffer(slices, 2);
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
