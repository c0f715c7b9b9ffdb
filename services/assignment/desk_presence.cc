#include "services/assignment/desk_presence.h"

#include "services/domain/limits.h"

namespace krul::assignment {
using Rest = runtime::Periodic::Rest;

DeskPresence::DeskPresence(store::RecordStore& records, runtime::EventLoop& loop, runtime::Borders& borders)
    : presence_(records), loop_({loop, borders, "who is at a desk", [this] { return Tell(); }}) {}

runtime::Task<Rest> DeskPresence::Tell() {
  std::set<std::string> people;
  for (const auto& [person, count] : streams_) people.insert(person);
  auto told = co_await presence_.Tell(std::move(people));
  co_return told ? Rest::For(domain::limits::kDeskPresence / 3) : Rest::BackOff();
}

void DeskPresence::Came(const std::string& person) {
  if (++streams_[person] == 1) loop_.Wake();
}

void DeskPresence::Left(const std::string& person) {
  const auto found = streams_.find(person);
  if (found != streams_.end() && --found->second == 0) streams_.erase(found);
}

}  // namespace krul::assignment
