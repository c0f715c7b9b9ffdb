#include "services/assignment/assignment_wiring.h"
#include "services/hosting/run_service.h"

int main(int argc, char** argv) {
  return krul::hosting::RunService(krul::runtime::Program::kAssignment, argc, argv, krul::assignment::MakeAssignment);
}
