#include "clients/terminal/desk/live_line.h"

namespace krul::terminal::desk {
namespace {

// Services send a heartbeat every 15 seconds; people at a desk should not believe an old board for longer than this.
constexpr std::chrono::seconds kLiveSilence{40};
constexpr std::chrono::milliseconds kFirstLivePause{300};
constexpr std::chrono::milliseconds kLongestLivePause{5000};

}  // namespace

LiveLine::LiveLine(Deps deps)
    : deps_(std::move(deps)),
      connection_(deps_.settings),
      line_(connection_, deps_.settings.timeout_seconds, kLiveSilence),
      thread_([this] { Work(); }) {}

LiveLine::~LiveLine() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  line_.Cancel();
  thread_.join();
}

bool LiveLine::Pause(int losses) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, Connection::Pause(losses, kFirstLivePause, kLongestLivePause), [this] { return stopping_; });
  return !stopping_;
}

void LiveLine::Work() {
  v1::WatchRequest request;
  request.set_branch(deps_.settings.branch);
  request.set_all_notices(true);
  int losses = 0;
  do {
    grpc::Status status;
    try {
      status = line_.Read(request, [&](const v1::WatchResponse& response) {
        losses = 0;
        if (!response.resume_token().empty()) request.set_resume_token(response.resume_token());
        deps_.heard(response);
        return true;
      });
    } catch (const Failure& failure) {
      status = grpc::Status(grpc::StatusCode::UNAUTHENTICATED, failure.message);
    }
    ++losses;
    // A stream that reached its longest time is taken up again at once: nothing was lost.
    if (losses > 1 || !WatchLine::EndedInOrder(status)) deps_.lost(status);
  } while (Pause(losses));
}

}  // namespace krul::terminal::desk
