#include "services/runtime/settings.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace krul::runtime {
namespace {

bool IsHostAndPort(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  const std::string port = address.substr(colon + 1);
  return !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos &&
         std::stoi(port) <= 65535;
}

std::string DefaultListen(Program program) {
  switch (program) {
    case Program::kStandalone:
      return "127.0.0.1:7400";
    case Program::kIntake:
      return "127.0.0.1:7401";
    case Program::kAssignment:
      return "127.0.0.1:7402";
    case Program::kDeadlineWatcher:
      return "127.0.0.1:7403";
    case Program::kGateway:
      return "127.0.0.1:7480";
  }
  return "";
}

std::string DefaultMetrics(Program program) {
  switch (program) {
    case Program::kStandalone:
      return "127.0.0.1:7490";
    case Program::kIntake:
      return "127.0.0.1:7491";
    case Program::kAssignment:
      return "127.0.0.1:7492";
    case Program::kDeadlineWatcher:
      return "127.0.0.1:7493";
    case Program::kGateway:
      return "127.0.0.1:7494";
  }
  return "";
}

std::vector<std::string> MistakesIn(const Settings& settings, Program program) {
  std::vector<std::string> mistakes;
  const auto address = [&](const char* flag, const std::string& value, bool may_be_empty) {
    if (value.empty() ? !may_be_empty : !IsHostAndPort(value)) {
      mistakes.push_back(std::string(flag) + " must be host:port, such as 127.0.0.1:7401");
    }
  };
  const bool stands_alone = program == Program::kStandalone;
  address("--listen", settings.listen, false);
  address("--metrics-listen", settings.metrics_listen, true);
  if (stands_alone) address("--gateway-listen", settings.gateway_listen, false);
  if (!stands_alone && program != Program::kGateway) {
    const bool socket = settings.redis.starts_with("unix:/") && settings.redis.size() > 6;
    const bool host = settings.redis.starts_with("tcp://") && IsHostAndPort(settings.redis.substr(6));
    if (!socket && !host) mistakes.push_back("--redis must be unix:/path or tcp://host:port");
    if (settings.secret_file.empty())
      mistakes.push_back("--secret-file must name the file with the installation's secret");
    if (program != Program::kAssignment) address("--assignment", settings.assignment, false);
  }
  if (settings.log_level != "debug" && settings.log_level != "info" && settings.log_level != "warning" &&
      settings.log_level != "error") {
    mistakes.push_back("--log-level must be debug, info, warning or error");
  }
#ifndef KRUL_MOVABLE_TIME
  if (settings.movable_time)
    mistakes.push_back("--movable-time is for test builds only: a release never lets its clock be moved");
#endif
  return mistakes;
}

}  // namespace

std::string_view NameOf(Program program) {
  static constexpr std::string_view kNames[] = {"krul-intake", "krul-assignment", "krul-deadline-watcher",
                                                "krul-gateway", "krul-standalone"};
  return kNames[static_cast<int>(program)];
}

std::variant<Settings, int> ReadSettings(Program program, int argc, const char* const* argv) {
  Settings settings;
  settings.listen = DefaultListen(program);
  settings.metrics_listen = DefaultMetrics(program);
  settings.redis = "tcp://127.0.0.1:6379";
  settings.assignment = "127.0.0.1:7402";
  settings.gateway_listen = DefaultListen(Program::kGateway);

  CLI::App app("Part of Krul, which keeps the promise to call back.", std::string(NameOf(program)));
  const auto text = [&](const char* flag, const char* variable, std::string& value, const char* meaning) {
    app.add_option(flag, value, meaning)->envname(variable)->capture_default_str();
  };
  text("--listen", "KRUL_LISTEN", settings.listen, "host:port to serve on");
  text("--metrics-listen", "KRUL_METRICS_LISTEN", settings.metrics_listen, "host:port of /metrics; empty: none");
  text("--log-level", "KRUL_LOG_LEVEL", settings.log_level, "debug, info, warning or error");
  if (program == Program::kStandalone) {
    text("--state-dir", "KRUL_STATE_DIR", settings.state_dir, "folder of all data and of the secret");
    text("--gateway-listen", "KRUL_GATEWAY_LISTEN", settings.gateway_listen, "host:port of HTTP");
    text("--redis-server", "KRUL_REDIS_SERVER", settings.redis_server, "the redis-server program to start");
  } else if (program != Program::kGateway) {
    text("--redis", "KRUL_REDIS", settings.redis, "unix:/path or tcp://host:port");
    text("--secret-file", "KRUL_SECRET_FILE", settings.secret_file,
         "file with 64 hexadecimal digits, the same for all services");
    app.add_flag("--print-credential", settings.print_credential, "print what a desk presents when it calls, and end");
    if (program != Program::kAssignment)
      text("--assignment", "KRUL_ASSIGNMENT", settings.assignment, "host:port of the assignment service");
  }
  if (program != Program::kGateway) {
    app.add_option("--reflection", settings.reflection, "answer gRPC reflection")
        ->envname("KRUL_REFLECTION")
        ->capture_default_str();
    app.add_flag("--movable-time", settings.movable_time,
                 "test builds only: add the store's krul:time_offset_ms to its clock");
  }
  app.set_config("--config", "", "file with settings, one name=value a line")->envname("KRUL_CONFIG");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  const std::vector<std::string> mistakes = MistakesIn(settings, program);
  for (const std::string& mistake : mistakes) std::cerr << NameOf(program) << ": " << mistake << "\n";
  if (!mistakes.empty()) return 2;
  return settings;
}

}  // namespace krul::runtime
