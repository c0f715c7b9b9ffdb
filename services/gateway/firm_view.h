// The firm as the services last told it: who may sign in, in which role, and what all desks are shown. Asked for every
// few seconds by the gateway, so that its desks need not. On the loop thread.
#pragma once
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "services/gateway/exchange.h"
#include "services/gateway/upstream.h"

namespace krul::gateway {

class FirmView {
 public:
  // firm: who works where, or who is away, has changed. desks: who is at a desk. clock: the services' time jumped.
  struct Changes {
    bool firm = false, desks = false, clock = false;
  };
  using Changed = std::function<void(const Changes&)>;
  FirmView(IoLoop& loop, Upstream& upstream, Changed changed)
      : loop_(loop), upstream_(upstream), changed_(std::move(changed)) {}

  void Start();
  void Stop() { running_ = false; }

  // Null until the services have told of one.
  const v1::Firm* firm() const { return known_ ? &firm_ : nullptr; }
  const v1::Person* FindPerson(const std::string& id) const;
  const v1::Branch* FindBranch(const std::string& id) const;
  // The answer of GetFirm, or why there is none.
  HttpResponse Answer(bool takes_gzip);
  // The services' time: what desks compare deadlines with. RFC 3339.
  std::string Now() const;
  // {"people": [...]}: who of a branch is at a desk.
  std::string AtDeskJson(const std::string& branch) const;

 private:
  void Ask();
  void Take(const grpc::Status& status, v1::Firm firm, std::chrono::nanoseconds took);
  bool TakeTime(const v1::Firm& firm, std::chrono::nanoseconds took);  // true: it jumped
  void Index();
  void IndexPresent();

  IoLoop& loop_;
  Upstream& upstream_;
  Changed changed_;
  bool running_ = false, known_ = false;
  v1::Firm firm_;                                                      // without who is at a desk
  std::string content_;                                                // of firm_; equal firms, equal bytes
  std::vector<int> present_;                                           // people who are at a desk
  std::unordered_map<std::string, int> people_, branches_;             // by id, where in the firm
  std::unordered_map<std::string, std::vector<std::string>> at_desk_;  // by branch; "" for who works in all
  Bytes json_, compressed_;                                            // the answer of GetFirm; null: to be made
  std::chrono::milliseconds ahead_{0};                                 // the services' clock, of the one here
  grpc::Status status_{grpc::StatusCode::UNAVAILABLE, ""};
};

// Whether somebody works in a branch: people without branches work in all.
bool WorksAt(const v1::Person& person, const std::string& branch);

}  // namespace krul::gateway
