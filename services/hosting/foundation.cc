#include "services/hosting/foundation.h"

#include <future>
#include <iostream>

#include "absl/cleanup/cleanup.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "services/runtime/log.h"
#include "services/runtime/periodic.h"
#include "services/runtime/stop_signal.h"
#include "services/store/index_rebuild.h"

namespace krul::hosting {
namespace {
using namespace std::chrono_literals;
using domain::Instant;
using domain::Result;

// Tells health by the write path itself: SERVING while a harmless write succeeds. No call is answered before the
// indexes are those of this program.
class WritePathProbe {
 public:
  WritePathProbe(Foundation& foundation, rpc::Server& server)
      : foundation_(foundation),
        server_(server),
        loop_({foundation.loop, foundation.borders, "probing the store", [this] { return Probe(); }}) {}
  void Start() { loop_.Start(); }
  void Stop() { loop_.Stop(); }
  // Until the store was probed once, with whatever result: who calls a service that has just started need not be
  // refused. Never on the loop's thread.
  void WaitForFirst(std::chrono::milliseconds patience) {
    probed_once_.WaitForNotificationWithTimeout(absl::FromChrono(patience));
  }

 private:
  runtime::Task<runtime::Periodic::Rest> Probe() {
    auto probed =
        co_await runtime::Async<Result<Instant>>([this](auto done) { foundation_.records.Probe(std::move(done)); });
    const bool ready = probed.ok() && co_await IndexesAreCurrent();
    if (loop_.running() && ready != healthy_) {
      healthy_ = ready;
      server_.SetServing(healthy_);
      runtime::Log(healthy_ ? runtime::Severity::kInfo : runtime::Severity::kError,
                   healthy_ ? "the store takes writes" : "the store takes no writes: not serving");
    }
    if (!probed_once_.HasBeenNotified()) probed_once_.Notify();
    co_return runtime::Periodic::Rest::For(healthy_ ? 1000ms : 100ms);
  }

  runtime::Task<bool> IndexesAreCurrent() {
    if (indexes_are_current_) co_return true;
    auto rebuilt = co_await store::RebuildIndexes(foundation_.records, foundation_.secrets.index_key);
    if (!rebuilt) co_return false;
    indexes_are_current_ = true;
    foundation_.guard.SetReady(true);
    if (rebuilt->records + rebuilt->unreadable > 0) {
      runtime::Log(
          rebuilt->unreadable > 0 ? runtime::Severity::kError : runtime::Severity::kInfo, "indexes written anew",
          {{"records", std::to_string(rebuilt->records)}, {"unreadable", std::to_string(rebuilt->unreadable)}});
    }
    co_return true;
  }

  Foundation& foundation_;
  rpc::Server& server_;
  bool indexes_are_current_ = false;
  bool healthy_ = false;
  absl::Notification probed_once_;
  runtime::Periodic loop_;
};

// Runs work on the loop thread and waits for it.
void OnLoop(runtime::EventLoop& loop, std::function<void()> work) {
  auto done = std::make_shared<std::promise<void>>();  // shared: the loop may still be inside set_value when we go on
  loop.Post([&work, done] {
    work();
    done->set_value();
  });
  done->get_future().wait();
}

}  // namespace

int Serve(Foundation& foundation, const std::vector<MakeService>& makers, const Moments& moments) {
  // Debian builds Abseil with its search for deadlocks, a tool for developers that every lock of gRPC pays for.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  std::vector<std::unique_ptr<Service>> services;
  // Whichever way out: nothing that the loop still runs finds what it works on gone.
  const absl::Cleanup stop_loop = [&] { foundation.loop.Stop(); };
  if (const std::string problem = foundation.metrics.Serve(foundation.settings.metrics_listen); !problem.empty()) {
    std::cerr << problem << "\n";
    return 1;
  }
  std::vector<grpc::Service*> apis;
  for (const MakeService& make : makers) {
    services.push_back(make(foundation));
    apis.push_back(services.back()->api());
  }
  foundation.guard.SetReady(false);  // the probe tells when it is
  auto server =
      rpc::Server::Start({foundation.settings.listen, foundation.settings.reflection}, apis, foundation.guard);
  if (!server) {
    std::cerr << server.refusal().message << "\n";
    return 1;
  }
  WritePathProbe probe(foundation, **server);
  OnLoop(foundation.loop, [&] {
    foundation.directory.Start();
    for (const auto& service : services) service->Start();
    probe.Start();
  });
  probe.WaitForFirst(1s);
  // With port 0 the system chose one: this line tells which.
  runtime::Log(
      runtime::Severity::kInfo, "started",
      {{"port", std::to_string((*server)->port())}, {"metrics_port", std::to_string(foundation.metrics.port())}});
  moments.ready((*server)->port());
  moments.wait();

  runtime::Log(runtime::Severity::kInfo, "draining");
  OnLoop(foundation.loop, [&] {
    for (const auto& service : services) service->Stop();
  });
  (*server)->Drain(5s);
  OnLoop(foundation.loop, [&] {
    probe.Stop();
    foundation.directory.Stop();
    foundation.records.Close();
  });
  foundation.loop.Stop();
  moments.ended();
  runtime::Log(runtime::Severity::kInfo, "stopped");
  runtime::EndProcess(0);
}

}  // namespace krul::hosting
