// The assignment service as gRPC sees it.
#pragma once
#include "krul/v1/assignment_service.grpc.pb.h"
#include "services/assignment/assignment_service.h"
#include "services/assignment/watch_stream.h"

namespace krul::assignment {

using Api = v1::AssignmentService;
using RawFirm =
    Api::WithRawCallbackMethod_ApplyFirm<Api::WithRawCallbackMethod_GetFirm<Api::WithRawCallbackMethod_SetAbsence<
        Api::WithRawCallbackMethod_PreviewRoute<Api::WithRawCallbackMethod_ReportDesks<Api::Service>>>>>;
using RawLists = Api::WithRawCallbackMethod_ListBoard<
    Api::WithRawCallbackMethod_ListInbox<Api::WithRawCallbackMethod_Watch<RawFirm>>>;
using RawWork = Api::WithRawCallbackMethod_Acknowledge<Api::WithRawCallbackMethod_BeginCall<
    Api::WithRawCallbackMethod_RecordAttempt<Api::WithRawCallbackMethod_Forward<RawLists>>>>;
using RawAssignment = Api::WithRawCallbackMethod_Complete<
    Api::WithRawCallbackMethod_Undo<Api::WithRawCallbackMethod_Reopen<Api::WithRawCallbackMethod_Cancel<RawWork>>>>;

class AssignmentRpc final : public RawAssignment, rpc::Served<AssignmentService> {
 public:
  AssignmentRpc(rpc::CallGuard& guard, AssignmentService& service, const WatchDeps& watch)
      : Served(guard, service), watch_(watch) {}

  Reactor* ApplyFirm(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::ApplyFirm>(__func__, context, in, out);
  }
  Reactor* GetFirm(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::GetFirm>(__func__, context, in, out);
  }
  Reactor* SetAbsence(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::SetAbsence>(__func__, context, in, out);
  }
  Reactor* ReportDesks(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::ReportDesks>(__func__, context, in, out);
  }
  Reactor* PreviewRoute(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::PreviewRoute>(__func__, context, in, out);
  }
  Reactor* ListBoard(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::ListBoard>(__func__, context, in, out);
  }
  Reactor* ListInbox(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::ListInbox>(__func__, context, in, out);
  }
  Reactor* Acknowledge(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::Acknowledge>(__func__, context, in, out);
  }
  Reactor* BeginCall(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::BeginCall>(__func__, context, in, out);
  }
  Reactor* RecordAttempt(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::RecordAttempt>(__func__, context, in, out);
  }
  Reactor* Forward(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::Forward>(__func__, context, in, out);
  }
  Reactor* Complete(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::Complete>(__func__, context, in, out);
  }
  Reactor* Undo(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::Undo>(__func__, context, in, out);
  }
  Reactor* Reopen(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::Reopen>(__func__, context, in, out);
  }
  Reactor* Cancel(Context* context, const Bytes* in, Bytes* out) override {
    return Serve<&AssignmentService::Cancel>(__func__, context, in, out);
  }
  grpc::ServerWriteReactor<Bytes>* Watch(Context* context, const Bytes* in) override {
    return new WatchStream(watch_, context, in);
  }

 private:
  WatchDeps watch_;
};

}  // namespace krul::assignment
