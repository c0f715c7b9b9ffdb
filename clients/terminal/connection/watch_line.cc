#include "clients/terminal/connection/watch_line.h"

namespace krul::terminal {
using std::chrono::milliseconds;
using std::chrono::system_clock;
namespace {
constexpr char kSilent[] = "silent";
}  // namespace

bool WatchLine::IsLoss(const grpc::Status& status) {
  return status.ok() || Connection::MayPass(status) || status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED ||
         status.error_code() == grpc::StatusCode::CANCELLED ||  // by a silent connection, below
         status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED;
}

bool WatchLine::EndedInOrder(const grpc::Status& status) {
  return status.ok() ||
         (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED && status.error_message() != kSilent);
}

void WatchLine::Cancel() {
  const std::lock_guard lock(mutex_);
  cancelled_ = true;
  if (context_ != nullptr) context_->TryCancel();
}

grpc::Status WatchLine::Read(const v1::WatchRequest& request,
                             const std::function<bool(const v1::WatchResponse&)>& take) {
  const auto context = connection_.NewContext(system_clock::now() + kLongestStream);
  auto& stub = connection_.StubOf<v1::AssignmentService::Stub>();
  const auto channel = connection_.Channel(Service::kAssignment);
  {
    const std::lock_guard lock(mutex_);
    if (cancelled_) return grpc::Status::CANCELLED;
    context_ = context.get();
  }
  grpc::CompletionQueue queue;
  int step = 0;  // the address tags the one operation under way
  grpc::Status status;
  const auto stream = stub.AsyncWatch(context.get(), request, &queue, &step);
  milliseconds patience(static_cast<int64_t>(timeout_seconds_ * 1000));
  bool timed_out = false;
  const auto completed = [&] {
    void* tag = nullptr;
    bool good = false;
    const auto answered = [&] {
      return queue.AsyncNext(&tag, &good, system_clock::now() + patience) != grpc::CompletionQueue::TIMEOUT;
    };
    if (answered()) return good;
    if (patience < longest_silence_ && channel->GetState(false) == GRPC_CHANNEL_READY) {
      patience = longest_silence_;
      if (answered()) return good;
    }
    timed_out = true;
    context->TryCancel();
    queue.Next(&tag, &good);  // the cancelled operation
    return false;
  };
  v1::WatchResponse response;
  bool good = completed();
  while (good) {
    stream->Read(&response, &step);
    good = completed() && take(response);
    patience = longest_silence_;
  }
  {
    const std::lock_guard lock(mutex_);
    context_ = nullptr;
  }
  context->TryCancel();
  stream->Finish(&status, &step);
  void* tag = nullptr;
  queue.Next(&tag, &good);
  queue.Shutdown();
  while (queue.Next(&tag, &good)) {
  }
  if (timed_out) return grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, kSilent);
  return status;
}

}  // namespace krul::terminal
