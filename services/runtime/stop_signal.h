// SIGTERM and SIGINT, taken by a waiting thread and never by a handler.
#pragma once

namespace krul::runtime {

// Call first in main, before any thread is made: all threads then leave the signals to Wait. SIGPIPE is ignored.
void BlockStopSignals();
// Returns when the process shall end.
void WaitForStopSignal();
// Ends it, once all that counts is done: what was logged is written, the rest is left to the system, which closes every
// line at once. To take servers apart first would wait for the other ends of theirs.
[[noreturn]] void EndProcess(int code);

}  // namespace krul::runtime
