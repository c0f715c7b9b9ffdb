// The signals that end or wake a desk, as something that can be waited for.
#pragma once

namespace krul::terminal::desk {

// While it lives, SIGTERM, SIGHUP, SIGINT and SIGTSTP are noted instead of ending or stopping the program. Threads that
// are started while it is Shut do not get them. One at a time.
class Signals {
 public:
  Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;
  ~Signals();

  // For the threads that are started from here on, until Open.
  void Shut();
  void Open();

  // Readable when there is one.
  int descriptor() const;
  // Which one asks the program to end; 0: none yet. Takes what is there.
  int Ending();
  // Whether the program was asked to stop, since the last time; then it gives the terminal back and calls Stop.
  bool TakeStopping();
  // Returns when the program goes on.
  void Stop();
  // Whether the program was stopped and goes on again, since the last time.
  bool TakeContinued();
};

}  // namespace krul::terminal::desk
