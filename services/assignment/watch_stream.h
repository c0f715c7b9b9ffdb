// One Watch: a snapshot, then every change of a branch (or of a person within it) as it happens, with a token to go on
// from.
#pragma once
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <string>

#include "krul/v1/assignment_service.pb.h"
#include "services/assignment/change_feed.h"
#include "services/assignment/desk_presence.h"
#include "services/directory/directory.h"
#include "services/rpc/call_guard.h"
#include "services/store/callback_store.h"

namespace krul::assignment {

struct WatchDeps {
  store::CallbackStore& callbacks;
  directory::Directory& directory;
  rpc::CallGuard& guard;
  DeskPresence& presence;
  ChangeFeed& feed;
};

// Deletes itself when gRPC is done with it. Its coroutine runs on the loop thread.
class WatchStream final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
 public:
  WatchStream(const WatchDeps& deps, grpc::CallbackServerContext* context, const grpc::ByteBuffer* in);

  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  runtime::Detached Run();
  // Checks, and then tells until one side ends it; meanwhile whoever watches counts as at a desk.
  runtime::Task<domain::Result<domain::Done>> Follow();
  runtime::Task<domain::Result<domain::Done>> TellChanges();
  // Everything that is open now, then a message with only a token.
  runtime::Task<domain::Result<domain::Done>> SendSnapshot();
  // What came after position_: of the feed, or of the store for one who is behind. False: there is a gap.
  runtime::Task<domain::Result<bool>> SendNews();
  runtime::Task<domain::Result<bool>> SendNewsOfStore();
  runtime::Task<domain::Result<domain::Done>> SendChange(std::shared_ptr<const ToldChange> told);
  bool Concerns(const storage::ChangeEvent& change) const;
  // Where the stream is, and nothing else. False: the client is gone.
  runtime::Task<bool> SendToken();
  // False: the client is gone.
  runtime::Task<bool> Send(const v1::WatchResponse& response);
  // `first` are the bytes of fields that `response` lacks.
  runtime::Task<bool> SendWith(const grpc::Slice& first, const v1::WatchResponse& response);
  std::string Token() const;
  bool ParseToken(const std::string& token);
  bool over() const { return cancelled_ || deps_.feed.stopped() || deps_.guard.draining(); }

  WatchDeps deps_;
  rpc::Call call_;
  v1::WatchRequest request_;
  std::optional<domain::Refusal> refused_;
  StreamPosition position_;
  // What this stream read itself may be newer than what the feed had read by then: changes up to here are read anew, so
  // that nobody sees a version go back.
  std::string fresh_until_;
  std::chrono::steady_clock::time_point token_sent_at_{};
  std::atomic<bool> cancelled_{false};
  grpc::ByteBuffer out_;
  std::function<void(bool)> written_;  // on the loop thread
  int references_ = 2;                 // the coroutine and gRPC; on the loop thread
};

}  // namespace krul::assignment
