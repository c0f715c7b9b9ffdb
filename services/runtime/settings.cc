#include "services/runtime/settings.h"

#include <CLI/CLI.hpp>
#include <filesystem>
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

// Whoever can reach it from outside must not pick whom to be.
bool IsLoopback(const std::string& address) {
  return address.starts_with("127.") || address.starts_with("localhost:") || address.starts_with("[::1]:");
}

// Where a build and an image put it: beside the folder of the programs.
std::string DefaultWebDir() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return (program.parent_path().parent_path() / "web").string();
}

std::vector<std::string> MistakesIn(const Settings& settings, Program program) {
  std::vector<std::string> mistakes;
  const auto address = [&](const char* flag, const std::string& value, bool may_be_empty) {
    if (value.empty() ? !may_be_empty : !IsHostAndPort(value)) {
      mistakes.push_back(std::string(flag) + " must be host:port, such as 127.0.0.1:7401");
    }
  };
  const bool stands_alone = program == Program::kStandalone;
  const bool is_gateway = program == Program::kGateway;
  if (!is_gateway) address("--listen", settings.listen, false);
  address("--metrics-listen", settings.metrics_listen, true);
  if (stands_alone || is_gateway) {
    address(stands_alone ? "--gateway-listen" : "--listen", settings.gateway.listen, false);
    if (settings.gateway.sign_in != "pick" && settings.gateway.sign_in != "credential") {
      mistakes.push_back("--sign-in must be pick or credential");
    } else if (!settings.gateway.needs_credential() && !IsLoopback(settings.gateway.listen)) {
      mistakes.push_back("--sign-in pick is for a gateway on 127.0.0.1 alone: say credential, or listen there");
    }
  }
  if (is_gateway) {
    address("--intake", settings.intake, false);
    address("--assignment", settings.assignment, false);
    address("--deadline", settings.deadline, false);
    if (settings.secret_file.empty())
      mistakes.push_back("--secret-file must name the file with the installation's secret");
  }
  if (!stands_alone && !is_gateway) {
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
  settings.intake = "127.0.0.1:7401";
  settings.deadline = "127.0.0.1:7403";
  settings.gateway = {DefaultListen(Program::kGateway), DefaultWebDir(), ""};

  CLI::App app("Part of Krul, which keeps the promise to call back.", std::string(NameOf(program)));
  app.set_version_flag("--version", std::string(NameOf(program)) + " " + KRUL_VERSION);
  const auto text = [&](const char* flag, const char* variable, std::string& value, const char* meaning) {
    app.add_option(flag, value, meaning)->envname(variable)->capture_default_str();
  };
  const bool is_gateway = program == Program::kGateway;
  const bool stands_alone = program == Program::kStandalone;
  text("--listen", "KRUL_LISTEN", is_gateway ? settings.gateway.listen : settings.listen, "host:port to serve on");
  text("--metrics-listen", "KRUL_METRICS_LISTEN", settings.metrics_listen, "host:port of /metrics; empty: none");
  text("--log-level", "KRUL_LOG_LEVEL", settings.log_level, "debug, info, warning or error");
  if (is_gateway || stands_alone) {
    if (stands_alone) text("--gateway-listen", "KRUL_GATEWAY_LISTEN", settings.gateway.listen, "host:port of HTTP");
    text("--web-dir", "KRUL_WEB_DIR", settings.gateway.web_dir, "folder of the web desk's files");
    app.add_option(
           "--sign-in", settings.gateway.sign_in,
           "pick: people say who they are, on 127.0.0.1 alone, where it is the default; credential: they present "
           "the installation's too")
        ->envname("KRUL_SIGN_IN");
  }
  if (is_gateway) {
    text("--secret-file", "KRUL_SECRET_FILE", settings.secret_file,
         "file with 64 hexadecimal digits, the same for all services");
    text("--intake", "KRUL_INTAKE", settings.intake, "host:port of the intake service");
    text("--assignment", "KRUL_ASSIGNMENT", settings.assignment, "host:port of the assignment service");
    text("--deadline", "KRUL_DEADLINE", settings.deadline, "host:port of the deadline-watcher service");
  } else if (stands_alone) {
    text("--state-dir", "KRUL_STATE_DIR", settings.state_dir, "folder of all data and of the secret");
    text("--redis-server", "KRUL_REDIS_SERVER", settings.redis_server, "the redis-server program to start");
  } else {
    text("--redis", "KRUL_REDIS", settings.redis, "unix:/path or tcp://host:port");
    text("--secret-file", "KRUL_SECRET_FILE", settings.secret_file,
         "file with 64 hexadecimal digits, the same for all services");
    app.add_flag("--print-credential", settings.print_credential, "print what a desk presents when it calls, and end");
    if (program != Program::kAssignment)
      text("--assignment", "KRUL_ASSIGNMENT", settings.assignment, "host:port of the assignment service");
  }
  if (!is_gateway) {
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
  if (settings.gateway.sign_in.empty())
    settings.gateway.sign_in = IsLoopback(settings.gateway.listen) ? "pick" : "credential";
  const std::vector<std::string> mistakes = MistakesIn(settings, program);
  for (const std::string& mistake : mistakes) std::cerr << NameOf(program) << ": " << mistake << "\n";
  if (!mistakes.empty()) return 2;
  return settings;
}

}  // namespace krul::runtime
