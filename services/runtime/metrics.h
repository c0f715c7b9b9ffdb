// What /metrics tells. Names are listed in tests/house/metric_names.txt; no label ever holds a person, a caller or a
// number.
#pragma once
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <memory>
#include <mutex>
#include <string>

namespace prometheus {
class Exposer;
}

namespace krul::runtime {

class Metrics {
 public:
  // `service` is a label of every figure.
  explicit Metrics(std::string service);
  ~Metrics();

  // Serves /metrics on host:port; an empty address serves nothing. Returns what is wrong, or "".
  std::string Serve(const std::string& address);
  // The port it serves on; 0: none.
  int port() const;

  // Rate, errors, duration of one RPC. From any thread.
  void CountRpc(const std::string& method, const std::string& code, double seconds);

  prometheus::Gauge& Gauge(const std::string& name, const std::string& help,
                           const std::map<std::string, std::string>& labels = {});
  prometheus::Counter& Counter(const std::string& name, const std::string& help,
                               const std::map<std::string, std::string>& labels = {});

 private:
  std::string service_;
  std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Histogram>& durations_;
  std::mutex mutex_;
  std::map<std::string, prometheus::Histogram*> duration_of_;                        // guarded by mutex_
  std::map<std::pair<std::string, std::string>, prometheus::Counter*> requests_of_;  // guarded by mutex_
  std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace krul::runtime
