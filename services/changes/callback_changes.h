// One command on one callback: the firm in force, the decision, the commit. What assignment, intake and the deadline
// watcher share.
#pragma once
#include <functional>

#include "services/directory/directory.h"
#include "services/domain/callback/callback_decisions.h"
#include "services/store/callback_store.h"

namespace krul::changes {

class CallbackChanges {
 public:
  CallbackChanges(store::CallbackStore& callbacks, directory::Directory& directory)
      : callbacks_(callbacks), directory_(directory) {}

  // Makes the command from the firm and the record as they are at this moment, or refuses.
  using MakeCommand =
      std::function<runtime::Task<domain::Result<domain::Command>>(const domain::Firm&, const store::LoadedCallback&)>;
  using Expect = store::CallbackStore::Expect;
  runtime::Task<domain::Result<store::Applied>> Apply(store::CallbackId id, domain::Actor actor,
                                                      domain::AppliedRequest request, MakeCommand make,
                                                      Expect expect = Expect::kExisting);
  // A command that depends on neither.
  runtime::Task<domain::Result<store::Applied>> Apply(store::CallbackId id, domain::Actor actor,
                                                      domain::AppliedRequest request, domain::Command command);
  // What Apply would make of it now, without writing anything; the record has version 0 or as it is.
  runtime::Task<domain::Result<store::Applied>> Preview(store::CallbackId id, domain::Actor actor, MakeCommand make);

 private:
  runtime::Task<domain::Result<domain::Decision>> DecideOn(const store::LoadedCallback& loaded,
                                                           const domain::Actor& actor,
                                                           const domain::AppliedRequest& request,
                                                           const MakeCommand& make);

  store::CallbackStore& callbacks_;
  directory::Directory& directory_;
};

}  // namespace krul::changes
