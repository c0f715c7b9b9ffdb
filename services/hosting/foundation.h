// What every service stands on, and what every main does with it: read, wire, start, wait, drain.
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include "services/directory/directory.h"
#include "services/rpc/call_guard.h"
#include "services/rpc/server.h"
#include "services/runtime/borders.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"
#include "services/runtime/secrets.h"
#include "services/runtime/settings.h"
#include "services/store/callback_store.h"

namespace krul::hosting {

struct Foundation {
  Foundation(const runtime::Settings& settings_, const runtime::Secrets& secrets_, std::string service,
             runtime::EventLoop& loop_, store::RecordStore& records_)
      : settings(settings_),
        secrets(secrets_),
        loop(loop_),
        metrics(std::move(service)),
        borders(metrics),
        records(records_),
        callbacks(records, secrets.index_key),
        directory(records, loop, borders),
        guard(loop, secrets, metrics, borders) {}

  runtime::Settings settings;
  runtime::Secrets secrets;
  runtime::EventLoop& loop;
  runtime::Metrics metrics;
  runtime::Borders borders;
  store::RecordStore& records;
  store::CallbackStore callbacks;
  directory::Directory directory;
  rpc::CallGuard guard;
};

// A service that was wired: what gRPC serves, and its loops.
class Service {
 public:
  virtual ~Service() = default;
  virtual grpc::Service* api() = 0;
  virtual void Start() = 0;  // on the loop thread
  virtual void Stop() = 0;   // on the loop thread; its loops end at their next turn
};
using MakeService = std::function<std::unique_ptr<Service>(Foundation&)>;

struct Moments {
  std::function<void(int port)> ready = [](int) {};  // everything listens
  std::function<void()> wait;                        // until it returns it is served
  std::function<void()> ended = [] {};               // every call is answered, nothing listens to the loop any more
};

// Serves, drains, and ends the process with exit code 0. Answers only when it could not start: the exit code, and one
// line on standard error that says why.
int Serve(Foundation& foundation, const std::vector<MakeService>& makers, const Moments& moments);

}  // namespace krul::hosting
