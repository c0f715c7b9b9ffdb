// Where what was thrown ends: at one call, one look, one assignment or one round of a loop; the next one goes on. It is
// counted, and logged with the id of what it was about and the type of what was thrown (its text might hold what a
// caller said). On the loop thread.
#pragma once
#include <exception>
#include <optional>
#include <string>

#include "services/runtime/metrics.h"
#include "services/runtime/task.h"

namespace krul::runtime {

enum class Border { kCall, kLook, kAssignment, kLoop };

class Borders {
 public:
  explicit Borders(Metrics& metrics);

  // What the task answers; nothing: it threw.
  template <class T>
  Task<std::optional<T>> Stop(Border border, std::string id, Task<T> task) {
    Outcome<T> outcome = co_await Caught(std::move(task));
    if (outcome.thrown) Stopped(border, id, outcome.thrown);
    co_return std::move(outcome.value);
  }
  void Stopped(Border border, const std::string& id, const std::exception_ptr& thrown);

 private:
  prometheus::Counter& calls_;
  prometheus::Counter& looks_;
  prometheus::Counter& assignments_;
  prometheus::Counter& loops_;
};

}  // namespace krul::runtime
