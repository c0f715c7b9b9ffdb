#include <iostream>

#include "services/gateway/health_server.h"
#include "services/runtime/log.h"
#include "services/runtime/metrics.h"
#include "services/runtime/settings.h"
#include "services/runtime/stop_signal.h"

int main(int argc, char** argv) {
  using namespace krul;
  runtime::BlockStopSignals();
  auto read = runtime::ReadSettings(runtime::Program::kGateway, argc, argv);
  if (const int* code = std::get_if<int>(&read)) return *code;
  const auto& settings = std::get<runtime::Settings>(read);
  runtime::StartLog("krul-gateway", settings.log_level);
  runtime::Metrics metrics("krul-gateway");
  std::string problem = metrics.Serve(settings.metrics_listen);
  if (problem.empty()) {
    gateway::HealthServer server(settings.listen, problem);
    if (problem.empty()) {
      runtime::Log(runtime::Severity::kInfo, "started",
                   {{"port", std::to_string(server.port())}, {"metrics_port", std::to_string(metrics.port())}});
      runtime::WaitForStopSignal();
      return 0;
    }
  }
  std::cerr << "krul-gateway: " << problem << "\n";
  return 1;
}
