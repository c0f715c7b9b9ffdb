// The events of one branch for all desks that show it: one stream from the services, one buffer, many connections
// (HTTP_API.md says what each event asks of a desk). On the loop thread.
#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "services/gateway/branch_watch.h"
#include "services/gateway/event_buffer.h"
#include "services/gateway/firm_view.h"

namespace krul::gateway {

class BranchFeed : public std::enable_shared_from_this<BranchFeed> {
 public:
  struct Deps {
    IoLoop& loop;
    Upstream& upstream;
    const FirmView& firm;
  };
  BranchFeed(const Deps& deps, std::string branch);

  void Open();
  // A desk that goes on from `last_event_id` (empty: from now).
  void Join(const std::string& person, std::shared_ptr<EventSink> desk, std::string last_event_id);
  void TellFirm();    // it has changed: who no longer works here is cut off
  void TellAtDesk();  // who is at a desk has, perhaps of this branch
  // Every limits::kHeartbeat: tells desks that the line is alive, and finds out whether the services' is.
  void Beat();
  // No desk has shown this branch for a while.
  bool is_unwatched() const;
  std::size_t desks() const { return desks_.size() + waiting_.size(); }
  void Close();

 private:
  enum class State { kOpening, kLive, kLost, kClosed };
  struct Desk {
    std::shared_ptr<EventSink> sink;
    std::string person;
  };
  struct Waiting {
    Desk desk;
    std::string last_event_id;
  };

  void Take(v1::WatchResponse response);
  void Lose(const grpc::Status& status);
  void BecomeLive(bool nothing_missed);
  void Greet(EventSink& desk, const std::string& last_event_id);
  bool MayStay(const Desk& desk) const;
  void Left(const EventSink* desk);
  void Tell(const Bytes& event);
  std::string TimeJson() const;
  // The same, and within how many milliseconds a desk is to ask for what it needs: the more desks, the longer.
  std::string SpreadJson() const;
  std::chrono::milliseconds PauseBeforeOpening();

  Deps deps_;
  std::string branch_;
  State state_ = State::kOpening;
  std::unique_ptr<BranchWatch> watch_;
  bool in_snapshot_ = false;
  bool said_away_ = false;
  int failures_ = 0;  // in a row
  std::string at_desk_;
  std::chrono::steady_clock::time_point heard_at_, unwatched_since_;
  EventBuffer buffer_;
  std::unordered_map<const EventSink*, Desk> desks_;
  std::vector<Waiting> waiting_;  // for the services to say where the stream is
};

}  // namespace krul::gateway
