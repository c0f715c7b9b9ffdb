#include "services/assignment/assignment_wiring.h"

#include "services/assignment/assigner.h"
#include "services/assignment/assignment_rpc.h"

namespace krul::assignment {
namespace {

class AssignmentProcess final : public hosting::Service {
 public:
  explicit AssignmentProcess(hosting::Foundation& on)
      : workloads_(on.callbacks),
        presence_(on.records, on.loop, on.borders),
        follower_({on.callbacks, on.directory, on.loop, on.borders}),
        service_({on.callbacks, on.directory, workloads_, on.loop}),
        assigner_({on.callbacks, on.directory, workloads_, follower_, on.loop, on.metrics, on.borders}),
        feed_({on.callbacks, on.loop, on.borders}),
        api_(on.guard, service_, {on.callbacks, on.directory, on.guard, presence_, feed_}) {}
  grpc::Service* api() override { return &api_; }
  void Start() override {
    assigner_.Start();
    presence_.Start();
    follower_.Start();
    feed_.Start();
  }
  void Stop() override {
    assigner_.Stop();
    presence_.Stop();
    follower_.Stop();
    feed_.Stop();
  }

 private:
  WorkloadCounts workloads_;
  DeskPresence presence_;
  FirmFollower follower_;
  AssignmentService service_;
  Assigner assigner_;
  ChangeFeed feed_;
  AssignmentRpc api_;
};

}  // namespace

std::unique_ptr<hosting::Service> MakeAssignment(hosting::Foundation& foundation) {
  return std::make_unique<AssignmentProcess>(foundation);
}

}  // namespace krul::assignment
