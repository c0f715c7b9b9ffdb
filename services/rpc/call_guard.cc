#include "services/rpc/call_guard.h"

#include "services/domain/limits.h"
#include "services/runtime/log.h"

namespace krul::rpc {

std::optional<domain::Refusal> CallGuard::Admit(const grpc::CallbackServerContext& context, const grpc::ByteBuffer& in,
                                                Call& call, google::protobuf::Message& request) {
  if (draining_)
    return domain::Refusal{domain::Reason::kDraining, "This service is stopping: send the same request again.", {}};
  if (!ready_) {
    return domain::Refusal{domain::Reason::kStoreUnavailable,
                           "This service cannot answer from its store yet: send the same request again in a moment. "
                           "Its log says what it waits for.",
                           {}};
  }
  if (context.deadline() < std::chrono::system_clock::now()) {
    return domain::Refusal{domain::Reason::kDeadlineExceeded, "The time for this call was over when it arrived.", {}};
  }
  domain::Result<domain::Actor> actor = authenticator_.ActorOf(context);
  if (!actor) return actor.refusal();
  call.actor = std::move(*actor);
  if (auto parsed = ParseRequest(in, request); !parsed) return parsed.refusal();
  return std::nullopt;
}

void CallGuard::Finish(grpc::ServerUnaryReactor* reactor, const char* method,
                       std::chrono::steady_clock::time_point begun, const grpc::Status& status) {
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  metrics_.CountRpc(method, std::string(NameOf(status.error_code())), took.count());
  if (status.error_code() == grpc::StatusCode::INTERNAL) {
    runtime::Log(runtime::Severity::kError, "an RPC failed by a fault of ours",
                 {{"method", method}, {"error", status.error_message()}});
  }
  reactor->Finish(status);
}

void CallGuard::StreamEnded(const char* method, const grpc::Status& status) {
  metrics_.CountRpc(method, std::string(NameOf(status.error_code())), 0);
}

std::optional<domain::Refusal> CallGuard::Full() const {
  if (calls_ <= domain::limits::kCallsAtOnce && call_bytes_ <= domain::limits::kCallBytesAtOnce) return std::nullopt;
  return domain::Refusal{
      domain::Reason::kTooBusy, "Too many calls at once: send the same request again in a moment.", {}};
}

void CallGuard::Came() {
  ++in_flight_;
  under_way_.Increment();
}

void CallGuard::Gone() {
  under_way_.Decrement();
  if (--in_flight_ > 0 || !draining_) return;
  const std::lock_guard lock(mutex_);
  answered_.notify_all();
}

void CallGuard::WaitUntilAnswered(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  answered_.wait_for(lock, patience, [this] { return in_flight_ == 0; });
}

}  // namespace krul::rpc
