#include "clients/terminal/desk/crash_guard.h"

#include <termios.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>

namespace krul::terminal::desk {
namespace {

// Read by a signal handler, which may do next to nothing: all of it is made ready before.
constexpr std::array<int, 5> kCrashes = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
termios found_mode;
bool guards = false;
std::array<char, 256> restoring;
std::size_t restoring_length = 0;
std::array<char, 64 * 1024> crash_stack;  // the own one may be what overflowed

void Append(const char* sequence) {
  if (sequence == nullptr) return;
  while (*sequence != '\0' && restoring_length < restoring.size()) {
    // Delays, as "$<5>", are for terminals that no longer exist.
    if (sequence[0] == '$' && sequence[1] == '<') {
      while (*sequence != '\0' && *sequence != '>') ++sequence;
      if (*sequence == '>') ++sequence;
      continue;
    }
    restoring[restoring_length++] = *sequence++;
  }
}

void Restore(int signal) {
  if (guards) {
    guards = false;
    [[maybe_unused]] const ssize_t written = write(STDOUT_FILENO, restoring.data(), restoring_length);
    tcsetattr(STDIN_FILENO, TCSANOW, &found_mode);
  }
  // The handler is gone by now: this ends the program as the crash would have.
  raise(signal);
}

}  // namespace

void GuardTerminal() {
  guards = tcgetattr(STDIN_FILENO, &found_mode) == 0;
  stack_t stack{};
  stack.ss_sp = crash_stack.data();
  stack.ss_size = crash_stack.size();
  sigaltstack(&stack, nullptr);
  struct sigaction action {};
  action.sa_handler = Restore;
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_NODEFER | SA_ONSTACK;
  for (const int signal : kCrashes) sigaction(signal, &action, nullptr);
}

void RememberRestoring(const char* plain, const char* default_colours, const char* keypad_off, const char* first_screen,
                       const char* cursor_on) {
  restoring_length = 0;
  for (const char* sequence : {plain, default_colours, keypad_off, first_screen, cursor_on}) Append(sequence);
}

void UnguardTerminal() {
  guards = false;
  for (const int signal : kCrashes) std::signal(signal, SIG_DFL);
}

}  // namespace krul::terminal::desk
