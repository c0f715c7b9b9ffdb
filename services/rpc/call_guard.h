// What every RPC passes through, whatever it does: credentials, deadline, draining, parsing, figures, and the way to
// the loop thread and back. Service classes take raw messages from gRPC (so that a text that is not UTF-8 is told with
// its field) and hand them to it.
#pragma once
#include <google/protobuf/arena.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "services/rpc/call.h"
#include "services/rpc/credentials.h"
#include "services/rpc/request_text.h"
#include "services/rpc/status.h"
#include "services/runtime/borders.h"
#include "services/runtime/event_loop.h"
#include "services/runtime/metrics.h"

namespace krul::rpc {

template <class Request, class Response>
using Handler = std::function<runtime::Task<domain::Result<Response>>(const Call&, const Request&)>;

class CallGuard {
 public:
  CallGuard(runtime::EventLoop& loop, const runtime::Secrets& secrets, runtime::Metrics& metrics,
            runtime::Borders& borders)
      : loop_(loop),
        authenticator_(secrets),
        metrics_(metrics),
        borders_(borders),
        under_way_(metrics.Gauge("krul_rpcs_under_way", "RPCs and streams that are not answered yet", {})) {}

  // From gRPC's threads. `handler` runs on the loop thread; the request lives until it has answered.
  template <class Request, class Response>
  grpc::ServerUnaryReactor* Unary(grpc::CallbackServerContext* context, const grpc::ByteBuffer* in,
                                  grpc::ByteBuffer* out, const char* method, Handler<Request, Response> handler) {
    struct Pending {
      Call call;
      Request request;
      Handler<Request, Response> handler;
      std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
    };
    auto* reactor = new Answering(*this, in->Length());
    auto pending = std::make_shared<Pending>();
    pending->handler = std::move(handler);
    auto refusal = Full();
    if (!refusal) refusal = Admit(*context, *in, pending->call, pending->request);
    if (refusal) {
      Finish(reactor, method, pending->begun, ToStatus(*refusal));
      return reactor;
    }
    NameRequest(pending->request, pending->call);
    loop_.Post([this, reactor, out, method, pending] {
      const auto answer = [this, reactor, out, method, pending](domain::Result<Response> result) {
        if (!result) return Finish(reactor, method, pending->begun, ToStatus(result.refusal()));
        bool own_buffer = true;
        const grpc::Status sent = grpc::GenericSerialize<grpc::ProtoBufferWriter, Response>(*result, out, &own_buffer);
        Finish(reactor, method, pending->begun, sent);
      };
      runtime::SpawnThen(Answered(method, pending->handler(pending->call, pending->request)), answer);
    });
    return reactor;
  }

  // For streams: the actor and the parsed request, or why not. From gRPC's threads.
  template <class Request>
  std::optional<domain::Refusal> AdmitStream(const grpc::CallbackServerContext& context, const grpc::ByteBuffer& in,
                                             Call& call, Request& request) {
    Came();
    return Admit(context, in, call, request);
  }

  // A stream that was admitted (or refused) is over; counted like any RPC, without its duration.
  void StreamEnded(const char* method, const grpc::Status& status);
  // gRPC is done with a stream: its last byte is sent, or nobody is there to read it.
  void StreamGone() { Gone(); }

  // New calls are refused with kDraining from now on; those under way are answered.
  void Drain() { draining_ = true; }
  bool draining() const { return draining_; }
  // Whether calls can be answered from what is in the store; until then they are refused with kStoreUnavailable, since
  // an answer from half-written indexes would miss promises. True until told otherwise.
  void SetReady(bool ready) { ready_ = ready; }
  // After Drain: until every call is answered and its answer sent, at most `patience`. Never on the loop's thread.
  void WaitUntilAnswered(std::chrono::milliseconds patience);
  runtime::EventLoop& loop() { return loop_; }
  runtime::Metrics& metrics() { return metrics_; }
  // What a call answers; kInternal when it threw.
  template <class T>
  runtime::Task<domain::Result<T>> Answered(const char* method, runtime::Task<domain::Result<T>> task) {
    auto answer = co_await borders_.Stop(runtime::Border::kCall, method, std::move(task));
    if (answer) co_return *std::move(answer);
    co_return domain::Refusal{domain::Reason::kInternal, "This service made a mistake with this call.", {}};
  }

 private:
  // Of one call, until gRPC is done with it.
  class Answering final : public grpc::ServerUnaryReactor {
   public:
    Answering(CallGuard& guard, std::size_t bytes) : guard_(guard), bytes_(bytes) {
      guard_.Came();
      ++guard_.calls_;
      guard_.call_bytes_ += bytes_;
    }
    void OnDone() override {
      --guard_.calls_;
      guard_.call_bytes_ -= bytes_;
      guard_.Gone();
      delete this;
    }

   private:
    CallGuard& guard_;
    const std::size_t bytes_;
  };

  // Why no further call is taken on, if it is so.
  std::optional<domain::Refusal> Full() const;

  std::optional<domain::Refusal> Admit(const grpc::CallbackServerContext& context, const grpc::ByteBuffer& in,
                                       Call& call, google::protobuf::Message& request);
  void Finish(grpc::ServerUnaryReactor* reactor, const char* method, std::chrono::steady_clock::time_point begun,
              const grpc::Status& status);
  void Came();
  void Gone();

  runtime::EventLoop& loop_;
  Authenticator authenticator_;
  runtime::Metrics& metrics_;
  runtime::Borders& borders_;
  std::atomic<bool> draining_{false};
  std::atomic<bool> ready_{true};
  std::atomic<int> in_flight_{0};
  std::atomic<int> calls_{0};  // of them no streams
  std::atomic<std::size_t> call_bytes_{0};
  prometheus::Gauge& under_way_;  // the same, for dashboards
  std::mutex mutex_;
  std::condition_variable answered_;
};

// The RPCs of a service, each one line: `Serve<&Service::Method>(__func__, context, in, out)`.
template <class Service>
class Served {
 protected:
  using Reactor = grpc::ServerUnaryReactor;
  using Context = grpc::CallbackServerContext;
  using Bytes = grpc::ByteBuffer;

  Served(CallGuard& guard, Service& service) : guard_(guard), service_(service) {}
  template <auto kMethod>
  Reactor* Serve(const char* name, Context* context, const Bytes* in, Bytes* out) {
    return ServeBy(kMethod, name, context, in, out);
  }

 private:
  template <class Request, class Response>
  Reactor* ServeBy(runtime::Task<domain::Result<Response>> (Service::*method)(const Call&, const Request&),
                   const char* name, Context* context, const Bytes* in, Bytes* out) {
    return guard_.Unary<Request, Response>(
        context, in, out, name,
        [this, method](const Call& call, const Request& request) { return (service_.*method)(call, request); });
  }

  CallGuard& guard_;
  Service& service_;
};

}  // namespace krul::rpc
