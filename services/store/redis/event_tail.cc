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

StoredEpoch ParseEpoch(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return {std::string(text), ""};
  return {std::string(text.substr(0, dot)), std::string(text.substr(dot + 1))};
}

std::string FailoverOf(std::string_view info) {
  const auto field = [info](std::string_view name) {
    const std::size_t begin = info.find(name);
    if (begin == std::string_view::npos) return std::string_view();
    const std::string_view rest = info.substr(begin + name.size());
    return rest.substr(0, rest.find('\r'));
  };
  const std::string_view former = field("\nmaster_replid2:"), offset = field("\nsecond_repl_offset:");
  if (field("\nrole:") != "master" || former.find_first_not_of('0') == std::string_view::npos) return "";
  return std::string(former) + ":" + std::string(offset);
}

Result<TailAnswer> TailOf(const TailRequest& request, const std::string& life, const redisReply* transaction) {
  const auto replies = ElementsOf(transaction);
  if (!replies || replies->size() != 4) return Unavailable(transaction);
  const auto info = BytesOf((*replies)[0]);
  const auto epoch = (*replies)[1]->type == REDIS_REPLY_NIL ? std::string_view() : BytesOf((*replies)[1]);
  const auto stream = StreamOf((*replies)[2]);
  const auto entries = ElementsOf((*replies)[3]);
  if (!info) return Unavailable((*replies)[0]);
  if (!epoch) return Unavailable((*replies)[1]);
  if (!stream) return Unavailable((*replies)[2]);
  if (!entries) return Unavailable((*replies)[3]);
  StoredEpoch stored = ParseEpoch(*epoch);
  if (stored.life.empty() || stored.life != life) return TailAnswer{{}, std::nullopt, true};
  if (std::string failover = FailoverOf(*info); !failover.empty()) stored.failover = std::move(failover);
  if (stored.Text() != *epoch) return TailAnswer{{}, std::move(stored), false};

  Events events{std::string(*epoch), stream->last.ToPosition(), false, {}, {}};
  if (request.epoch.empty()) return TailAnswer{std::move(events), std::nullopt, false};
  const auto position = ParseStreamId(request.position);
  const bool from_beginning = request.position.empty();
  events.gap = request.epoch != *epoch || (!from_beginning && (!position || !Continues(*stream, *position)));
  if (events.gap) return TailAnswer{std::move(events), std::nullopt, false};
  for (const redisReply* entry : *entries) {
    const auto parts = ElementsOf(entry);  // the id, and its fields
    const auto fields = parts && parts->size() == 2 ? ElementsOf((*parts)[1]) : std::nullopt;
    const auto id = fields ? ParseStreamId(BytesOf((*parts)[0]).value_or("")) : std::nullopt;
    const auto bytes = fields && fields->size() == 2 ? BytesOf((*fields)[1]) : std::nullopt;
    if (!id || !bytes) return Unavailable(entry);
    events.events.emplace_back(*bytes);
    events.position = events.positions.emplace_back(id->ToPosition());
  }
  return TailAnswer{std::move(events), std::nullopt, false};
}

Result<std::string> StreamEndOf(const redisReply* info) {
  const auto stream = StreamOf(info);
  if (!stream) return Unavailable(info);
  return stream->last.ToPosition();
}

}  // namespace krul::store
