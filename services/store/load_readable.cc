#include "services/store/load_readable.h"

#include "services/runtime/together.h"

namespace krul::store {

runtime::Task<Result<std::vector<std::optional<Loaded>>>> LoadReadable(RecordStore& records,
                                                                       std::vector<RecordKey> keys) {
  using Read = std::optional<Loaded>;
  co_return co_await runtime::AskTogether<Read>(keys.size(), [&](std::size_t i, Answer<Read> done) {
    records.Load(keys[i], [done = std::move(done)](Result<Loaded> one) {
      if (one) return done(Read(*std::move(one)));
      if (one.refusal().reason == Unreadable().reason) return done(Read());
      done(one.refusal());
    });
  });
}

}  // namespace krul::store
