#include "services/runtime/metrics.h"

#include <prometheus/exposer.h>

namespace krul::runtime {
namespace {
// Seconds; 50 ms is what a desk feels, 5 s is where a command to the store is given up.
const prometheus::Histogram::BucketBoundaries kBuckets = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};
}  // namespace

Metrics::Metrics(std::string service)
    : service_(std::move(service)),
      registry_(std::make_shared<prometheus::Registry>()),
      requests_(prometheus::BuildCounter()
                    .Name("krul_rpc_requests_total")
                    .Help("RPCs answered, by method and status code")
                    .Register(*registry_)),
      durations_(prometheus::BuildHistogram()
                     .Name("krul_rpc_duration_seconds")
                     .Help("How long RPCs took")
                     .Register(*registry_)) {}

Metrics::~Metrics() = default;

std::string Metrics::Serve(const std::string& address) {
  if (address.empty()) return "";
  try {
    exposer_ = std::make_unique<prometheus::Exposer>(address, 1);
    exposer_->RegisterCollectable(registry_);
    return "";
  } catch (const std::exception&) {
    return "Cannot serve metrics on " + address + ": is the port taken?";
  }
}

int Metrics::port() const { return exposer_ ? exposer_->GetListeningPorts().front() : 0; }

void Metrics::CountRpc(const std::string& method, const std::string& code, double seconds) {
  prometheus::Counter* count;
  prometheus::Histogram* duration;
  {
    std::lock_guard lock(mutex_);
    auto& known_count = requests_of_[{method, code}];
    if (!known_count) known_count = &requests_.Add({{"service", service_}, {"method", method}, {"code", code}});
    auto& known_duration = duration_of_[method];
    if (!known_duration) known_duration = &durations_.Add({{"service", service_}, {"method", method}}, kBuckets);
    count = known_count;
    duration = known_duration;
  }
  count->Increment();
  duration->Observe(seconds);
}

prometheus::Gauge& Metrics::Gauge(const std::string& name, const std::string& help,
                                  const std::map<std::string, std::string>& labels) {
  auto all = labels;
  all["service"] = service_;
  return prometheus::BuildGauge().Name(name).Help(help).Register(*registry_).Add(all);
}

prometheus::Counter& Metrics::Counter(const std::string& name, const std::string& help,
                                      const std::map<std::string, std::string>& labels) {
  auto all = labels;
  all["service"] = service_;
  return prometheus::BuildCounter().Name(name).Help(help).Register(*registry_).Add(all);
}

}  // namespace krul::runtime
