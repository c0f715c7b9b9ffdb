#include "services/runtime/event_loop.h"

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace krul::runtime {
namespace asio = boost::asio;

struct EventLoop::Parts {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> guard = asio::make_work_guard(context);
  std::thread thread;
  std::atomic<std::thread::id> thread_id{};

  std::mutex mutex;
  std::vector<Work> posted;  // guarded by mutex
  std::vector<Work> running, at_end;

  std::map<TimerId, std::unique_ptr<asio::steady_timer>> timers;
  TimerId next_timer = 1;

  void Turn() {
    {
      std::lock_guard lock(mutex);
      running.swap(posted);
    }
    for (Work& work : running) work();
    running.clear();
    RunAtEnd();
  }
  void RunAtEnd() {
    while (!at_end.empty()) {
      std::vector<Work> works;
      works.swap(at_end);
      for (Work& work : works) work();
    }
  }
};

EventLoop::EventLoop() : parts_(std::make_unique<Parts>()) {}
EventLoop::~EventLoop() { Stop(); }

void EventLoop::Start() {
  parts_->thread = std::thread([parts = parts_.get()] {
    parts->thread_id = std::this_thread::get_id();
    parts->context.run();
  });
}

void EventLoop::Stop() {
  if (!parts_->thread.joinable()) return;
  Post([parts = parts_.get()] { parts->context.stop(); });
  parts_->thread.join();
}

void EventLoop::Post(Work work) {
  bool first;
  {
    std::lock_guard lock(parts_->mutex);
    first = parts_->posted.empty();
    parts_->posted.push_back(std::move(work));
  }
  if (first) asio::post(parts_->context, [parts = parts_.get()] { parts->Turn(); });
}

void EventLoop::AtEndOfTurn(Work work) {
  if (parts_->at_end.empty()) asio::post(parts_->context, [parts = parts_.get()] { parts->RunAtEnd(); });
  parts_->at_end.push_back(std::move(work));
}

EventLoop::TimerId EventLoop::After(std::chrono::milliseconds delay, Work work) {
  const TimerId id = parts_->next_timer++;
  auto timer = std::make_unique<asio::steady_timer>(parts_->context, delay);
  timer->async_wait([parts = parts_.get(), id, work = std::move(work)](const boost::system::error_code& error) {
    // A timer that was cancelled after it expired comes here without an error.
    if (error || parts->timers.erase(id) == 0) return;
    work();
  });
  parts_->timers.emplace(id, std::move(timer));
  return id;
}

void EventLoop::CancelTimer(TimerId id) { parts_->timers.erase(id); }

Async<bool> EventLoop::Sleep(std::chrono::milliseconds delay) {
  return Async<bool>([this, delay](auto done) { After(delay, [done] { done(true); }); });
}

bool EventLoop::InLoop() const { return parts_->thread_id.load() == std::this_thread::get_id(); }

namespace {

class DescriptorWatch final : public EventLoop::Watch, public std::enable_shared_from_this<DescriptorWatch> {
 public:
  DescriptorWatch(asio::io_context& context, int descriptor) : stream_(context, descriptor) {}
  ~DescriptorWatch() override { Release(); }
  void WaitReadable(EventLoop::Work ready) override {
    Wait(asio::posix::stream_descriptor::wait_read, std::move(ready));
  }
  void WaitWritable(EventLoop::Work ready) override {
    Wait(asio::posix::stream_descriptor::wait_write, std::move(ready));
  }
  void Release() override {
    if (!released_) stream_.release();
    released_ = true;
  }

 private:
  void Wait(asio::posix::stream_descriptor::wait_type type, EventLoop::Work ready) {
    stream_.async_wait(type,
                       [self = shared_from_this(), ready = std::move(ready)](const boost::system::error_code& error) {
                         if (!self->released_ && !error) ready();
                       });
  }
  asio::posix::stream_descriptor stream_;
  bool released_ = false;
};

}  // namespace

std::shared_ptr<EventLoop::Watch> EventLoop::WatchDescriptor(int descriptor) {
  return std::make_shared<DescriptorWatch>(parts_->context, descriptor);
}

}  // namespace krul::runtime
