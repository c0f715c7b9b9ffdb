// Reads replies of Redis: what the port answers, or why it cannot.
#pragma once
#include <hiredis/hiredis.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/store/record_store.h"

namespace krul::store {

// Why a reply is not what was asked for: kStoreUnavailable, with the error of Redis if there is one. Our commands are
// built so that its errors name no user's bytes.
domain::Refusal Unavailable(const redisReply* reply);

bool IsError(const redisReply* reply, std::string_view code);
// Bytes of a string or a status; nullopt for anything else.
std::optional<std::string_view> BytesOf(const redisReply* reply);
std::optional<std::int64_t> IntegerOf(const redisReply* reply);
// The elements of an array; nullopt for anything else.
std::optional<std::vector<const redisReply*>> ElementsOf(const redisReply* reply);

// Of TIME.
std::optional<Instant> InstantOf(const redisReply* reply);
// Of HGET of a record; `now` is left as it is.
Result<Loaded> LoadedOf(const redisReply* reply);
// Of a range of a sorted set WITHSCORES.
Result<std::vector<Entry>> EntriesOf(const redisReply* reply);
Result<std::vector<std::string>> StringsOf(const redisReply* reply);
// Of fields and values that alternate.
Result<std::vector<std::pair<std::string, std::string>>> PairsOf(const redisReply* reply);
// Of HSCAN.
Result<RecordStore::Page> PageOf(const redisReply* reply);

}  // namespace krul::store
