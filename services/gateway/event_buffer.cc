#include "services/gateway/event_buffer.h"

namespace krul::gateway {
namespace {

// A desk that comes back has the id of some beats ago; a branch where nothing happens needs no more of them.
constexpr int kQuietIds = 8;

}  // namespace

Bytes EventOf(std::string_view name, std::string_view id, std::string_view json) {
  std::string text;
  text.reserve(name.size() + id.size() + json.size() + 32);
  text.append("event: ").append(name).append("\n");
  if (!id.empty()) text.append("id: ").append(id).append("\n");
  text.append("data: ").append(json).append("\n\n");
  return std::make_shared<const std::string>(std::move(text));
}

void EventBuffer::Add(std::string id, Bytes event) {
  if (!id.empty()) last_id_ = id;
  if (event) {
    quiet_ = 0;
  } else if (++quiet_ > kQuietIds) {
    items_.erase(items_.end() - kQuietIds);
    --quiet_;
  }
  bytes_ += event ? event->size() : 0;
  items_.push_back({std::move(id), std::move(event)});
  while (items_.size() > most_events_ || bytes_ > most_bytes_) {
    bytes_ -= items_.front().event ? items_.front().event->size() : 0;
    items_.pop_front();
  }
}

void EventBuffer::Clear() {
  items_.clear();
  last_id_.clear();
  quiet_ = 0;
  bytes_ = 0;
}

std::optional<std::vector<Bytes>> EventBuffer::Since(std::string_view id) const {
  if (id.empty()) return std::nullopt;
  for (std::size_t i = items_.size(); i > 0; --i) {
    if (items_[i - 1].id != id) continue;
    std::vector<Bytes> events;
    for (std::size_t later = i; later < items_.size(); ++later) {
      if (items_[later].event) events.push_back(items_[later].event);
    }
    return events;
  }
  return std::nullopt;
}

}  // namespace krul::gateway
