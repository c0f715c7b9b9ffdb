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

class AssignmentRpc final : public RawAssignment {
 public:
  AssignmentRpc(rpc::CallGuard& guard, AssignmentService& service, const WatchDeps& watch)
      : guard_(guard), service_(service), watch_(watch) {}

  using Context = grpc::CallbackServerContext;
  using Bytes = grpc::ByteBuffer;
  grpc::ServerUnaryReactor* ApplyFirm(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* GetFirm(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* SetAbsence(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* ReportDesks(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* PreviewRoute(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* ListBoard(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* ListInbox(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* Acknowledge(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* BeginCall(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* RecordAttempt(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* Forward(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* Complete(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* Undo(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* Reopen(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerUnaryReactor* Cancel(Context* context, const Bytes* in, Bytes* out) override;
  grpc::ServerWriteReactor<Bytes>* Watch(Context* context, const Bytes* in) override {
    return new WatchStream(watch_, context, in);
  }

 private:
  rpc::CallGuard& guard_;
  AssignmentService& service_;
  WatchDeps watch_;
};

}  // namespace krul::assignment
