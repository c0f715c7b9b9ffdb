#include "services/intake/intake_wiring.h"

#include "services/intake/intake_rpc.h"
#include "services/rpc/assignment_client.h"

namespace krul::intake {
namespace {

class IntakeProcess final : public hosting::Service {
 public:
  explicit IntakeProcess(hosting::Foundation& on)
      : assignment_(on.loop, on.settings.assignment, on.secrets, "intake"),
        service_({on.callbacks, on.directory, assignment_, on.secrets.quote_key}),
        api_(on.guard, service_) {}
  grpc::Service* api() override { return &api_; }
  void Start() override {}
  void Stop() override {}

 private:
  rpc::AssignmentClient assignment_;
  IntakeService service_;
  IntakeRpc api_;
};

}  // namespace

std::unique_ptr<hosting::Service> MakeIntake(hosting::Foundation& foundation) {
  return std::make_unique<IntakeProcess>(foundation);
}

}  // namespace krul::intake
