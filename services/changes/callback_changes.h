// One command on one callback: the firm in force, the decision, the commit. What assignment, intake and the deadline
// watcher share.
#pragma once
#include <functional>

#include "services/directory/directory.h"
#include "services/domain/callback/callback_decisions.h"
#include "services/store/callback_store.h"

namespace krul::changes {

struct Applied {
  domain::CallbackRecord record;
  domain::Instant now{};  // the instant of the decision
  bool changed = false;   // false: it had been done before, or there was nothing to do
  std::vector<domain::EventType> events;
};

class CallbackChanges {
 public:
  CallbackChanges(store::CallbackStore& callbacks, directory::Directory& directory)
      : callbacks_(callbacks), directory_(directory) {}

  // Makes the command from the firm and the record as they are at this moment, or refuses.
  using MakeCommand =
      std::function<runtime::Task<domain::Result<domain::Command>>(const domain::Firm&, const store::LoadedCallback&)>;
  // What is likely new is decided without a read.
  enum class Expect { kExisting, kNew };
  runtime::Task<domain::Result<Applied>> Apply(store::CallbackId id, domain::Actor actor,
                                               domain::AppliedRequest request, MakeCommand make,
                                               Expect expect = Expect::kExisting);
  // A command that depends on neither.
  runtime::Task<domain::Result<Applied>> Apply(store::CallbackId id, domain::Actor actor,
                                               domain::AppliedRequest request, domain::Command command);
  // What Apply would make of it now, without writing anything; the record has version 0 or as it is.
  runtime::Task<domain::Result<Applied>> Preview(store::CallbackId id, domain::Actor actor, MakeCommand make);

 private:
  runtime::Task<domain::Result<domain::Decision>> DecideOn(const store::LoadedCallback& loaded,
                                                           const domain::Actor& actor,
                                                           const domain::AppliedRequest& request,
                                                           const MakeCommand& make);

  store::CallbackStore& callbacks_;
  directory::Directory& directory_;
};

}  // namespace krul::changes
