// WHO calls back: the directory, the board, the inbox, and everything a colleague does. Knows no gRPC server; every
// method is called on the loop thread, one for each RPC of proto/krul/v1/assignment_service.proto, which says what each
// does and refuses.
#pragma once
#include "krul/v1/assignment_service.pb.h"
#include "services/assignment/workload_counts.h"
#include "services/changes/absence_changes.h"
#include "services/changes/callback_changes.h"
#include "services/changes/firm_changes.h"
#include "services/rpc/call.h"

namespace krul::assignment {

using domain::Result;
using rpc::Call;
using runtime::Task;

class AssignmentService {
 public:
  struct Deps {
    store::CallbackStore& callbacks;
    directory::Directory& directory;
    WorkloadCounts& workloads;
    runtime::EventLoop& loop;
  };
  explicit AssignmentService(const Deps& deps)
      : deps_(deps),
        changes_(deps.callbacks, deps.directory),
        firm_changes_(deps.callbacks.records(), deps.directory),
        absence_changes_(deps.callbacks.records(), deps.directory),
        presence_(deps.callbacks.records()) {}

  // The firm and who is there (firm_methods.cc).
  Task<Result<v1::ApplyFirmResponse>> ApplyFirm(const Call& call, const v1::ApplyFirmRequest& request);
  Task<Result<v1::Firm>> GetFirm(const Call& call, const v1::GetFirmRequest& request);
  Task<Result<v1::ReportDesksResponse>> ReportDesks(const Call& call, const v1::ReportDesksRequest& request);
  Task<Result<v1::SetAbsenceResponse>> SetAbsence(const Call& call, const v1::SetAbsenceRequest& request);
  Task<Result<v1::PreviewRouteResponse>> PreviewRoute(const Call& call, const v1::PreviewRouteRequest& request);
  // What is open (list_methods.cc).
  Task<Result<v1::ListCallbacksResponse>> ListBoard(const Call& call, const v1::ListBoardRequest& request);
  Task<Result<v1::ListCallbacksResponse>> ListInbox(const Call& call, const v1::ListInboxRequest& request);
  // What a colleague does (colleague_methods.cc).
  Task<Result<v1::Callback>> Acknowledge(const Call& call, const v1::AcknowledgeRequest& request);
  Task<Result<v1::Callback>> BeginCall(const Call& call, const v1::BeginCallRequest& request);
  Task<Result<v1::Callback>> RecordAttempt(const Call& call, const v1::RecordAttemptRequest& request);
  Task<Result<v1::Callback>> Forward(const Call& call, const v1::ForwardRequest& request);
  Task<Result<v1::Callback>> Complete(const Call& call, const v1::CompleteRequest& request);
  Task<Result<v1::Callback>> Undo(const Call& call, const v1::UndoRequest& request);
  Task<Result<v1::Callback>> Reopen(const Call& call, const v1::ReopenRequest& request);
  Task<Result<v1::Callback>> Cancel(const Call& call, const v1::CancelRequest& request);

 private:
  // The answer to somebody who may be speaking to the caller: with what else that caller waits for.
  Task<Result<v1::Callback>> AnswerWithOthers(Result<changes::Applied> applied);
  // Gives back what the person has not acknowledged and will not be back for; answers how many.
  Task<Result<int>> HandBack(std::string person);
  runtime::Detached HandBackAgain(std::string person);

  Deps deps_;
  changes::CallbackChanges changes_;
  changes::FirmChanges firm_changes_;
  changes::AbsenceChanges absence_changes_;
  store::PresenceStore presence_;
};

}  // namespace krul::assignment
