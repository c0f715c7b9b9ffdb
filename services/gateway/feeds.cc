#include "services/gateway/feeds.h"

#include "services/gateway/limits.h"

namespace krul::gateway {

Feeds::Feeds(const BranchFeed::Deps& deps, runtime::Metrics& metrics)
    : deps_(deps),
      streams_(metrics.Gauge("krul_event_streams", "desks that have a stream of events open")),
      branches_(metrics.Gauge("krul_event_branches", "branches whose events are followed for desks")) {}

void Feeds::Start() {
  running_ = true;
  deps_.loop.After(limits::kHeartbeat, [this] { Beat(); });
  ReportDesks();
}

void Feeds::Stop() {
  running_ = false;
  for (const auto& [branch, feed] : std::exchange(feeds_, {})) feed->Close();
}

void Feeds::Join(const std::string& branch, const std::string& person, std::shared_ptr<EventSink> desk,
                 const std::string& last_event_id) {
  if (!running_) return desk->Close();
  auto& feed = feeds_[branch];
  if (!feed) {
    feed = std::make_shared<BranchFeed>(deps_, branch);
    feed->Open();
    branches_.Set(static_cast<double>(feeds_.size()));
  }
  streams_.Increment();
  if (++people_[person] == 1) ReportSoon();
  desk->OnClosed([this, person] {
    streams_.Decrement();
    if (--people_[person] == 0) people_.erase(person);
  });
  feed->Join(person, std::move(desk), last_event_id);
}

void Feeds::TellFirm() {
  for (const auto& [branch, feed] : feeds_) feed->TellFirm();
}

void Feeds::TellAtDesk() {
  for (const auto& [branch, feed] : feeds_) feed->TellAtDesk();
}

void Feeds::TellTime() {
  for (const auto& [branch, feed] : feeds_) feed->Beat();
}

void Feeds::Beat() {
  if (!running_) return;
  for (const auto& [branch, feed] : feeds_) feed->Beat();
  std::erase_if(feeds_, [](const auto& one) {
    if (!one.second->is_unwatched()) return false;
    one.second->Close();
    return true;
  });
  branches_.Set(static_cast<double>(feeds_.size()));
  deps_.loop.After(limits::kHeartbeat, [this] { Beat(); });
}

void Feeds::ReportDesks() {
  if (!running_) return;
  SendReport();
  deps_.loop.After(limits::kDeskReport, [this] { ReportDesks(); });
}

void Feeds::ReportSoon() {
  if (std::exchange(report_is_due_, true)) return;
  deps_.loop.After(limits::kDeskReportPause, [this] {
    report_is_due_ = false;
    SendReport();
  });
}

void Feeds::SendReport() {
  if (!running_ || people_.empty()) return;
  v1::ReportDesksRequest request;
  for (const auto& [person, streams] : people_) request.add_people(person);
  // What could not be told is told the next time.
  deps_.upstream.CallAsService(Service::kAssignment, "/krul.v1.AssignmentService/ReportDesks", request,
                               std::make_unique<v1::ReportDesksResponse>(), [](const grpc::Status&, auto) {});
}

}  // namespace krul::gateway
