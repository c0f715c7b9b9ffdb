// WHEN at the latest. Knows no gRPC server; every method is called on the loop thread, one for each RPC of
// proto/krul/v1/deadline_service.proto, which says what each does and refuses.
#pragma once
#include "krul/v1/deadline_service.pb.h"
#include "services/directory/callback_changes.h"
#include "services/rpc/call_guard.h"

namespace krul::deadline_watcher {

using domain::Result;
using rpc::Call;
using runtime::Task;

class DeadlineService {
 public:
  DeadlineService(store::CallbackStore& callbacks, directory::Directory& directory)
      : callbacks_(callbacks), directory_(directory), changes_(callbacks, directory) {}

  Task<Result<v1::Callback>> RenegotiatePromise(const Call& call, const v1::RenegotiatePromiseRequest& request);
  Task<Result<v1::ExplainDeadlineResponse>> ExplainDeadline(const Call& call,
                                                            const v1::ExplainDeadlineRequest& request);
  Task<Result<v1::ListLooksResponse>> ListLooks(const Call& call, const v1::ListLooksRequest& request);

 private:
  store::CallbackStore& callbacks_;
  directory::Directory& directory_;
  directory::CallbackChanges changes_;
};

}  // namespace krul::deadline_watcher
