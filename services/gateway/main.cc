#include <iostream>

#include "services/gateway/gateway.h"
#include "services/runtime/log.h"
#include "services/runtime/stop_signal.h"

namespace {

int Fail(const std::string& problem) {
  std::cerr << "krul-gateway: " << problem << "\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace krul;
  runtime::BlockStopSignals();
  auto read = runtime::ReadSettings(runtime::Program::kGateway, argc, argv);
  if (const int* code = std::get_if<int>(&read)) return *code;
  const auto& settings = std::get<runtime::Settings>(read);
  runtime::StartLog("krul-gateway", settings.log_level);
  auto secrets = runtime::ReadSecrets(settings.secret_file);
  if (!secrets) return Fail(secrets.refusal().message);
  runtime::Metrics metrics("krul-gateway");
  std::string problem = metrics.Serve(settings.metrics_listen);
  if (!problem.empty()) return Fail(problem);
  gateway::Gateway gateway(settings.gateway, *secrets, metrics, problem);
  if (!problem.empty()) return Fail(problem);
  gateway.Start({settings.intake, settings.assignment, settings.deadline});
  runtime::Log(runtime::Severity::kInfo, "started",
               {{"port", std::to_string(gateway.port())}, {"metrics_port", std::to_string(metrics.port())}});
  runtime::WaitForStopSignal();
  gateway.Stop();
  runtime::EndProcess(0);
}
