#include "services/intake/intake_process.h"
#include "services/process/run_service.h"

int main(int argc, char** argv) {
  return krul::process::RunService(krul::runtime::Program::kIntake, argc, argv, krul::intake::MakeIntake);
}
