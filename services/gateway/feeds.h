// The feeds of all branches that some desk shows, and who has a desk open. On the loop thread.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "services/gateway/branch_feed.h"
#include "services/runtime/metrics.h"

namespace krul::gateway {

class Feeds {
 public:
  Feeds(const BranchFeed::Deps& deps, runtime::Metrics& metrics);

  void Start();
  // Every stream ends; desks connect again, elsewhere or when this gateway is back.
  void Stop();
  // `person` counts as at a desk while the connection lasts.
  void Join(const std::string& branch, const std::string& person, std::shared_ptr<EventSink> desk,
            const std::string& last_event_id);
  void TellFirm();
  void TellAtDesk();
  void TellTime();

 private:
  void Beat();
  void ReportDesks();  // again and again
  void ReportSoon();
  void SendReport();

  BranchFeed::Deps deps_;
  prometheus::Gauge& streams_;
  prometheus::Gauge& branches_;
  std::map<std::string, std::shared_ptr<BranchFeed>> feeds_;
  std::map<std::string, int> people_;  // with how many streams
  bool running_ = false, report_is_due_ = false;
};

}  // namespace krul::gateway
