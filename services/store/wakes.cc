#include "services/store/wakes.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "services/store/callback_indexes.h"

namespace krul::store {
namespace {

constexpr char kUnassignedLetter = 'u', kPoolLetter = 'p', kOutboxLetter = 'o', kEventsLetter = 'e';
constexpr char kCallbackLookLetter = 'c', kRoundLookLetter = 'r';  // followed by milliseconds

void Earlier(std::optional<Instant>& known, const std::optional<Instant>& other) {
  if (other && (!known || *other < *known)) known = other;
}

void AppendLook(std::string& text, char letter, const std::optional<Instant>& look) {
  if (!look) return;
  text.push_back(letter);
  text.append(std::to_string(domain::ToMillis(*look)));
}

}  // namespace

Wake Wake::Everything(int shard) {
  Wake wake;
  wake.shard = shard;
  wake.callback_look = wake.round_look = Instant{};
  wake.unassigned = wake.pool = wake.outbox = wake.events = true;
  return wake;
}

bool Wake::nothing() const { return !callback_look && !round_look && !unassigned && !pool && !outbox && !events; }

void Wake::Merge(const Wake& other) {
  Earlier(callback_look, other.callback_look);
  Earlier(round_look, other.round_look);
  unassigned |= other.unassigned;
  pool |= other.pool;
  outbox |= other.outbox;
  events |= other.events;
}

Wake WakeOf(const Change& change) {
  Wake wake;
  wake.shard = change.key.shard;
  if (change.look_at && *change.look_at != domain::kNever) {
    (LookKindOf(change.key.id) == LookKind::kRound ? wake.round_look : wake.callback_look) = change.look_at;
  }
  for (const IndexAdd& add : change.index_adds) {
    wake.unassigned |= add.index == indexes::kUnassigned;
    wake.pool |= add.index == indexes::kPool;
  }
  for (const FieldSet& set : change.field_sets) wake.outbox |= set.table == indexes::kOutbox;
  wake.events = !change.events.empty();
  return wake;
}

std::string EncodeWake(const Wake& wake) {
  std::string text;
  if (wake.unassigned) text.push_back(kUnassignedLetter);
  if (wake.pool) text.push_back(kPoolLetter);
  if (wake.outbox) text.push_back(kOutboxLetter);
  if (wake.events) text.push_back(kEventsLetter);
  AppendLook(text, kCallbackLookLetter, wake.callback_look);
  AppendLook(text, kRoundLookLetter, wake.round_look);
  return text;
}

Wake DecodeWake(int shard, std::string_view text) {
  Wake wake;
  wake.shard = shard;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    wake.unassigned |= letter == kUnassignedLetter;
    wake.pool |= letter == kPoolLetter;
    wake.outbox |= letter == kOutboxLetter;
    wake.events |= letter == kEventsLetter;
    if (letter != kCallbackLookLetter && letter != kRoundLookLetter) continue;
    std::int64_t millis = 0;
    const auto [end, error] = std::from_chars(text.data() + at + 1, text.data() + text.size(), millis);
    if (error != std::errc{}) continue;
    Earlier(letter == kRoundLookLetter ? wake.round_look : wake.callback_look, domain::FromMillis(millis));
    at = static_cast<std::size_t>(end - text.data()) - 1;
  }
  return wake;
}

std::shared_ptr<void> WakeListeners::Add(WakeHandler handler) {
  const std::int64_t number = listeners_->next++;
  listeners_->handlers[number] = std::move(handler);
  return {nullptr, [weak = std::weak_ptr(listeners_), number](void*) {
            if (const auto listeners = weak.lock()) listeners->handlers.erase(number);
          }};
}

void WakeListeners::Tell(const Wake& wake) const {
  if (wake.nothing()) return;
  // A handler may add or drop others.
  std::vector<std::int64_t> numbers;
  for (const auto& [number, handler] : listeners_->handlers) numbers.push_back(number);
  for (const std::int64_t number : numbers) {
    const auto found = listeners_->handlers.find(number);
    if (found == listeners_->handlers.end()) continue;
    const WakeHandler handler = found->second;
    handler(wake);
  }
}

}  // namespace krul::store
