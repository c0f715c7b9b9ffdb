// SIGTERM and SIGINT, taken by a waiting thread and never by a handler.
#pragma once

namespace krul::runtime {

// Call first in main, before any thread is made: all threads then leave the signals to Wait. SIGPIPE is ignored.
void BlockStopSignals();
// Returns when the process shall end.
void WaitForStopSignal();

}  // namespace krul::runtime
