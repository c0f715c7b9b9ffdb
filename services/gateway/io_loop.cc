#include "services/gateway/io_loop.h"

#include <sys/resource.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>

namespace krul::gateway {
namespace asio = boost::asio;

struct IoLoop::Parts {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> stays{context.get_executor()};
  std::thread thread;
};

IoLoop::IoLoop() : parts_(std::make_unique<Parts>()) {
  // A line for each desk: as many as the system allows, not as many as a shell happens to.
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}
IoLoop::~IoLoop() { Stop(); }

void IoLoop::Start() {
  parts_->thread = std::thread([this] { parts_->context.run(); });
}

void IoLoop::Stop() {
  parts_->context.stop();
  if (parts_->thread.joinable()) parts_->thread.join();
}

void IoLoop::Post(std::function<void()> work) { asio::post(parts_->context, std::move(work)); }

void IoLoop::After(std::chrono::milliseconds delay, std::function<void()> work) {
  auto timer = std::make_shared<asio::steady_timer>(parts_->context, delay);
  timer->async_wait([timer, work = std::move(work)](const boost::system::error_code& error) {
    if (!error) work();
  });
}

asio::io_context& IoLoop::context() { return parts_->context; }

}  // namespace krul::gateway
