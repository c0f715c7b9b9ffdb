#include "services/deadline_watcher/deadline_wiring.h"
#include "services/hosting/run_service.h"

int main(int argc, char** argv) {
  return krul::hosting::RunService(krul::runtime::Program::kDeadlineWatcher, argc, argv,
                                   krul::deadline_watcher::MakeDeadlineWatcher);
}
