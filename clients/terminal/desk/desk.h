// The desk: which view is on the screen, which key does what, and what comes in from the services. It knows no terminal
// and no network, so that a test can sit at it.
#pragma once

#include <grpcpp/support/status.h>

#include <list>
#include <optional>
#include <string>

#include "clients/terminal/desk/actions.h"
#include "clients/terminal/desk/callback_actions.h"
#include "clients/terminal/desk/callback_list.h"
#include "clients/terminal/desk/review.h"
#include "clients/terminal/desk/session.h"
#include "clients/terminal/desk/take_call.h"

namespace krul::terminal::desk {

class Desk {
 public:
  // `language`: what was asked for; none: that of the branch, once it is known.
  Desk(Session::Deps deps, std::optional<Language> language, std::optional<v1::Firm> remembered);
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void Handle(const Key& key);
  // Does what is due. Call it before NextTick has passed, as the clock runs, and after every key and answer.
  void Tick();
  absl::Duration NextTick() const;
  void Draw(Canvas& canvas);

  bool over() const { return over_; }
  bool TakeRedraw() { return std::exchange(redraw_, false); }

  // The line of changes.
  void HeardFromLine(const v1::WatchResponse& response);
  void LineLost(const grpc::Status& status);

  Session& session() { return session_; }

 private:
  enum class View { kTakeCall, kMyCalls, kBoard, kReview };

  bool IsOffered(const v1::Callback& callback, v1::Action action) const;
  bool CanRun(Action action) const;
  // The same for many actions at once: `target` is Target().
  bool CanRun(Action action, const std::optional<v1::Callback>& target) const;
  void Run(Action action);
  void RunOnCallback(Action action, const v1::Callback& callback);
  bool RunByKey(const Key& key);
  bool HandleOverlay(const Key& key);
  bool IsTyping() const;
  CallbackList* ShownList();
  const CallbackList* ShownList() const;
  std::optional<v1::Callback> Target() const;

  void Open(Overlay overlay) { overlays_.push_back(std::move(overlay)); }
  void OpenDetail(const std::string& name);
  void OpenExplanation(const v1::Callback& callback);
  void OpenHelp();
  void OpenPalette();
  void OpenKept();
  void OpenKeptNote(const SpooledNote& note);
  void Show(View view);
  void Quit();

  void ReadFirm();
  void ReadInbox();
  void DeliverKept();
  void TakeDeliveries(const std::vector<std::pair<SpooledNote, Delivered>>& deliveries);

  void DrawHead(Canvas& canvas) const;
  void DrawFoot(Canvas& canvas) const;

  Session session_;
  TakeCall take_call_;
  CallbackList mine_;
  CallbackList board_;
  Review review_;
  Colleague colleague_;
  View view_ = View::kTakeCall;
  std::list<Overlay> overlays_;  // the last one is on top
  bool over_ = false;
  bool redraw_ = false;
  bool delivering_ = false;
  absl::Duration refresh_at_;
  int page_rows_ = 20;
  int columns_ = 80;
};

}  // namespace krul::terminal::desk
