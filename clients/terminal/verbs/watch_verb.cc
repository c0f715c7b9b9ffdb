// watch: changes of a branch as they happen, for as long as it takes.
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include "clients/terminal/connection/watch_line.h"
#include "clients/terminal/phrases/name_phrases.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/verbs/verbs.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

// Services send heartbeats. After this long without a word the connection is dead, however open it looks.
constexpr std::chrono::seconds kWatchSilence{90};
constexpr std::chrono::milliseconds kFirstWatchPause{500};
constexpr std::chrono::milliseconds kLongestWatchPause{10'000};

struct WatchWords {
  std::string person;
  int64_t count = 0;  // 0: without end
};

class Watcher {
 public:
  Watcher(Terminal& terminal, const WatchWords& words)
      : terminal_(terminal),
        most_(words.count),
        line_(terminal.connection, terminal.settings.timeout_seconds, kWatchSilence) {
    request_.set_branch(RequiredBranch(terminal.settings));
    request_.set_person(words.person);
  }

  void Run() {
    for (int losses = 0;;) {
      heard_ = false;
      const grpc::Status status = line_.Read(request_, [this](const v1::WatchResponse& response) {
        Take(response);
        return !Enough();
      });
      if (Enough()) return;
      if (heard_) {
        losses = 0;
        ever_heard_ = true;
      }
      // At the start, a wrong address is told at once instead of being tried for ever.
      if (!ever_heard_ || !WatchLine::IsLoss(status)) {
        if (!status.ok()) throw terminal_.connection.Explain(status, Service::kAssignment);
        if (!ever_heard_ && losses >= 3) throw Failed("UNAVAILABLE", "", Told("terminal_error.watch_ends"));
      }
      ++losses;
      const auto pause = Connection::Pause(losses, kFirstWatchPause, kLongestWatchPause);
      if (!status.ok() && status.error_code() != grpc::StatusCode::DEADLINE_EXCEEDED) {
        std::cerr << "krul: " << terminal_.Said("terminal_verb.connection_lost") << std::endl;
      }
      std::this_thread::sleep_for(pause);
    }
  }

 private:
  bool Enough() const { return (most_ > 0 && printed_ >= most_) || !std::cout; }

  void Take(const v1::WatchResponse& response) {
    heard_ = true;
    if (!response.resume_token().empty()) request_.set_resume_token(response.resume_token());
    if (terminal_.settings.json) {
      // A bare reset is told too: it says that what was read before no longer holds.
      if (TellsOf(response) || response.reset()) std::cout << Json(response, true) << std::flush;
    } else {
      if (response.reset() && ever_heard_) {
        std::cout << terminal_.Said("terminal_verb.anew") << "\n";
      }
      if (response.has_callback()) {
        const v1::Callback& callback = response.callback();
        std::cout << WhatHappened(response) << "  " << CallbackRow(callback, terminal_.reader()) << std::endl;
      } else if (!response.review_round().empty()) {
        std::cout << WhatHappened(response) << "  " << Visible(response.review_round()) << std::endl;
      }
    }
    if (TellsOf(response)) ++printed_;
  }

  std::string WhatHappened(const v1::WatchResponse& response) const {
    if (response.kind() == v1::SNAPSHOT) return terminal_.Said("terminal_verb.snapshot");
    if (response.kind() == v1::NOTICE) return terminal_.Said("terminal_verb.notice");
    return InWords(response.event_type(), terminal_.language());
  }

  static bool TellsOf(const v1::WatchResponse& response) {
    return response.has_callback() || !response.review_round().empty();
  }

  Terminal& terminal_;
  const int64_t most_;
  WatchLine line_;
  v1::WatchRequest request_;  // holds the token of the last word
  int64_t printed_ = 0;
  bool heard_ = false;       // anything, in this stream
  bool ever_heard_ = false;  // anything, in an earlier one
};

}  // namespace

void AddWatchVerb(CLI::App& app, Terminal& terminal) {
  const auto words = std::make_shared<WatchWords>();
  CLI::App* watch = AddVerb(app, terminal, "watch", "krul watch --person anna --branch centrum", [&terminal, words] {
    Watcher(terminal, *words).Run();
    return ExitCode::kOk;
  });
  watch->add_option("--person", words->person)->type_name("PERSON");
  watch->add_option("--count", words->count)->type_name("N")->check(CLI::PositiveNumber);
}

}  // namespace krul::terminal
