// watch: changes of a branch as they happen, for as long as it takes.
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include "clients/terminal/callback_view.h"
#include "clients/terminal/names.h"
#include "clients/terminal/text.h"
#include "clients/terminal/verbs.h"

namespace krul::terminal {
namespace {

using std::chrono::system_clock;

// Services send heartbeats. After this long without a word the connection is dead, however open it looks.
constexpr std::chrono::seconds kLongestSilence{90};
// Every call has a deadline; a watch is taken up again where it ended.
constexpr std::chrono::hours kLongestStream{1};
constexpr std::chrono::milliseconds kFirstPause{500};
constexpr std::chrono::milliseconds kLongestPause{10'000};

struct Words {
  std::string person;
  int64_t count = 0;  // 0: without end
};

class Watcher {
 public:
  Watcher(Terminal& terminal, const Words& words) : terminal_(terminal), most_(words.count) {
    request_.set_branch(RequiredBranch(terminal.settings));
    request_.set_person(words.person);
  }

  void Run() {
    for (int losses = 0;;) {
      heard_ = false;
      const grpc::Status status = ReadStream();
      if (Enough()) return;
      if (heard_) {
        losses = 0;
        ever_heard_ = true;
      }
      // At the start, a wrong address is told at once instead of being tried for ever.
      if (!ever_heard_ || !IsLoss(status)) {
        if (!status.ok()) throw terminal_.connection.Explain(status, Service::kAssignment);
        if (!ever_heard_ && losses >= 3)
          throw Failed("UNAVAILABLE", "", "the assignment service ends every watch at once");
      }
      ++losses;
      const auto pause = Connection::Pause(losses, kFirstPause, kLongestPause);
      if (!status.ok() && status.error_code() != grpc::StatusCode::DEADLINE_EXCEEDED) {
        std::cerr << "krul: connection lost, trying again" << std::endl;
      }
      std::this_thread::sleep_for(pause);
    }
  }

 private:
  bool Enough() const { return (most_ > 0 && printed_ >= most_) || !std::cout; }

  static bool IsLoss(const grpc::Status& status) {
    return status.ok() || Connection::MayPass(status) || status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED ||
           status.error_code() == grpc::StatusCode::CANCELLED ||  // by a silent connection, below
           status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED;
  }

  // One stream until it ends, falls silent, or enough was printed. The timeout is for reaching the service; once it is
  // reached, there may be nothing to tell before the first heartbeat.
  grpc::Status ReadStream() {
    const auto context = terminal_.connection.NewContext(system_clock::now() + kLongestStream);
    auto& stub = terminal_.connection.StubOf<v1::AssignmentService::Stub>();
    const auto channel = terminal_.connection.Channel(Service::kAssignment);
    grpc::CompletionQueue queue;
    int step = 0;  // the address tags the one operation under way
    grpc::Status status;
    const auto stream = stub.AsyncWatch(context.get(), request_, &queue, &step);
    std::chrono::milliseconds patience(static_cast<int64_t>(terminal_.settings.timeout_seconds * 1000));
    bool timed_out = false;
    const auto completed = [&] {
      void* tag = nullptr;
      bool good = false;
      const auto answered = [&] {
        return queue.AsyncNext(&tag, &good, system_clock::now() + patience) != grpc::CompletionQueue::TIMEOUT;
      };
      if (answered()) return good;
      if (patience < kLongestSilence && channel->GetState(false) == GRPC_CHANNEL_READY) {
        patience = kLongestSilence;
        if (answered()) return good;
      }
      timed_out = true;
      context->TryCancel();
      queue.Next(&tag, &good);  // the cancelled operation
      return false;
    };
    v1::WatchResponse response;
    bool good = completed();
    while (good && !Enough()) {
      stream->Read(&response, &step);
      good = completed();
      if (!good) break;
      Take(response);
      patience = kLongestSilence;
    }
    context->TryCancel();
    stream->Finish(&status, &step);
    void* tag = nullptr;
    queue.Next(&tag, &good);
    queue.Shutdown();
    while (queue.Next(&tag, &good)) {
    }
    if (timed_out) return grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "silent");
    return status;
  }

  void Take(const v1::WatchResponse& response) {
    heard_ = true;
    if (!response.resume_token().empty()) request_.set_resume_token(response.resume_token());
    if (terminal_.settings.json) {
      // A bare reset is told too: it says that what was read before no longer holds.
      if (TellsOf(response) || response.reset()) std::cout << Json(response, true) << std::flush;
    } else {
      if (response.reset() && ever_heard_) std::cout << "-- from here everything anew --\n";
      if (response.has_callback()) {
        const v1::Callback& callback = response.callback();
        std::cout << EventInWords(response.event_type()) << "  " << CallbackRow(callback) << std::endl;
      } else if (!response.review_round().empty()) {
        std::cout << EventInWords(response.event_type()) << "  " << Visible(response.review_round()) << std::endl;
      }
    }
    if (TellsOf(response)) ++printed_;
  }

  static bool TellsOf(const v1::WatchResponse& response) {
    return response.has_callback() || !response.review_round().empty();
  }

  Terminal& terminal_;
  const int64_t most_;
  v1::WatchRequest request_;  // holds the token of the last word
  int64_t printed_ = 0;
  bool heard_ = false;       // anything, in this stream
  bool ever_heard_ = false;  // anything, in an earlier one
};

}  // namespace

void AddWatchVerb(CLI::App& app, Terminal& terminal) {
  const auto words = std::make_shared<Words>();
  CLI::App* watch = AddVerb(app, terminal, "watch", "changes of the branch as they happen, a line each",
                            "krul watch --person anna --branch centrum", [&terminal, words] {
                              Watcher(terminal, *words).Run();
                              return ExitCode::kOk;
                            });
  watch->add_option("--person", words->person, "only what concerns this person")->type_name("PERSON");
  watch->add_option("--count", words->count, "end after so many lines, those of what is open at the start included")
      ->type_name("N")
      ->check(CLI::PositiveNumber);
}

}  // namespace krul::terminal
