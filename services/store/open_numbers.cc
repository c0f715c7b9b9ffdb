#include "services/store/open_numbers.h"

#include <algorithm>

#include "services/domain/limits.h"
#include "services/runtime/together.h"
#include "services/store/ask.h"
#include "services/store/keys.h"
#include "services/store/record_codec.h"

namespace krul::store {
namespace {
using domain::CallbackRecord;
using runtime::Async;
using runtime::Task;
namespace limits = domain::limits;

const std::string& NumberOf(const CallbackRecord& record) { return record.sealed.caller.phone_number_e164; }

bool Stands(const CallbackRecord& record) { return record.open() && !NumberOf(record).empty(); }

// A mark is the version of the record that it came with, so that no two commits leave the same one and none is settled
// with another's; whether the hint comes or goes; and the member that the hint is.
constexpr char kComes = '+', kGoes = '-';

std::string MarkText(std::int64_t version, char way, const std::string& member) {
  return std::to_string(version) + way + member;
}

struct Marked {
  char way = kComes;
  std::string member;
};

Marked ParseMark(const std::string& mark) {
  const std::size_t at = mark.find_first_not_of("0123456789");
  return {mark.at(at), mark.substr(at + 1)};
}

// A member is the number's prefix, which ends with this, and branch/id.
std::size_t PrefixEnd(const std::string& member) { return member.find(':') + 1; }

Change HintChange(const std::string& member, bool stands) {
  Change change;
  change.key.shard = ShardOf(member.substr(0, PrefixEnd(member)));
  change.write_record = false;
  if (stands) change.index_adds.push_back({indexes::kOpenNumberHints, member, 0});
  if (!stands) change.index_removes.push_back({indexes::kOpenNumberHints, member});
  return change;
}

}  // namespace

Task<Result<Done>> OpenNumbers::Commit(Change change) {
  auto outcome = co_await store::Commit(records_, std::move(change));
  if (!outcome) co_return outcome.refusal();
  co_return Done{};
}

Task<Result<std::vector<std::string>>> OpenNumbers::Of(std::string e164, std::string branch) {
  const std::string prefix = indexes::PhonePrefix(secret_, e164);
  auto places = co_await runtime::AskTogether<std::vector<std::string>>(2, [&](std::size_t place, auto done) {
    const bool exact = place == 0;
    records_.RangeByPrefix(ShardOf(exact ? branch : prefix), exact ? indexes::kOpenNumbers : indexes::kOpenNumberHints,
                           prefix, limits::kSameNumber, std::move(done));
  });
  if (!places) co_return places.refusal();
  std::vector<std::string> members;
  for (const std::vector<std::string>& place : *places) {
    for (const std::string& member : place) members.push_back(member.substr(prefix.size()));
  }
  std::ranges::sort(members);
  members.erase(std::ranges::unique(members).begin(), members.end());
  co_return members;
}

std::string OpenNumbers::MemberOf(const CallbackRecord& record) const {
  return indexes::PhonePrefix(secret_, NumberOf(record)) + record.branch + "/" + record.id;
}

std::optional<Change> OpenNumbers::HintOf(const CallbackRecord& before, const CallbackRecord& after) const {
  if (!Stands(after)) return std::nullopt;
  if (before.version > 0 && Stands(before) && NumberOf(before) == NumberOf(after)) return std::nullopt;
  return HintChange(MemberOf(after), true);
}

void OpenNumbers::Mark(const CallbackRecord& before, const CallbackRecord& after, Change& change) const {
  const bool stood = before.version > 0 && Stands(before);
  if (stood && Stands(after) && NumberOf(before) == NumberOf(after)) return;
  const auto mark = [&](char way, const CallbackRecord& record) {
    change.index_adds.push_back({indexes::kHintMarks, MarkText(before.version + 1, way, MemberOf(record)), 0});
  };
  if (stood) mark(kGoes, before);
  if (Stands(after)) mark(kComes, after);
}

Task<Result<std::vector<std::string>>> OpenNumbers::Marks(int shard, std::size_t offset, std::size_t limit) {
  auto entries = co_await Range(records_, shard, indexes::kHintMarks, offset, limit);
  if (!entries) co_return entries.refusal();
  std::vector<std::string> marks;
  for (Entry& entry : *entries) marks.push_back(std::move(entry.member));
  co_return marks;
}

Task<Result<Done>> OpenNumbers::Settle(int shard, std::string mark) {
  const Marked marked = ParseMark(mark);
  bool settled = false;
  if (marked.way == kComes) {  // mostly it was written at once; where it must go again, another mark says so
    auto stands = co_await HintStands(marked.member);
    if (!stands) co_return stands.refusal();
    settled = *stands;
  }
  if (!settled) {
    auto followed = co_await FollowRecord(shard, marked.member);
    if (!followed) co_return followed.refusal();
  }
  Change change;
  change.key.shard = shard;
  change.write_record = false;
  change.index_removes.push_back({indexes::kHintMarks, std::move(mark)});
  co_return co_await Commit(std::move(change));
}

Task<Result<bool>> OpenNumbers::HintStands(std::string member) {
  const int shard = ShardOf(member.substr(0, PrefixEnd(member)));
  auto found = co_await Async<Result<std::vector<std::string>>>(
      [&](auto done) { records_.RangeByPrefix(shard, indexes::kOpenNumberHints, member, 1, std::move(done)); });
  if (!found) co_return found.refusal();
  co_return !found->empty() && found->front() == member;  // the least of those that begin so
}

// Where somebody changed the record meanwhile, what is written may have come after what their mark was settled with: so
// once more, until nobody did.
Task<Result<Done>> OpenNumbers::FollowRecord(int shard, std::string member) {
  const std::size_t prefix_end = PrefixEnd(member);
  const RecordKey key{shard, std::string(indexes::kRecordPrefix) + member.substr(prefix_end)};
  std::optional<std::int64_t> version;  // that the hint was made to follow
  for (int attempt = 0; attempt < limits::kCommitTries; ++attempt) {
    auto loaded = co_await Load(records_, key);
    if (!loaded) co_return loaded.refusal();
    if (loaded->version == version) co_return Done{};
    bool stands = false;
    if (loaded->version > 0) {
      auto record = DecodeCallback(loaded->bytes, loaded->version);
      if (!record) co_return record.refusal();
      stands = Stands(*record) && MemberOf(*record) == member;
    }
    auto written = co_await Commit(HintChange(member, stands));
    if (!written) co_return written.refusal();
    version = loaded->version;
  }
  co_return domain::Refusal{domain::Reason::kTooManyConflicts, "A record changes faster than its hint follows.", {}};
}

}  // namespace krul::store
