// The last events of a branch, for desks that come back: each as the bytes that go out, shared by all. Pure.
#pragma once
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/gateway/exchange.h"

namespace krul::gateway {

// One server-sent event. `id` may be empty; `json` is one line.
Bytes EventOf(std::string_view name, std::string_view id, std::string_view json);

class EventBuffer {
 public:
  EventBuffer(std::size_t most_events, std::size_t most_bytes) : most_events_(most_events), most_bytes_(most_bytes) {}

  // `id` is empty when nobody can go on from behind this event; `event` is null when only the id is news.
  void Add(std::string id, Bytes event);
  void Clear();
  // What came after the id; none when it is not known here any more, or never was.
  std::optional<std::vector<Bytes>> Since(std::string_view id) const;
  // Where a desk that has everything goes on from; empty at the start.
  const std::string& last_id() const { return last_id_; }

 private:
  struct Item {
    std::string id;
    Bytes event;
  };
  std::size_t most_events_, most_bytes_, bytes_ = 0;
  std::deque<Item> items_;
  std::string last_id_;
  int quiet_ = 0;  // how many ids without an event came last
};

}  // namespace krul::gateway
