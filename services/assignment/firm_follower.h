// After a new version of the firm file came into force, lets every open callback follow it: whose assignee has left
// gets another, and of a promised moment at which the branch is now closed the manager hears. What was begun is done
// again after a crash, and what was done before changes nothing. On the loop thread.
#pragma once
#include "services/changes/callback_changes.h"
#include "services/runtime/event_loop.h"

namespace krul::assignment {

class FirmFollower {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    directory::Directory& directory;
    runtime::EventLoop& loop;
  };
  explicit FirmFollower(const Deps& deps) : deps_(deps), changes_(deps.callbacks, deps.directory) {}
  void Start();
  void Stop() { running_ = false; }

  // Answers whether it could be done.
  runtime::Task<bool> Follow(store::CallbackId id);

 private:
  runtime::Task<bool> Run();
  runtime::Task<bool> FollowIfNew();
  runtime::Task<bool> FollowBranch(std::string branch);

  Deps deps_;
  changes::CallbackChanges changes_;
  std::int64_t followed_ = 0;  // version of the firm file
  bool running_ = false;
};

}  // namespace krul::assignment
