#include "clients/terminal/desk/callback_shelf.h"

#include <algorithm>
#include <utility>

#include "clients/terminal/phrases/standing.h"
#include "clients/terminal/text/resource_names.h"

namespace krul::terminal::desk {
namespace {
constexpr size_t kMostClosed = 200;
}  // namespace

void CallbackShelf::Take(const v1::Callback& callback) {
  if (in_snapshot_) mentioned_.insert(callback.name());
  v1::Callback& kept = callbacks_[callback.name()];
  if (callback.version() < kept.version()) return;
  const bool was_closed = IsClosed(kept);
  kept = callback;
  if (IsClosed(kept) == was_closed) return;
  if (was_closed) {
    std::erase(closed_, callback.name());
  } else {
    closed_.push_back(callback.name());
    // A desk may be open for weeks.
    if (closed_.size() > kMostClosed) {
      callbacks_.erase(closed_.front());
      closed_.erase(closed_.begin());
    }
  }
}

void CallbackShelf::TakeInbox(const google::protobuf::RepeatedPtrField<v1::Callback>& inbox,
                              const std::string& branch) {
  std::set<std::string> listed;
  for (const v1::Callback& callback : inbox) {
    listed.insert(callback.name());
    Take(callback);
  }
  std::erase_if(callbacks_, [&](const auto& entry) {
    return !IsClosed(entry.second) && SplitName(entry.first).branch != branch && !listed.contains(entry.first);
  });
}

const v1::Callback* CallbackShelf::Find(const std::string& name) const {
  const auto found = callbacks_.find(name);
  return found == callbacks_.end() ? nullptr : &found->second;
}

void CallbackShelf::BeginSnapshot() {
  in_snapshot_ = true;
  mentioned_.clear();
}

void CallbackShelf::EndSnapshot() {
  if (!in_snapshot_) return;
  in_snapshot_ = false;
  std::erase_if(callbacks_,
                [this](const auto& entry) { return !IsClosed(entry.second) && !mentioned_.contains(entry.first); });
}

CallbackShelf::Callbacks CallbackShelf::Open() const {
  Callbacks open;
  for (const auto& [name, callback] : callbacks_) {
    if (!IsClosed(callback)) open.push_back(&callback);
  }
  std::sort(open.begin(), open.end(),
            [](const v1::Callback* one, const v1::Callback* other) { return ComesBefore(*one, *other); });
  return open;
}

CallbackShelf::Callbacks CallbackShelf::OpenWith(const std::string& person) const {
  Callbacks open = Open();
  std::erase_if(open, [&person](const v1::Callback* callback) {
    return callback->assignee().person() != person &&
           !(callback->state() == v1::CALLING && callback->calling_person() == person);
  });
  return open;
}

CallbackShelf::Callbacks CallbackShelf::Closed() const {
  Callbacks closed;
  for (auto name = closed_.rbegin(); name != closed_.rend(); ++name) closed.push_back(&callbacks_.at(*name));
  return closed;
}

}  // namespace krul::terminal::desk
