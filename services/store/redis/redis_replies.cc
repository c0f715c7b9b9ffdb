#include "services/store/redis/redis_replies.h"

#include <charconv>

namespace krul::store {
namespace {

template <class Number>
std::optional<Number> Parse(std::optional<std::string_view> text) {
  if (!text) return std::nullopt;
  Number number{};
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return number;
}

}  // namespace

domain::Refusal Unavailable(const redisReply* reply) {
  std::string message = "the store did not answer";
  if (reply != nullptr) message = "the store gave an unexpected answer";
  if (reply != nullptr && reply->type == REDIS_REPLY_ERROR) {
    message = "the store answered: " + std::string(reply->str, reply->len);
  }
  return {domain::Reason::kStoreUnavailable, std::move(message), {}};
}

bool IsError(const redisReply* reply, std::string_view code) {
  return reply != nullptr && reply->type == REDIS_REPLY_ERROR &&
         std::string_view(reply->str, reply->len).starts_with(code);
}

std::optional<std::string_view> BytesOf(const redisReply* reply) {
  if (reply == nullptr || (reply->type != REDIS_REPLY_STRING && reply->type != REDIS_REPLY_STATUS)) return std::nullopt;
  return std::string_view(reply->str, reply->len);
}

std::optional<std::int64_t> IntegerOf(const redisReply* reply) {
  if (reply == nullptr || reply->type != REDIS_REPLY_INTEGER) return std::nullopt;
  return reply->integer;
}

std::optional<std::vector<const redisReply*>> ElementsOf(const redisReply* reply) {
  if (reply == nullptr || reply->type != REDIS_REPLY_ARRAY) return std::nullopt;
  return std::vector<const redisReply*>(reply->element, reply->element + reply->elements);
}

std::optional<Instant> InstantOf(const redisReply* reply) {
  const auto parts = ElementsOf(reply);
  if (!parts || parts->size() != 2) return std::nullopt;
  const auto seconds = Parse<std::int64_t>(BytesOf((*parts)[0])), micros = Parse<std::int64_t>(BytesOf((*parts)[1]));
  if (!seconds || !micros) return std::nullopt;
  return domain::FromMillis(*seconds * 1000 + *micros / 1000);
}

Result<Loaded> LoadedOf(const redisReply* reply) {
  if (reply != nullptr && reply->type == REDIS_REPLY_NIL) return Loaded{};
  const auto value = BytesOf(reply);
  if (!value) return Unavailable(reply);
  const std::size_t line = value->find('\n');
  const auto version = Parse<std::int64_t>(value->substr(0, line));
  if (line == std::string_view::npos || !version) return Unreadable();
  return Loaded{*version, std::string(value->substr(line + 1)), Instant{}};
}

Result<std::vector<Entry>> EntriesOf(const redisReply* reply) {
  const auto elements = ElementsOf(reply);
  if (!elements || elements->size() % 2 != 0) return Unavailable(reply);
  std::vector<Entry> entries;
  entries.reserve(elements->size() / 2);
  for (std::size_t i = 0; i < elements->size(); i += 2) {
    const auto member = BytesOf((*elements)[i]);
    const auto score = Parse<double>(BytesOf((*elements)[i + 1]));
    if (!member || !score) return Unavailable(reply);
    entries.push_back({std::string(*member), *score});
  }
  return entries;
}

Result<std::vector<std::string>> StringsOf(const redisReply* reply) {
  const auto elements = ElementsOf(reply);
  if (!elements) return Unavailable(reply);
  std::vector<std::string> strings;
  strings.reserve(elements->size());
  for (const redisReply* element : *elements) {
    const auto bytes = BytesOf(element);
    if (!bytes) return Unavailable(reply);
    strings.emplace_back(*bytes);
  }
  return strings;
}

Result<std::vector<std::pair<std::string, std::string>>> PairsOf(const redisReply* reply) {
  auto strings = StringsOf(reply);
  if (!strings) return strings.refusal();
  if (strings->size() % 2 != 0) return Unavailable(reply);
  std::vector<std::pair<std::string, std::string>> pairs;
  pairs.reserve(strings->size() / 2);
  for (std::size_t i = 0; i < strings->size(); i += 2) {
    pairs.emplace_back(std::move((*strings)[i]), std::move((*strings)[i + 1]));
  }
  return pairs;
}

Result<RecordStore::Page> PageOf(const redisReply* reply) {
  const auto parts = ElementsOf(reply);
  if (!parts || parts->size() != 2) return Unavailable(reply);
  const auto cursor = BytesOf((*parts)[0]);
  const auto pairs = ElementsOf((*parts)[1]);
  if (!cursor || !pairs) return Unavailable(reply);
  RecordStore::Page page;
  if (*cursor != "0") page.cursor = *cursor;
  for (std::size_t i = 0; i < pairs->size(); i += 2) {
    const auto id = BytesOf((*pairs)[i]);
    if (!id) return Unavailable(reply);
    page.ids.emplace_back(*id);
  }
  return page;
}

}  // namespace krul::store
