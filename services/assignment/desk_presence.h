// Who has a desk stream open at this process, told to all of them: a hint for routing, never a condition. On the loop
// thread.
#pragma once
#include <map>
#include <string>

#include "services/runtime/event_loop.h"
#include "services/runtime/periodic.h"
#include "services/store/presence_store.h"

namespace krul::assignment {

class DeskPresence {
 public:
  DeskPresence(store::RecordStore& records, runtime::EventLoop& loop, runtime::Borders& borders);
  void Start() { loop_.Start(); }
  void Stop() { loop_.Stop(); }

  void Came(const std::string& person);
  void Left(const std::string& person);

 private:
  runtime::Task<runtime::Periodic::Rest> Tell();

  store::PresenceStore presence_;
  std::map<std::string, int> streams_;  // by person
  runtime::Periodic loop_;
};

}  // namespace krul::assignment
