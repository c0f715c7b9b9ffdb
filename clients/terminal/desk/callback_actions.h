// What a colleague does with a callback: asks what must be asked, sends it, and says what came of it.
#pragma once

#include <optional>
#include <string>

#include "clients/terminal/desk/session.h"

namespace krul::terminal::desk {

// "15:00", "15.00", "2026-11-24 15:00", "+2h"; on the wall of `reader`. None when it is no time.
std::optional<google::protobuf::Timestamp> ReadMoment(const std::string& text, const Reader& reader);

class Colleague {
 public:
  explicit Colleague(Session& session) : session_(session) {}

  void Acknowledge(const v1::Callback& callback);
  void BeginCall(const v1::Callback& callback);
  void Attempt(const v1::Callback& callback);
  void Forward(const v1::Callback& callback);
  void Renegotiate(const v1::Callback& callback);
  void Complete(const v1::Callback& callback);
  void Cancel(const v1::Callback& callback);
  // Shows which event would be taken back before it is.
  void Undo(const v1::Callback& callback);
  void Reopen(const v1::Callback& callback);

 private:
  void AskRemark(std::function<void(const std::string&)> then);
  void Send(Change change, const std::string& done);
  // Whether a change that was refused was laid before the reader once more.
  bool AsksAgain(const Change& change, const std::string& done, const Failure& failure);

  Session& session_;
};

}  // namespace krul::terminal::desk
