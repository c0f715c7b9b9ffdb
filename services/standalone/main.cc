// All of Krul in one process on one machine, over a Redis of its own.
#include <filesystem>
#include <iostream>

#include "services/assignment/assignment_wiring.h"
#include "services/deadline_watcher/deadline_wiring.h"
#include "services/gateway/gateway.h"
#include "services/hosting/foundation.h"
#include "services/intake/intake_wiring.h"
#include "services/runtime/log.h"
#include "services/runtime/stop_signal.h"
#include "services/standalone/private_redis.h"
#include "services/store/redis/redis_record_store.h"

namespace {

int Fail(const std::string& problem) {
  std::cerr << "krul-standalone: " << problem << "\n";
  return 1;
}

// The services find each other by the address that they listen on, so it must be known before they do.
void ChoosePort(std::string& address) {
  if (!address.ends_with(":0")) return;
  std::string problem;
  krul::gateway::IoLoop loop;
  const krul::gateway::HttpServer free(loop, address, problem);
  if (problem.empty()) address.replace(address.size() - 1, 1, std::to_string(free.port()));
}

void PrintWelcome(const krul::runtime::Settings& settings, int web_port) {
  const std::string& web = settings.gateway.listen;
  std::cout << "\nKrul is up.\n"
            << "  web desk  http://" << web.substr(0, web.rfind(':')) << ":" << web_port << "\n"
            << "  gRPC      " << settings.listen << "\n"
            << "  metrics   http://" << settings.metrics_listen << "/metrics\n"
            << "  data      " << settings.state_dir << "\n"
            << std::flush;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace krul;
  runtime::BlockStopSignals();
  auto read = runtime::ReadSettings(runtime::Program::kStandalone, argc, argv);
  if (const int* code = std::get_if<int>(&read)) return *code;
  runtime::Settings settings = std::get<runtime::Settings>(read);
  runtime::StartLog("krul-standalone", settings.log_level);

  std::error_code error;
  std::filesystem::create_directories(settings.state_dir, error);
  if (error) return Fail("cannot make the folder " + settings.state_dir + ": " + error.message());
  std::filesystem::permissions(settings.state_dir, std::filesystem::perms::owner_all, error);
  settings.state_dir = std::filesystem::absolute(settings.state_dir).string();
  settings.secret_file = settings.state_dir + "/secret";
  if (auto made = runtime::EnsureSecretFile(settings.secret_file); !made) return Fail(made.refusal().message);
  auto secrets = runtime::ReadSecrets(settings.secret_file);
  if (!secrets) return Fail(secrets.refusal().message);
  if (auto written = runtime::WritePrivateFile(settings.state_dir + "/credential", secrets->desk_credential + "\n");
      !written) {
    return Fail(written.refusal().message);
  }
  auto redis = standalone::PrivateRedis::Start(settings.redis_server, settings.state_dir);
  if (!redis) return Fail(redis.refusal().message);
  settings.redis = "unix:" + (*redis)->socket();
  ChoosePort(settings.listen);
  settings.assignment = settings.listen;

  std::string problem;
  runtime::EventLoop loop;
  store::RedisRecordStore records({loop, {settings.redis, settings.movable_time}});
  loop.Start();
  hosting::Foundation foundation(settings, *secrets, "krul-standalone", loop, records);
  gateway::Gateway gateway(settings.gateway, *secrets, foundation.metrics, problem);
  if (!problem.empty()) return Fail(problem);
  hosting::Moments moments;
  moments.ready = [&](int port) {
    const std::string here = settings.listen.substr(0, settings.listen.rfind(':')) + ":" + std::to_string(port);
    gateway.Start({here, here, here});
    PrintWelcome(settings, gateway.port());
  };
  moments.wait = [&] {
    runtime::WaitForStopSignal();
    gateway.Stop();
  };
  moments.ended = [&] { redis->reset(); };
  return hosting::Serve(
      foundation, {intake::MakeIntake, assignment::MakeAssignment, deadline_watcher::MakeDeadlineWatcher}, moments);
}
