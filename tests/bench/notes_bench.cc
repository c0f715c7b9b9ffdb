// The load of scripts/bench: notes as fast as intake takes them, and an echo of the same message for comparison.
//   krul-bench echo                                    serves the echo on a free port of 127.0.0.1, which it prints
//   krul-bench load INTAKE TARGET BRANCH PERSON COUNT  gets COUNT quotes of intake, then sends their notes to the
//                                                      target (intake or the echo); prints how many calls a second
//                                                      were taken (quote and note), and how many notes a second were
//                                                      answered; 256 in flight on 4 channels
//   krul-bench quotes INTAKE BRANCH PERSON COUNT       gets COUNT quotes, and does nothing with them
//   krul-bench one INTAKE TARGET BRANCH PERSON COUNT   notes as one desk sends them, each after the answer to the one
//                                                      before; prints the milliseconds of an answer: p50, p99
//   krul-bench sync FOLDER                             writes 1 KiB to a file there and waits until the disk has it,
//                                                      again and again; prints the milliseconds: p50, p99
// The credential comes on standard input.
#include <fcntl.h>
#include <grpcpp/grpcpp.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstring>
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

using Clock = std::chrono::steady_clock;

constexpr int kAtOnce = 256;
constexpr int kChannels = 4;

double MillisSince(Clock::time_point begun) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

void PrintPercentiles(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::printf("%.3f %.3f\n", values[values.size() / 2], values[values.size() * 99 / 100]);
}

int MeasureSync(const std::string& folder) {
  const int file = open((folder + "/sync").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const std::string text(1024, 'x');
  std::vector<double> took;
  for (int i = 0; i < 1000; ++i) {
    const auto begun = Clock::now();
    if (write(file, text.data(), text.size()) < 0 || fdatasync(file) != 0) {
      std::cerr << "krul-bench: " << folder << ": " << std::strerror(errno) << "\n";
      return 1;
    }
    took.push_back(MillisSince(begun));
  }
  PrintPercentiles(std::move(took));
  return 0;
}

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
        quotes_(static_cast<std::size_t>(count)),
        took_ms_(static_cast<std::size_t>(count)) {}

  // A quote for each caller; answers the seconds it took.
  double Quote(const std::string& address) {
    Connect(address);
    return Run(kAtOnce, [this](int number) {
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

  // The quoted notes, never more than `at_once`; answers the seconds they took.
  double Note(const std::string& address, int at_once = kAtOnce) {
    Connect(address);
    return Run(at_once, [this](int number) {
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
      const auto sent = Clock::now();
      StubOf(number).async()->NoteCallback(&exchange->context, &request, &exchange->response,
                                           [this, number, sent, exchange](const grpc::Status& status) {
                                             took_ms_[static_cast<std::size_t>(number)] = MillisSince(sent);
                                             Answered(status);
                                           });
    });
  }

  // Milliseconds until each note was answered.
  const std::vector<double>& took_ms() const { return took_ms_; }
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
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
  }

  // A number of its own for each caller of each run: who has a promise open already is another story.
  void Fill(int number, krul::v1::Caller& caller) const {
    constexpr std::uint64_t kNumbers = 40'000'000;
    const std::uint64_t mixed = run_ * std::uint64_t{2'654'435'761} + static_cast<std::uint64_t>(number);
    caller.set_display_name("Mevrouw Jansen-van der Berg");
    caller.set_phone_number("06 " + std::to_string(10'000'000 + mixed % kNumbers));
  }

  // Sends number 0 to the count, never more than `at_once`; answers the seconds until all were answered.
  double Run(int at_once, std::function<void(int)> send) {
    send_ = std::move(send);
    started_ = answered_ = 0;
    const int count = static_cast<int>(quotes_.size());
    const auto begin = Clock::now();
    for (int i = 0; i < at_once; ++i) Next();
    std::unique_lock lock(mutex_);
    all_answered_.wait(lock, [this, count] { return answered_ == count; });
    return MillisSince(begin) / 1000;
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
  std::vector<double> took_ms_;
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
  const std::vector<std::string> words(argv + 1, argv + argc);
  const std::string what = words.empty() ? "" : words[0];
  if (what == "echo") return ServeEcho();
  if (what == "sync" && words.size() == 2) return MeasureSync(words[1]);
  const bool has_target = what == "load" || what == "one";
  if (words.size() != (has_target ? 6U : 5U) || (!has_target && what != "quotes")) {
    std::cerr
        << "krul-bench echo | load INTAKE TARGET BRANCH PERSON COUNT | quotes INTAKE BRANCH PERSON COUNT | one INTAKE "
           "TARGET BRANCH PERSON COUNT | sync FOLDER\n";
    return 2;
  }
  std::string credential;
  std::getline(std::cin, credential);
  const std::string &branch = words[words.size() - 3], &person = words[words.size() - 2];
  const int count = std::stoi(words.back());
  // Never destroyed: gRPC 1.51 frees its callback queue twice when the last channel ends on one of the queue's threads.
  Load& load = *new Load(credential, branch, person, count);
  const double quoting = load.Quote(words[1]);
  const double noting = has_target ? load.Note(words[2], what == "one" ? 1 : kAtOnce) : 0;
  if (!load.problem().empty()) {
    std::cerr << "Not all were answered: " << load.problem() << "\n";
    return 1;
  }
  if (what == "one") PrintPercentiles(load.took_ms());
  if (what == "load") std::printf("%.0f %.0f\n", count / (quoting + noting), count / noting);
  if (what == "quotes") std::printf("%.0f\n", count / quoting);
  return 0;
}
