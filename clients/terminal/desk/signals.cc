#include "clients/terminal/desk/signals.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include "clients/terminal/errors.h"

namespace krul::terminal::desk {
namespace {

constexpr std::array<int, 4> kNoted = {SIGTERM, SIGHUP, SIGINT, SIGCONT};
int wake = -1;
std::atomic<int> ending{0};
std::atomic<bool> continued{false};
static_assert(std::atomic<int>::is_always_lock_free);

void Note(int signal) {
  const int error = errno;
  if (signal == SIGCONT) {
    continued = true;
  } else {
    ending = signal;
  }
  eventfd_write(wake, 1);
  errno = error;
}

sigset_t Set(std::initializer_list<int> more) {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : kNoted) sigaddset(&set, signal);
  for (const int signal : more) sigaddset(&set, signal);
  return set;
}

}  // namespace

Signals::Signals() {
  wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake < 0) throw Failed("INTERNAL", "", "this machine has no room for another open file");
  ending = 0;
  struct sigaction action {};
  action.sa_handler = Note;
  for (const int signal : kNoted) sigaction(signal, &action, nullptr);
}

Signals::~Signals() {
  for (const int signal : kNoted) std::signal(signal, SIG_DFL);
  close(wake);
}

void Signals::Shut() {
  const sigset_t set = Set({SIGWINCH, SIGTSTP});
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void Signals::Open() {
  const sigset_t set = Set({SIGWINCH, SIGTSTP});
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

int Signals::descriptor() const { return wake; }

int Signals::Ending() {
  eventfd_t count = 0;
  eventfd_read(wake, &count);
  return ending;
}

bool Signals::TakeContinued() { return continued.exchange(false); }

}  // namespace krul::terminal::desk
