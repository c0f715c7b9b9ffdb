#include "services/store/redis/event_tail.h"

#include <charconv>

#include "services/store/redis/redis_replies.h"

namespace krul::store {
namespace {

constexpr std::size_t kPositionDigits = 20;  // of 64 bits

std::string Padded(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(kPositionDigits - digits.size(), '0') + digits;
}

std::optional<std::uint64_t> Number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// What XINFO STREAM tells. A stream that was never written to is empty.
struct Stream {
  std::int64_t length = 0;
  std::int64_t added = 0;
  StreamId last;                  // ever given, kept or not
  std::optional<StreamId> first;  // kept
};

std::optional<Stream> StreamOf(const redisReply* info) {
  if (IsError(info, "ERR no such key")) return Stream{};
  const auto elements = ElementsOf(info);
  if (!elements) return std::nullopt;
  Stream stream;
  for (std::size_t i = 0; i + 1 < elements->size(); i += 2) {
    const auto name = BytesOf((*elements)[i]);
    const redisReply* value = (*elements)[i + 1];
    if (name == "length") stream.length = IntegerOf(value).value_or(0);
    if (name == "entries-added") stream.added = IntegerOf(value).value_or(0);
    if (name == "last-generated-id") stream.last = ParseStreamId(BytesOf(value).value_or("")).value_or(StreamId{});
    if (name == "first-entry") {
      const auto entry = ElementsOf(value);
      if (entry && !entry->empty()) stream.first = ParseStreamId(BytesOf(entry->front()).value_or(""));
    }
  }
  return stream;
}

bool Continues(const Stream& stream, StreamId position) {
  if (position > stream.last) return false;  // ahead
  if (position == stream.last) return true;
  if (!stream.first) return false;  // there was more, and nothing is kept
  if (position >= *stream.first) return true;
  // Older than all that is kept. Then only the beginning of a stream that was never trimmed misses nothing. The last
  // trimmed entry would not either, but Redis does not keep its id.
  return position == StreamId{} && stream.added == stream.length;
}

}  // namespace

std::string StreamId::ToRedis() const { return std::to_string(millis) + "-" + std::to_string(sequence); }
std::string StreamId::ToPosition() const { return Padded(millis) + "-" + Padded(sequence); }

std::optional<StreamId> ParseStreamId(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto millis = Number(text.substr(0, dash)), sequence = Number(text.substr(dash + 1));
  if (!millis || !sequence) return std::nullopt;
  return StreamId{*millis, *sequence};
}

std::string TailRequest::RangeStart() const {
  if (position.empty()) return "-";
  return "(" + ParseStreamId(position).value_or(StreamId{}).ToRedis();
}

Result<std::optional<Events>> EventsOf(const TailRequest& request, const redisReply* transaction) {
  const auto replies = ElementsOf(transaction);
  if (!replies || replies->size() != 3) return Unavailable(transaction);
  if ((*replies)[0]->type == REDIS_REPLY_NIL) return std::optional<Events>();
  const auto epoch = BytesOf((*replies)[0]);
  const auto stream = StreamOf((*replies)[1]);
  const auto entries = ElementsOf((*replies)[2]);
  if (!epoch) return Unavailable((*replies)[0]);
  if (!stream) return Unavailable((*replies)[1]);
  if (!entries) return Unavailable((*replies)[2]);

  Events events{std::string(*epoch), stream->last.ToPosition(), false, {}, {}};
  if (request.epoch.empty()) return std::optional(std::move(events));
  const auto position = ParseStreamId(request.position);
  const bool from_beginning = request.position.empty();
  events.gap = request.epoch != *epoch || (!from_beginning && (!position || !Continues(*stream, *position)));
  if (events.gap) return std::optional(std::move(events));
  for (const redisReply* entry : *entries) {
    const auto parts = ElementsOf(entry);  // the id, and its fields
    const auto fields = parts && parts->size() == 2 ? ElementsOf((*parts)[1]) : std::nullopt;
    const auto id = fields ? ParseStreamId(BytesOf((*parts)[0]).value_or("")) : std::nullopt;
    const auto bytes = fields && fields->size() == 2 ? BytesOf((*fields)[1]) : std::nullopt;
    if (!id || !bytes) return Unavailable(entry);
    events.events.emplace_back(*bytes);
    events.position = events.positions.emplace_back(id->ToPosition());
  }
  return std::optional(std::move(events));
}

Result<std::string> StreamEndOf(const redisReply* info) {
  const auto stream = StreamOf(info);
  if (!stream) return Unavailable(info);
  return stream->last.ToPosition();
}

}  // namespace krul::store
