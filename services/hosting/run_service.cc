#include "services/hosting/run_service.h"

#include <iostream>

#include "services/runtime/log.h"
#include "services/runtime/stop_signal.h"
#include "services/store/redis/redis_record_store.h"

namespace krul::hosting {

int RunService(runtime::Program program, int argc, char** argv, const MakeService& make) {
  runtime::BlockStopSignals();
  auto read = runtime::ReadSettings(program, argc, argv);
  if (const int* code = std::get_if<int>(&read)) return *code;
  const runtime::Settings settings = std::get<runtime::Settings>(read);
  const std::string name(NameOf(program));
  runtime::StartLog(name, settings.log_level);
  auto secrets = runtime::ReadSecrets(settings.secret_file);
  if (!secrets) {
    std::cerr << name << ": " << secrets.refusal().message << "\n";
    return 1;
  }
  if (settings.print_credential) {
    std::cout << secrets->desk_credential << "\n";
    return 0;
  }
  runtime::EventLoop loop;
  store::RedisRecordStore records({loop, {settings.redis, settings.movable_time}});
  loop.Start();
  Foundation foundation(settings, *secrets, name, loop, records);
  return Serve(foundation, {make}, {.wait = [] { runtime::WaitForStopSignal(); }});
}

}  // namespace krul::hosting
