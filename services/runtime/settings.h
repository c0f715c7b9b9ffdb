// Settings of every program: flags over environment (KRUL_ and the flag's name) over a file (--config). All mistakes
// are told at once.
#pragma once
#include <string>
#include <variant>
#include <vector>

namespace krul::runtime {

struct GatewaySettings {
  std::string listen;   // host:port of HTTP
  std::string web_dir;  // folder of the web desk's files
  std::string sign_in;  // pick: people of a loopback install say who they are; credential: they present that too
  bool needs_credential() const { return sign_in != "pick"; }
};

struct Settings {
  std::string listen;          // host:port of gRPC
  std::string metrics_listen;  // host:port of /metrics; empty: none
  std::string redis;           // unix:/path or tcp://host:port
  std::string secret_file;
  // host:port of the services; the gateway calls all of them, the others only assignment
  std::string intake;
  std::string assignment;
  std::string deadline;
  std::string log_level = "info";
  bool reflection = true;
  bool movable_time = false;  // only test builds accept it
  bool print_credential = false;
  GatewaySettings gateway;  // also of standalone
  // standalone
  std::string state_dir = "state";
  std::string redis_server = "redis-server";
};

enum class Program { kIntake, kAssignment, kDeadlineWatcher, kGateway, kStandalone };

// Default ports: gateway 7480 (HTTP); standalone 7400, intake 7401, assignment 7402, deadline-watcher 7403; metrics
// 7490 to 7494. Settings, or the exit code after help, the version or mistakes were printed (0 or 2).
std::variant<Settings, int> ReadSettings(Program program, int argc, const char* const* argv);

std::string_view NameOf(Program program);  // "krul-intake"

}  // namespace krul::runtime
