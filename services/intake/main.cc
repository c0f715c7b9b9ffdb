#include "services/hosting/run_service.h"
#include "services/intake/intake_wiring.h"

int main(int argc, char** argv) {
  return krul::hosting::RunService(krul::runtime::Program::kIntake, argc, argv, krul::intake::MakeIntake);
}
