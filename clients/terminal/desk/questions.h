// What a desk asks of the services. Every question returns at once; the answer comes later, on the desk's own thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "clients/terminal/spool/spool_delivery.h"
#include "clients/terminal/text/failure.h"
#include "krul/v1/assignment_service.pb.h"
#include "krul/v1/deadline_service.pb.h"
#include "krul/v1/intake_service.pb.h"

namespace krul::terminal::desk {

template <typename Value>
struct Answer {
  std::optional<Value> value;
  std::optional<Failure> failure;  // exactly one is set
};
template <typename Value>
using Then = std::function<void(Answer<Value>)>;

// Whatever changes a callback carries its own id, so the same value can be sent again after an unknown outcome.
using Change = std::variant<v1::AcknowledgeRequest, v1::BeginCallRequest, v1::RecordAttemptRequest, v1::ForwardRequest,
                            v1::CompleteRequest, v1::UndoRequest, v1::ReopenRequest, v1::CancelRequest,
                            v1::RenegotiatePromiseRequest, v1::RecordChaserRequest, v1::RecordHandledAtDeskRequest>;
using RoundChange = std::variant<v1::ReviewEntryRequest, v1::SignReviewRoundRequest>;

// What became of the notes that were kept, and those that are kept still.
struct Deliveries {
  std::vector<std::pair<SpooledNote, Delivered>> told;
  std::vector<SpooledNote> kept;
};

class Services {
 public:
  virtual ~Services() = default;

  virtual void Quote(const v1::QuotePromiseRequest& request, Then<v1::QuotePromiseResponse> then) = 0;
  // Kept when this returns, if it can be; then sent, once. Without a quote it is only kept, for later.
  virtual void Save(const SpooledNote& note, Then<Delivered> then) = 0;
  virtual void Send(const Change& change, Then<v1::Callback> then) = 0;
  virtual void SendRound(const RoundChange& change, Then<v1::ReviewRound> then) = 0;
  virtual void Read(const std::string& name, Then<v1::Callback> then) = 0;
  virtual void Explain(const std::string& name, Then<v1::ExplainDeadlineResponse> then) = 0;
  virtual void Find(const std::string& phone_number, Then<v1::FindCallbacksResponse> then) = 0;
  virtual void Inbox(Then<v1::ListCallbacksResponse> then) = 0;
  virtual void Firm(Then<v1::Firm> then) = 0;
  // The newest round that is open, with its entries; one without a name when none is.
  virtual void OpenRound(Then<v1::ReviewRound> then) = 0;
  // Everything that is kept, if nobody else is at it.
  virtual void DeliverKept(Then<Deliveries> then) = 0;
  // Forgets a note that is kept; answers what is left.
  virtual void Drop(const std::string& id, Then<std::vector<SpooledNote>> then) = 0;
};

// The service could not be asked or did not answer: what is shown may be old, and what was sent may have arrived or
// not.
inline bool IsAway(const Failure& failure) {
  return failure.code == "UNAVAILABLE" || failure.reason == "TOO_BUSY" || failure.code == "DEADLINE_EXCEEDED" ||
         failure.outcome_unknown;
}

}  // namespace krul::terminal::desk
