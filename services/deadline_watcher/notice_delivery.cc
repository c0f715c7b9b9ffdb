#include "services/deadline_watcher/notice_delivery.h"

#include "services/domain/limits.h"
#include "services/runtime/gather.h"

namespace krul::deadline_watcher {
using runtime::Task;
using namespace std::chrono_literals;

NoticeDelivery::NoticeDelivery(store::CallbackStore& callbacks, runtime::EventLoop& loop, runtime::Metrics& metrics)
    : callbacks_(callbacks),
      loop_(loop),
      delivered_(metrics.Counter("krul_notices_delivered_total", "Notices handed to their recipients' desks")) {}

void NoticeDelivery::Start() {
  running_ = true;
  runtime::Spawn(Run());
}

Task<bool> NoticeDelivery::Run() {
  while (running_) {
    std::function<Task<bool>(std::size_t)> one = [this](std::size_t shard) {
      return DeliverShard(static_cast<int>(shard));
    };
    const std::size_t with_some = co_await runtime::Gather(domain::limits::kShards, one);
    if (with_some == 0) co_await loop_.Sleep(500ms);
  }
  co_return true;
}

Task<bool> NoticeDelivery::DeliverShard(int shard) {
  auto pending = co_await callbacks_.PendingNotices(shard, domain::limits::kDueBatch);
  if (!pending || !running_) co_return false;
  std::function<Task<bool>(std::size_t)> one = [&](std::size_t i) -> Task<bool> {
    auto delivered = co_await callbacks_.DeliverAtDesk(shard, (*pending)[i]);
    if (delivered) delivered_.Increment();
    co_return delivered.ok();
  };
  co_return co_await runtime::Gather(pending->size(), one) > 0;
}

}  // namespace krul::deadline_watcher
