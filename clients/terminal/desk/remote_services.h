// The services over the network: one thread asks, in order, and the answers wait until the desk's own thread takes
// them.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "clients/terminal/connection/connection.h"
#include "clients/terminal/desk/questions.h"
#include "clients/terminal/spool/firm_memory.h"
#include "clients/terminal/spool/spool.h"

namespace krul::terminal::desk {

// What was done on another thread, for the desk's own. From any thread; `descriptor` is readable while there is some.
class Answers {
 public:
  Answers();
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;
  ~Answers();

  void Post(std::function<void()> answer);
  // Runs those that are there, on this thread.
  void RunAll();
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;  // an eventfd
  std::mutex mutex_;
  std::vector<std::function<void()>> waiting_;  // under the lock
};

class RemoteServices : public Services {
 public:
  struct Deps {
    Settings settings;
    const Spool& spool;
    const FirmMemory& memory;
    Answers& answers;
  };
  explicit RemoteServices(Deps deps);
  // Waits for what is under way. A note that waits to be sent is on disk already.
  ~RemoteServices() override;

  void Quote(const v1::QuotePromiseRequest& request, Then<v1::QuotePromiseResponse> then) override;
  void Save(const SpooledNote& note, Then<Delivered> then) override;
  void Send(const Change& change, Then<v1::Callback> then) override;
  void SendRound(const RoundChange& change, Then<v1::ReviewRound> then) override;
  void Read(const std::string& name, Then<v1::Callback> then) override;
  void Explain(const std::string& name, Then<v1::ExplainDeadlineResponse> then) override;
  void Find(const std::string& phone_number, Then<v1::FindCallbacksResponse> then) override;
  void Inbox(Then<v1::ListCallbacksResponse> then) override;
  void Firm(Then<v1::Firm> then) override;
  void OpenRound(Then<v1::ReviewRound> then) override;
  void DeliverKept(Then<Deliveries> then) override;
  void Drop(const std::string& id, Then<std::vector<SpooledNote>> then) override;

 private:
  enum class Urgency { kLater, kFirst };

  // Runs `work` on the network's thread, and `then` with what it returned or threw on the desk's.
  template <typename Value>
  void Ask(std::function<Value(Connection&)> work, Then<Value> then, Urgency urgency = Urgency::kLater);
  void Work();

  Deps deps_;
  Connection connection_;  // the network thread's own
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;  // under the lock
  bool stopping_ = false;                   // under the lock
  std::thread thread_;                      // last: it uses all of the above
};

}  // namespace krul::terminal::desk
