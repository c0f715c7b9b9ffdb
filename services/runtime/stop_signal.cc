#include "services/runtime/stop_signal.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace krul::runtime {
namespace {
sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}
}  // namespace

void BlockStopSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void WaitForStopSignal() {
  const sigset_t signals = StopSignals();
  int received = 0;
  while (sigwait(&signals, &received) != 0) {
  }
}

void EndProcess(int code) {
  std::fflush(nullptr);
  std::quick_exit(code);
}

}  // namespace krul::runtime
