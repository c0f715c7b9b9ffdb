// The load of scripts/bench: notes as fast as intake takes them, and an echo of the same message for comparison.
//   krul-bench echo                                       serves the echo on a free port of 127.0.0.1, which it prints
//   krul-bench load ADDRESS CREDENTIAL BRANCH PERSON COUNT   prints how many a second were answered; 256 in flight on 4 channels
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "krul/v1/intake_service.grpc.pb.h"

namespace {
using krul::v1::Callback;
using krul::v1::IntakeService;
using krul::v1::NoteCallbackRequest;

constexpr int kInFlight = 256;
constexpr int kChannels = 4;

// Answers a note with a callback of the same content; keeps nothing.
class Echo final : public IntakeService::CallbackService {
  grpc::ServerUnaryReactor* NoteCallback(grpc::CallbackServerContext* context, const NoteCallbackRequest* request, Callback* answer) override {
    answer->set_name(request->callback_id());
    *answer->mutable_caller() = request->caller();
    *answer->mutable_requested() = request->requested();
    answer->set_category(request->category());
    answer->set_reason(request->reason());
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

int ServeEcho() {
  Echo echo;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&echo);
  const auto server = builder.BuildAndStart();
  std::cout << port << std::endl;
  std::cin.get();  // until whoever started it goes away
  return 0;
}

class Load {
 public:
  Load(const std::string& address, std::string credential, std::string branch, std::string person, int count)
      : credential_(std::move(credential)), branch_(std::move(branch)), person_(std::move(person)), count_(count) {
    for (int i = 0; i < kChannels; ++i) {
      grpc::ChannelArguments arguments;
      arguments.SetInt("krul.channel", i);  // otherwise the four share one connection
      stubs_.push_back(IntakeService::NewStub(grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments)));
    }
  }

  int Run(const std::string& quote) {
    quote_ = quote;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kInFlight; ++i) Next();
    std::unique_lock lock(mutex_);
    all_answered_.wait(lock, [this] { return answered_ == count_; });
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (failed_ > 0) {
      std::cerr << failed_ << " of " << count_ << " failed: " << problem_ << "\n";
      return 1;
    }
    std::printf("%.0f\n", count_ / seconds);
    return 0;
  }

  std::string Quote() {
    grpc::ClientContext context;
    Sign(context);
    krul::v1::QuotePromiseRequest request;
    request.set_branch(branch_);
    request.mutable_requested()->set_person(person_);
    krul::v1::QuotePromiseResponse response;
    const grpc::Status status = stubs_[0]->QuotePromise(&context, request, &response);
    if (!status.ok()) std::cerr << status.error_message() << "\n";
    return response.quote();
  }

 private:
  struct Exchange {
    grpc::ClientContext context;
    NoteCallbackRequest request;
    Callback response;
  };

  void Sign(grpc::ClientContext& context) const {
    context.AddMetadata("authorization", "Bearer " + credential_);
    context.AddMetadata("krul-person", person_);
  }

  void Next() {
    const int number = started_++;
    if (number >= count_) return;
    auto exchange = std::make_shared<Exchange>();
    Sign(exchange->context);
    NoteCallbackRequest& request = exchange->request;
    request.set_branch(branch_);
    char id[37];
    std::snprintf(id, sizeof id, "%08x-0000-7000-8000-%012x", run_, static_cast<unsigned>(number));
    request.set_callback_id(id);
    request.set_quote(quote_);
    request.mutable_caller()->set_display_name("Mevrouw Jansen-van der Berg");
    request.mutable_caller()->set_phone_number("06 1234 " + std::to_string(1000 + number % 9000));
    request.mutable_requested()->set_person(person_);
    request.set_reason("Vraagt wanneer de bestelling van vorige week geleverd wordt");
    request.set_read_back_confirmed(true);
    stubs_[static_cast<std::size_t>(number % kChannels)]->async()->NoteCallback(
        &exchange->context, &exchange->request, &exchange->response, [this, exchange](const grpc::Status& status) {
          Next();
          std::lock_guard lock(mutex_);
          if (!status.ok()) {
            ++failed_;
            problem_ = status.error_message();
          }
          if (++answered_ == count_) all_answered_.notify_one();
        });
  }

  std::string credential_, branch_, person_, quote_;
  const int count_;
  const unsigned run_ = static_cast<unsigned>(std::chrono::system_clock::now().time_since_epoch().count() / 1000000);
  std::vector<std::unique_ptr<IntakeService::Stub>> stubs_;
  std::atomic<int> started_{0};
  std::mutex mutex_;
  std::condition_variable all_answered_;
  int answered_ = 0, failed_ = 0;  // guarded by mutex_
  std::string problem_;            // guarded by mutex_
};

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "echo") return ServeEcho();
  if (what != "load" || argc != 7) {
    std::cerr << "krul-bench echo | krul-bench load ADDRESS CREDENTIAL BRANCH PERSON COUNT\n";
    return 2;
  }
  Load load(argv[2], argv[3], argv[4], argv[5], std::atoi(argv[6]));
  const bool is_echo = std::string(argv[3]) == "none";
  const std::string quote = is_echo ? std::string(90, 'q') : load.Quote();
  return quote.empty() ? 1 : load.Run(quote);
}
