#include "services/deadline_watcher/notice_delivery.h"

#include "services/domain/limits.h"
#include "services/runtime/together.h"

namespace krul::deadline_watcher {
using runtime::Task;

NoticeDelivery::NoticeDelivery(const Deps& deps)
    : callbacks_(deps.callbacks),
      delivered_(deps.metrics.Counter("krul_notices_delivered_total", "Notices handed to their recipients' desks")),
      loops_({deps.callbacks.records(), deps.loop, deps.borders, "notices",
              [](const store::Wake& wake) { return wake.outbox; }, [this](int shard) { return DeliverShard(shard); }}) {
}

Task<NoticeDelivery::Rest> NoticeDelivery::DeliverShard(int shard) {
  // They come at random, so that ones that cannot be delivered stand before nobody.
  auto pending = co_await callbacks_.PendingNotices(shard, domain::limits::kDueBatch);
  if (!pending) co_return Rest::BackOff();
  if (!loops_.running() || pending->empty()) co_return Rest::UntilWoken();
  std::function<Task<bool>(std::size_t)> one = [&](std::size_t i) -> Task<bool> {
    auto delivered = co_await callbacks_.DeliverAtDesk(shard, (*pending)[i]);
    if (delivered) delivered_.Increment();
    co_return delivered.ok();
  };
  const std::size_t delivered = co_await runtime::RunTogether(pending->size(), one);
  if (delivered == 0) co_return Rest::BackOff();
  co_return pending->size() < domain::limits::kDueBatch ? Rest::UntilWoken() : Rest::None();
}

}  // namespace krul::deadline_watcher
