#include "services/deadline_watcher/deadline_wiring.h"

#include "services/deadline_watcher/deadline_rpc.h"
#include "services/deadline_watcher/figures.h"
#include "services/deadline_watcher/hint_keeper.h"
#include "services/deadline_watcher/look_watcher.h"
#include "services/deadline_watcher/notice_delivery.h"
#include "services/deadline_watcher/round_keeper.h"
#include "services/rpc/assignment_client.h"

namespace krul::deadline_watcher {
namespace {

class DeadlineProcess final : public hosting::Service {
 public:
  explicit DeadlineProcess(hosting::Foundation& on)
      : assignment_(on.loop, on.settings.assignment, on.secrets, "deadline-watcher"),
        watcher_({on.callbacks, on.directory, assignment_, on.loop, on.metrics, on.borders}),
        notices_({on.callbacks, on.loop, on.metrics, on.borders}),
        hints_({on.callbacks, on.loop, on.borders}),
        figures_({on.callbacks, on.directory, on.loop, on.metrics, on.borders}),
        rounds_(on.records),
        tallies_(on.records, on.secrets.index_key),
        keeper_({on.callbacks, rounds_, on.directory, on.loop, on.metrics, on.borders}),
        service_({on.callbacks, rounds_, tallies_, on.directory}),
        api_(on.guard, service_) {}
  grpc::Service* api() override { return &api_; }
  void Start() override {
    watcher_.Start();
    notices_.Start();
    hints_.Start();
    figures_.Start();
    keeper_.Start();
  }
  void Stop() override {
    watcher_.Stop();
    notices_.Stop();
    hints_.Stop();
    figures_.Stop();
    keeper_.Stop();
  }

 private:
  rpc::AssignmentClient assignment_;
  LookWatcher watcher_;
  NoticeDelivery notices_;
  HintKeeper hints_;
  Figures figures_;
  store::RoundStore rounds_;
  store::TallyStore tallies_;
  RoundKeeper keeper_;
  DeadlineService service_;
  DeadlineRpc api_;
};

}  // namespace

std::unique_ptr<hosting::Service> MakeDeadlineWatcher(hosting::Foundation& foundation) {
  return std::make_unique<DeadlineProcess>(foundation);
}

}  // namespace krul::deadline_watcher
