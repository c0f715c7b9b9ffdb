// The load of scripts/bench: notes as fast as intake takes them, and an echo of the same message for comparison.
//   krul-bench echo                                    serves the echo on a free port of 127.0.0.1, which it prints
//   krul-bench load INTAKE TARGET BRANCH PERSON COUNT  gets COUNT quotes of intake, then sends their notes to the
//                                                      target (intake or the echo); prints how many calls a second
//                                                      were taken (quote and note), and how many notes a second were
//                                                      answered; 256 in flight on 4 channels
// The credential comes on standard input.
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "krul/v1/intake_service.grpc.pb.h"

namespace {
using krul::v1::Callback;
using krul::v1::IntakeService;
using krul::v1::NoteCallbackRequest;
using krul::v1::QuotePromiseRequest;
using krul::v1::QuotePromiseResponse;

constexpr int kInFlight = 256;
constexpr int kChannels = 4;

// Answers a note with a callback of the same content; keeps nothing.
class Echo final : public IntakeService::CallbackService {
  grpc::ServerUnaryReactor* NoteCallback(grpc::CallbackServerContext* context, const NoteCallbackRequest* request,
                                         Callback* answer) override {
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

// The desks: one caller after another, each with a quote and a note of their own.
class Load {
 public:
  Load(std::string credential, std::string branch, std::string person, int count)
      : credential_(std::move(credential)),
        branch_(std::move(branch)),
        person_(std::move(person)),
        quotes_(static_cast<std::size_t>(count)) {}

  // A quote for each caller; answers the seconds it took.
  double Quote(const std::string& address) {
    Connect(address);
    return Run([this](int number) {
      auto exchange = std::make_shared<Exchange<QuotePromiseRequest, QuotePromiseResponse>>();
      Sign(exchange->context);
      QuotePromiseRequest& request = exchange->request;
      request.set_branch(branch_);
      request.mutable_requested()->set_person(person_);
      Fill(number, *request.mutable_caller());
      StubOf(number).async()->QuotePromise(
          &exchange->context, &request, &exchange->response, [this, number, exchange](const grpc::Status& status) {
            quotes_[static_cast<std::size_t>(number)] = std::move(*exchange->response.mutable_quote());
            Answered(status);
          });
    });
  }

  // The quoted notes; answers the seconds they took.
  double Note(const std::string& address) {
    Connect(address);
    return Run([this](int number) {
      auto exchange = std::make_shared<Exchange<NoteCallbackRequest, Callback>>();
      Sign(exchange->context);
      NoteCallbackRequest& request = exchange->request;
      request.set_branch(branch_);
      char id[37];
      std::snprintf(id, sizeof id, "%08x-0000-7000-8000-%012x", run_, static_cast<unsigned>(number));
      request.set_callback_id(id);
      request.set_quote(quotes_[static_cast<std::size_t>(number)]);
      Fill(number, *request.mutable_caller());
      request.mutable_requested()->set_person(person_);
      request.set_reason("Vraagt wanneer de bestelling van vorige week geleverd wordt");
      request.set_read_back_confirmed(true);
      request.set_another_matter(true);
      StubOf(number).async()->NoteCallback(&exchange->context, &request, &exchange->response,
                                           [this, exchange](const grpc::Status& status) { Answered(status); });
    });
  }

  // Empty: all were answered well.
  const std::string& problem() const { return problem_; }

 private:
  template <class Request, class Response>
  struct Exchange {
    grpc::ClientContext context;
    Request request;
    Response response;
  };

  void Connect(const std::string& address) {
    stub_of_.clear();
    for (int i = 0; i < kChannels; ++i) {
      grpc::ChannelArguments arguments;
      arguments.SetInt("krul.channel", i);  // otherwise the four share one connection
      const auto channel = grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
      channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(5));
      stub_of_.push_back(stubs_.emplace_back(IntakeService::NewStub(channel)).get());
    }
  }

  IntakeService::Stub& StubOf(int number) { return *stub_of_[static_cast<std::size_t>(number % kChannels)]; }

  void Sign(grpc::ClientContext& context) const {
    context.AddMetadata("authorization", "Bearer " + credential_);
    context.AddMetadata("krul-person", person_);
  }

  // A number of its own for each caller of each run: who has a promise open already is another story.
  void Fill(int number, krul::v1::Caller& caller) const {
    constexpr std::uint64_t kNumbers = 40'000'000;
    const std::uint64_t mixed = run_ * std::uint64_t{2'654'435'761} + static_cast<std::uint64_t>(number);
    caller.set_display_name("Mevrouw Jansen-van der Berg");
    caller.set_phone_number("06 " + std::to_string(10'000'000 + mixed % kNumbers));
  }

  // Sends number 0 to the count, never more than kInFlight at once; answers the seconds until all were answered.
  double Run(std::function<void(int)> send) {
    send_ = std::move(send);
    started_ = answered_ = 0;
    const int count = static_cast<int>(quotes_.size());
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kInFlight; ++i) Next();
    std::unique_lock lock(mutex_);
    all_answered_.wait(lock, [this, count] { return answered_ == count; });
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }

  void Next() {
    const int number = started_++;
    if (number < static_cast<int>(quotes_.size())) send_(number);
  }

  void Answered(const grpc::Status& status) {
    Next();
    std::lock_guard lock(mutex_);
    if (!status.ok()) problem_ = status.error_message();
    if (++answered_ == static_cast<int>(quotes_.size())) all_answered_.notify_one();
  }

  const std::string credential_, branch_, person_;
  std::vector<std::string> quotes_;
  const unsigned run_ = static_cast<unsigned>(std::chrono::system_clock::now().time_since_epoch().count() / 1000000);
  std::vector<std::unique_ptr<IntakeService::Stub>> stubs_;
  std::vector<IntakeService::Stub*> stub_of_;  // of the address that was connected last
  std::function<void(int)> send_;
  std::atomic<int> started_{0};
  std::mutex mutex_;
  std::condition_variable all_answered_;
  int answered_ = 0;     // guarded by mutex_
  std::string problem_;  // guarded by mutex_
};

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "echo") return ServeEcho();
  if (what != "load" || argc != 7) {
    std::cerr << "krul-bench echo | krul-bench load INTAKE TARGET BRANCH PERSON COUNT\n";
    return 2;
  }
  std::string credential;
  std::getline(std::cin, credential);
  // Never destroyed: gRPC 1.51 frees its callback queue twice when the last channel ends on one of the queue's threads.
  Load& load = *new Load(credential, argv[4], argv[5], std::atoi(argv[6]));
  const int count = std::atoi(argv[6]);
  const double quoting = load.Quote(argv[2]);
  const double noting = load.Note(argv[3]);
  if (!load.problem().empty()) {
    std::cerr << "Not all were answered: " << load.problem() << "\n";
    return 1;
  }
  std::printf("%.0f %.0f\n", count / (quoting + noting), count / noting);
  return 0;
}
