#include "services/gateway/branch_feed.h"

#include <random>

#include "absl/strings/str_cat.h"
#include "services/gateway/json.h"
#include "services/gateway/limits.h"
#include "services/runtime/log.h"

namespace krul::gateway {
namespace {
using std::chrono::steady_clock;

// Between the two, so that desks, and feeds, do not all come back in the same moment. On the loop thread.
long Between(std::chrono::milliseconds least, std::chrono::milliseconds most) {
  static std::mt19937 random{std::random_device{}()};
  return std::uniform_int_distribution<long>(least.count(), most.count())(random);
}

}  // namespace

BranchFeed::BranchFeed(const Deps& deps, std::string branch)
    : deps_(deps),
      branch_(std::move(branch)),
      unwatched_since_(steady_clock::now()),
      buffer_(limits::kFeedEvents, limits::kFeedBytes) {}

void BranchFeed::Open() {
  if (state_ == State::kClosed) return;
  heard_at_ = steady_clock::now();
  in_snapshot_ = false;
  watch_ = std::make_unique<BranchWatch>(
      deps_.loop, deps_.upstream, branch_, buffer_.last_id(),
      BranchWatch::Heard{[this](v1::WatchResponse response) { Take(std::move(response)); },
                         [this](const grpc::Status& status) { Lose(status); }});
}

void BranchFeed::Take(v1::WatchResponse response) {
  heard_at_ = steady_clock::now();
  const std::string token = response.resume_token();
  if (response.reset()) in_snapshot_ = true;
  if (in_snapshot_) {  // desks list for themselves; only where the stream goes on counts
    if (token.empty()) return;
    in_snapshot_ = false;
    buffer_.Clear();
    buffer_.Add(token, nullptr);
    return BecomeLive(false);
  }
  if (state_ != State::kLive) BecomeLive(true);
  Bytes event;
  if (response.kind() == v1::CHANGE || response.kind() == v1::NOTICE) {
    response.clear_resume_token();
    event = EventOf(response.kind() == v1::NOTICE ? "notice" : "change", token, WriteJson(response));
    Tell(event);
  }
  buffer_.Add(token, std::move(event));
}

void BranchFeed::BecomeLive(bool nothing_missed) {
  const bool was_lost = state_ == State::kLost;
  state_ = State::kLive;
  if (!nothing_missed) {
    Tell(EventOf("resync", buffer_.last_id(), SpreadJson()));
  } else if (was_lost && said_away_) {
    Tell(EventOf("resumed", buffer_.last_id(), TimeJson()));
  }
  said_away_ = false;
  failures_ = 0;
  for (Waiting& one : std::exchange(waiting_, {})) {
    EventSink& sink = *one.desk.sink;
    desks_.emplace(&sink, std::move(one.desk));
    Greet(sink, one.last_event_id);
  }
}

void BranchFeed::Lose(const grpc::Status& status) {
  if (state_ == State::kClosed) return;
  if (state_ == State::kLive) state_ = State::kLost;
  runtime::Log(runtime::Severity::kDebug, "the stream of a branch ended",
               {{"branch", branch_}, {"code", std::to_string(status.error_code())}});
  const std::weak_ptr<BranchFeed> weak = weak_from_this();
  deps_.loop.After(limits::kAwayAfter, [weak] {
    const auto feed = weak.lock();
    if (!feed || feed->state_ == State::kLive || feed->state_ == State::kClosed || feed->said_away_) return;
    feed->said_away_ = true;
    feed->Tell(EventOf("away", "", "{}"));
    for (const Waiting& one : feed->waiting_) one.desk.sink->Send(EventOf("away", "", "{}"));
  });
  deps_.loop.After(PauseBeforeOpening(), [weak] {
    if (const auto feed = weak.lock()) feed->Open();
  });
}

std::chrono::milliseconds BranchFeed::PauseBeforeOpening() {
  std::chrono::milliseconds longest = limits::kUpstreamPause;
  for (int i = 0; i < failures_ && longest < limits::kUpstreamLongestPause; ++i) longest *= 2;
  ++failures_;
  return std::chrono::milliseconds(Between(limits::kUpstreamPause / 2, longest));
}

void BranchFeed::Join(const std::string& person, std::shared_ptr<EventSink> desk, std::string last_event_id) {
  desk->Send(std::make_shared<const std::string>(
      absl::StrCat("retry: ", Between(limits::kRetryLeast, limits::kRetryMost), "\n\n")));
  // Told later, since a desk that is cut off leaves in the middle of what is told to all.
  std::function<void()> closed = [weak = weak_from_this(), &loop = deps_.loop, raw = desk.get()] {
    loop.Post([weak, raw] {
      if (const auto feed = weak.lock()) feed->Left(raw);
    });
  };
  EventSink& sink = *desk;
  if (state_ == State::kLive) {
    desks_.emplace(&sink, Desk{std::move(desk), person});
    Greet(sink, last_event_id);
  } else {
    if (said_away_) desk->Send(EventOf("away", "", "{}"));
    waiting_.push_back({Desk{std::move(desk), person}, std::move(last_event_id)});
  }
  sink.OnClosed(std::move(closed));
}

void BranchFeed::Greet(EventSink& desk, const std::string& last_event_id) {
  const auto missed = buffer_.Since(last_event_id);
  std::size_t bytes = 0;
  if (missed) {
    for (const Bytes& event : *missed) bytes += event->size();
  }
  // More than a desk may have waiting is quicker listed anew than told one by one, and would cut it off again.
  if (missed && bytes <= limits::kQueuedBytes / 2 && missed->size() <= limits::kQueuedEvents / 2) {
    desk.Send(EventOf("resumed", last_event_id, TimeJson()));
    for (const Bytes& event : *missed) desk.Send(event);
  } else {
    desk.Send(EventOf(last_event_id.empty() ? "ready" : "resync", buffer_.last_id(), TimeJson()));
  }
  desk.Send(EventOf("at_desk", "", deps_.firm.AtDeskJson(branch_)));
}

void BranchFeed::Left(const EventSink* desk) {
  desks_.erase(desk);
  std::erase_if(waiting_, [&](const Waiting& one) { return one.desk.sink.get() == desk; });
  if (desks() == 0) unwatched_since_ = steady_clock::now();
}

bool BranchFeed::MayStay(const Desk& desk) const {
  const v1::Person* person = deps_.firm.FindPerson(desk.person);
  return person != nullptr && deps_.firm.FindBranch(branch_) != nullptr;
}

void BranchFeed::TellFirm() {
  for (const auto& [key, desk] : desks_) {
    if (!MayStay(desk)) desk.sink->Close();
  }
  for (const Waiting& one : waiting_) {
    if (!MayStay(one.desk)) one.desk.sink->Close();
  }
  Tell(EventOf("firm", "", SpreadJson()));
}

void BranchFeed::TellAtDesk() {
  std::string at_desk = deps_.firm.AtDeskJson(branch_);
  if (at_desk == at_desk_) return;
  at_desk_ = std::move(at_desk);
  Tell(EventOf("at_desk", "", at_desk_));
}

void BranchFeed::Tell(const Bytes& event) {
  for (const auto& [key, desk] : desks_) desk.sink->Send(event);
}

void BranchFeed::Beat() {
  const Bytes alive = EventOf("alive", state_ == State::kLive ? buffer_.last_id() : "", TimeJson());
  Tell(alive);
  for (const Waiting& one : waiting_) one.desk.sink->Send(alive);
  if (watch_ && steady_clock::now() - heard_at_ > limits::kUpstreamSilence) watch_->Cancel();
}

std::string BranchFeed::TimeJson() const { return absl::StrCat("{\"time\":\"", deps_.firm.Now(), "\"}"); }

std::string BranchFeed::SpreadJson() const {
  const auto spread = limits::kSpreadForEach * desks();
  return absl::StrCat("{\"time\":\"", deps_.firm.Now(),
                      "\",\"within_ms\":", std::chrono::duration_cast<std::chrono::milliseconds>(spread).count(), "}");
}

bool BranchFeed::is_unwatched() const {
  return desks() == 0 && steady_clock::now() - unwatched_since_ > limits::kFeedUnwatched;
}

void BranchFeed::Close() {
  state_ = State::kClosed;
  watch_.reset();
  for (const auto& [key, desk] : desks_) desk.sink->Close();
  for (const Waiting& one : waiting_) one.desk.sink->Close();
}

}  // namespace krul::gateway
