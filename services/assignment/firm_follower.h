// After a new version of the firm file came into force, lets every open callback follow it: whose assignee has left
// gets another, and of a promised moment at which the branch is now closed the manager hears. What was begun is done
// again after a crash, and what was done before changes nothing. On the loop thread.
#pragma once
#include "services/changes/callback_changes.h"
#include "services/changes/firm_changes.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/periodic.h"

namespace krul::assignment {

class FirmFollower {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    directory::Directory& directory;
    runtime::EventLoop& loop;
    runtime::Borders& borders;
  };
  explicit FirmFollower(const Deps& deps);
  void Start() { loop_.Start(); }
  void Stop() { loop_.Stop(); }

  // Answers whether it could be done.
  runtime::Task<bool> Follow(store::CallbackId id);

 private:
  runtime::Task<runtime::Periodic::Rest> FollowIfNew();
  runtime::Task<bool> FollowBranch(std::string branch);
  runtime::Task<bool> FollowOne(store::CallbackId id);

  Deps deps_;
  changes::CallbackChanges changes_;
  changes::FirmChanges firm_changes_;
  std::int64_t followed_ = 0;  // version of the firm file
  runtime::Periodic loop_;
};

}  // namespace krul::assignment
