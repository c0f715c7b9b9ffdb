// What is decided of a callback, and by what.
#pragma once
#include <string>
#include <vector>

#include "services/domain/callback/callback.h"
#include "services/domain/firm/firm.h"
#include "services/domain/people/actor.h"
#include "services/domain/people/availability.h"

namespace krul::domain {

struct DecisionContext {
  const Firm& firm;                      // now in force
  const Firm* promised_under = nullptr;  // the version of the promise, where it is another
  Actor actor;
  AppliedRequest request;  // an empty id: a service's own command, never remembered
  Instant now{};           // the store's
  const Absences& absences = NoAbsences();
};

// Something a person must be told. At least once; its id is the same each time.
struct Notice {
  std::string id;  // branch/callback/promise number/what/recipient
  std::string recipient;
  EventType about = EventType::kAssigned;
  std::string branch;
  std::string callback;
  Instant at{};
  std::string round;  // id of a review round; then there is no callback
};

struct Decision {
  CallbackRecord record;
  std::vector<Notice> notices;
  std::vector<EventType> events;  // what happened, in order
  bool changed = false;           // false: the request was applied before, or there was nothing to do
};

}  // namespace krul::domain
