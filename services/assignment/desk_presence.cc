#include "services/assignment/desk_presence.h"

#include "services/domain/limits.h"

namespace krul::assignment {
using runtime::Task;

void DeskPresence::Start() {
  running_ = true;
  runtime::Spawn(Run());
}

Task<bool> DeskPresence::Run() {
  while (running_) {
    co_await Tell();
    co_await loop_.Sleep(domain::limits::kDeskPresence / 3);
  }
  co_return true;
}

Task<bool> DeskPresence::Tell() {
  std::set<std::string> people;
  for (const auto& [person, count] : streams_) people.insert(person);
  // What could not be told is told the next time.
  auto told = co_await directory_.TellAtDesk(std::move(people));
  co_return told.ok();
}

void DeskPresence::Came(const std::string& person) {
  if (++streams_[person] == 1) runtime::Spawn(Tell());
}

void DeskPresence::Left(const std::string& person) {
  const auto found = streams_.find(person);
  if (found != streams_.end() && --found->second == 0) streams_.erase(found);
}

}  // namespace krul::assignment
