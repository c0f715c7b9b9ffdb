// Who has a desk stream open at this process, told to all of them: a hint for routing, never a condition. On the loop
// thread.
#pragma once
#include <map>
#include <string>

#include "services/directory/directory.h"
#include "services/runtime/event_loop.h"

namespace krul::assignment {

class DeskPresence {
 public:
  DeskPresence(directory::Directory& directory, runtime::EventLoop& loop) : directory_(directory), loop_(loop) {}
  void Start();
  void Stop() { running_ = false; }

  void Came(const std::string& person);
  void Left(const std::string& person);

 private:
  runtime::Task<bool> Run();
  runtime::Task<bool> Tell();

  directory::Directory& directory_;
  runtime::EventLoop& loop_;
  std::map<std::string, int> streams_;  // by person
  bool running_ = false;
};

}  // namespace krul::assignment
