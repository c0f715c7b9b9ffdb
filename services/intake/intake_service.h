// WHAT was asked: quotes, notes, and finding them again. Knows no gRPC server; every method is called on the loop
// thread, one for each RPC of proto/krul/v1/intake_service.proto, which says what each does and refuses.
#pragma once
#include "krul/v1/intake_service.pb.h"
#include "services/changes/callback_changes.h"
#include "services/intake/note_rules.h"
#include "services/rpc/assignment_port.h"
#include "services/rpc/call.h"
#include "services/runtime/secrets.h"

namespace krul::intake {

using domain::Result;
using rpc::Call;
using runtime::Task;

class IntakeService {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    directory::Directory& directory;
    rpc::AssignmentPort& assignment;
    runtime::Key quote_key;
  };
  explicit IntakeService(const Deps& deps) : deps_(deps), changes_(deps.callbacks, deps.directory) {}

  Task<Result<v1::QuotePromiseResponse>> QuotePromise(const Call& call, const v1::QuotePromiseRequest& request);
  Task<Result<v1::Callback>> NoteCallback(const Call& call, const v1::NoteCallbackRequest& request);
  Task<Result<v1::Callback>> RecordHandledAtDesk(const Call& call, const v1::RecordHandledAtDeskRequest& request);
  Task<Result<v1::Callback>> RecordChaser(const Call& call, const v1::RecordChaserRequest& request);
  Task<Result<v1::FindCallbacksResponse>> FindCallbacks(const Call& call, const v1::FindCallbacksRequest& request);
  Task<Result<v1::Callback>> GetCallback(const Call& call, const v1::GetCallbackRequest& request);
  Task<Result<v1::ImportCallbackResponse>> ImportCallback(const Call& call, const v1::ImportCallbackRequest& request);
  Task<Result<v1::EraseCallerResponse>> EraseCaller(const Call& call, const v1::EraseCallerRequest& request);
  Task<Result<v1::ExportCallbacksResponse>> ExportCallbacks(const Call& call,
                                                            const v1::ExportCallbacksRequest& request);

 private:
  Task<Result<v1::Callback>> NoteNew(const Call& call, const v1::NoteCallbackRequest& request, domain::Party requested,
                                     std::optional<domain::Instant> called_at, Quote quote);
  // As a chaser, to the promise that the quote names.
  Task<Result<v1::Callback>> Attach(const Call& call, const v1::NoteCallbackRequest& request, domain::Party requested,
                                    std::optional<domain::Instant> called_at, Quote quote);

  Deps deps_;
  changes::CallbackChanges changes_;
};

}  // namespace krul::intake
