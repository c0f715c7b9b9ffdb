// Settings of every program: flags over environment (KRUL_ and the flag's name) over a file (--config). All mistakes
// are told at once.
#pragma once
#include <string>
#include <variant>
#include <vector>

namespace krul::runtime {

struct Settings {
  std::string listen;          // host:port of gRPC (of HTTP for the gateway)
  std::string metrics_listen;  // host:port of /metrics; empty: none
  std::string redis;           // unix:/path or tcp://host:port
  std::string secret_file;
  std::string assignment;  // host:port of the assignment service
  std::string log_level = "info";
  bool reflection = true;
  bool movable_time = false;  // only test builds accept it
  bool print_credential = false;
  // standalone
  std::string state_dir = "state";
  std::string gateway_listen;
  std::string redis_server = "redis-server";
};

enum class Program { kIntake, kAssignment, kDeadlineWatcher, kGateway, kStandalone };

// Default ports: gateway 7480 (HTTP); standalone 7400, intake 7401, assignment 7402, deadline-watcher 7403; metrics
// 7490 to 7494. Settings, or the exit code after help or mistakes were printed (0 or 2).
std::variant<Settings, int> ReadSettings(Program program, int argc, const char* const* argv);

std::string_view NameOf(Program program);  // "krul-intake"

}  // namespace krul::runtime
