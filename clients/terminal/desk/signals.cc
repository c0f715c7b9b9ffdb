#include "clients/terminal/desk/signals.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include "clients/terminal/text/failure.h"

namespace krul::terminal::desk {
namespace {

// SIGTSTP among them: the handler that ncurses would install does what no handler may, and could hang.
constexpr std::array<int, 5> kNoted = {SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
int wake = -1;
std::atomic<int> ending{0};
std::atomic<bool> stopping{false};
std::atomic<bool> continued{false};
static_assert(std::atomic<int>::is_always_lock_free);

void Note(int signal) {
  const int error = errno;
  if (signal == SIGCONT) {
    continued = true;
  } else if (signal == SIGTSTP) {
    stopping = true;
  } else {
    ending = signal;
  }
  eventfd_write(wake, 1);
  errno = error;
}

void Install(int signal) {
  struct sigaction action {};
  action.sa_handler = Note;
  sigaction(signal, &action, nullptr);
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
  if (wake < 0) throw Failed("INTERNAL", "", Told("terminal_error.no_room"));
  ending = 0;
  for (const int signal : kNoted) Install(signal);
}

Signals::~Signals() {
  for (const int signal : kNoted) std::signal(signal, SIG_DFL);
  close(wake);
}

void Signals::Shut() {
  const sigset_t set = Set({SIGWINCH});
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void Signals::Open() {
  const sigset_t set = Set({SIGWINCH});
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

int Signals::descriptor() const { return wake; }

int Signals::Ending() {
  eventfd_t count = 0;
  eventfd_read(wake, &count);
  return ending;
}

bool Signals::TakeStopping() { return stopping.exchange(false); }

void Signals::Stop() {
  std::signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  Install(SIGTSTP);
}

bool Signals::TakeContinued() { return continued.exchange(false); }

}  // namespace krul::terminal::desk
