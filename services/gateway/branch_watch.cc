#include "services/gateway/branch_watch.h"

#include "services/gateway/limits.h"

namespace krul::gateway {

class BranchWatch::Stream final : public grpc::ClientReadReactor<v1::WatchResponse> {
 public:
  Stream(IoLoop& loop, Upstream& upstream, Heard heard) : loop_(loop), upstream_(upstream), heard_(std::move(heard)) {}

  void Begin(std::shared_ptr<Stream> self, const v1::WatchRequest& request) {
    self_ = std::move(self);
    request_ = request;
    upstream_.CallBegun();
    upstream_.PresentAsService(context_);
    context_.set_deadline(std::chrono::system_clock::now() + limits::kUpstreamStream);
    upstream_.assignment().async()->Watch(&context_, &request_, this);
    AddHold();  // reads are started from the loop, so gRPC must not end the call between two of them
    StartRead(&response_);
    StartCall();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return RemoveHold();
    // The next one is read when this one was taken: a snapshot of a large board waits at the other side, not here.
    loop_.Post([self = self_]() mutable {
      if (self->heard_.message) self->heard_.message(std::move(self->response_));
      self->response_ = {};
      self->StartRead(&self->response_);
    });
  }

  void OnDone(const grpc::Status& status) override {
    Upstream& upstream = upstream_;  // the loop may be done with this stream before the next line
    loop_.Post([self = std::move(self_), status] {
      if (self->heard_.end) self->heard_.end(status);
    });
    upstream.CallEnded();
  }

  void Cancel() { context_.TryCancel(); }
  void Forget() { heard_ = {}; }

 private:
  IoLoop& loop_;
  Upstream& upstream_;
  Heard heard_;  // on the loop thread
  grpc::ClientContext context_;
  v1::WatchRequest request_;
  v1::WatchResponse response_;
  std::shared_ptr<Stream> self_;  // until gRPC is done with it
};

BranchWatch::BranchWatch(IoLoop& loop, Upstream& upstream, const std::string& branch, const std::string& resume_token,
                         Heard heard)
    : stream_(std::make_shared<Stream>(loop, upstream, std::move(heard))) {
  v1::WatchRequest request;
  request.set_branch(branch);
  request.set_resume_token(resume_token);
  request.set_all_notices(true);
  stream_->Begin(stream_, request);
}

BranchWatch::~BranchWatch() {
  stream_->Forget();
  stream_->Cancel();
}

void BranchWatch::Cancel() { stream_->Cancel(); }

}  // namespace krul::gateway
