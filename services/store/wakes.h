// What a commit tells at once to every process that listens: that there is something to do in a shard, and of what
// kind. A hint: the indexes are the truth, and whoever listens looks there now and then all the same.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "services/store/record_store.h"

namespace krul::store {

struct Wake {
  int shard = 0;
  std::optional<Instant> callback_look;  // the earliest next look that callbacks were given
  std::optional<Instant> round_look;     // and review rounds
  bool unassigned = false;               // callbacks that nobody has yet
  bool pool = false;                     // callbacks that wait for somebody to come back
  bool outbox = false;                   // notices
  bool events = false;                   // the stream goes on

  // Nobody listened for a while: anything may have happened.
  static Wake Everything(int shard);
  bool nothing() const;
  void Merge(const Wake& other);
};

// What a change tells once it is committed.
Wake WakeOf(const Change& change);

// As it goes over the wire; what is joined is read as one. Unknown letters are skipped, so that a newer process may
// tell more.
std::string EncodeWake(const Wake& wake);
Wake DecodeWake(int shard, std::string_view text);

// Those who listen in this process. On the loop thread.
class WakeListeners {
 public:
  // Called until the answered handle is gone.
  std::shared_ptr<void> Add(WakeHandler handler);
  void Tell(const Wake& wake) const;

 private:
  struct Listeners {
    std::map<std::int64_t, WakeHandler> handlers;
    std::int64_t next = 0;
  };
  std::shared_ptr<Listeners> listeners_ = std::make_shared<Listeners>();
};

}  // namespace krul::store
