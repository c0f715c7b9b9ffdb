#include "services/assignment/assignment_process.h"
#include "services/process/run_service.h"

int main(int argc, char** argv) {
  return krul::process::RunService(krul::runtime::Program::kAssignment, argc, argv, krul::assignment::MakeAssignment);
}
