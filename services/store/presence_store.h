// Who has a desk open: a hint for all services, some seconds old, that nobody has to take back. On the loop thread.
#pragma once
#include <functional>
#include <set>
#include <string>

#include "services/runtime/task.h"
#include "services/store/record_store.h"

namespace krul::store {

using People = std::set<std::string, std::less<>>;

class PresenceStore {
 public:
  explicit PresenceStore(RecordStore& records) : records_(records) {}

  // Of whom it was told less than limits::kDeskPresence ago.
  runtime::Task<Result<People>> AtDesk();
  // To be told again before limits::kDeskPresence is over; others are left alone.
  runtime::Task<Result<Done>> Tell(std::set<std::string> people);

 private:
  RecordStore& records_;
};

}  // namespace krul::store
