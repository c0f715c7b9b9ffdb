#include "services/deadline_watcher/deadline_process.h"
#include "services/process/run_service.h"

int main(int argc, char** argv) {
  return krul::process::RunService(krul::runtime::Program::kDeadlineWatcher, argc, argv,
                                   krul::deadline_watcher::MakeDeadlineWatcher);
}
