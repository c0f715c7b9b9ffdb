#include "services/store/round_codec.h"

#include "services/store/envelope.h"
#include "services/store/storage.pb.h"
#include "services/store/stored_enum.h"

namespace krul::store {
namespace {
using domain::FromMillis;
using domain::ReviewRound;
using domain::RoundEntry;
using domain::ToMillis;

// 1: without an envelope. 2: in one, with the remarks in the body. 3: these are sealed.
constexpr int kSchema = 3;

}  // namespace

std::string EncodeRound(const ReviewRound& round) {
  storage::ReviewRound to;
  storage::SealedRound sealed;
  to.set_branch(round.branch);
  to.set_id(round.id);
  to.set_state(static_cast<int>(round.state));
  to.set_holder(round.holder);
  to.set_opened_at(ToMillis(round.opened_at));
  to.set_hold_by(ToMillis(round.hold_by));
  to.set_next_at(round.next_at == domain::kNever ? 0 : ToMillis(round.next_at));
  if (round.signed_at) to.set_signed_at(ToMillis(*round.signed_at));
  to.set_signed_by(round.signed_by);
  sealed.set_remark(round.remark);
  for (const RoundEntry& entry : round.entries) {
    storage::ReviewRound::Entry* line = to.add_entries();
    line->set_callback(entry.callback);
    line->set_status(static_cast<int>(entry.status));
    line->set_due_at(ToMillis(entry.due_at));
    line->mutable_assignee()->set_kind(static_cast<int>(entry.assignee.kind));
    line->mutable_assignee()->set_id(entry.assignee.id);
    line->set_rounds(entry.rounds);
    if (entry.reviewed_at) line->set_reviewed_at(ToMillis(*entry.reviewed_at));
    line->set_reviewed_by(entry.reviewed_by);
    if (!entry.remark.empty()) (*sealed.mutable_entry_remarks())[entry.callback] = entry.remark;
  }
  to.set_left_out(round.left_out);
  for (const domain::AppliedRequest& applied : round.applied) {
    storage::AppliedRequest* mark = to.add_applied();
    mark->set_request_id(applied.request_id);
    mark->set_content_hash(applied.content_hash);
  }
  return Wrap(kSchema, to, sealed.SerializeAsString());
}

domain::Result<ReviewRound> DecodeRound(std::string_view bytes, std::int64_t version) {
  auto unwrapped = Unwrap(bytes, kSchema);
  if (!unwrapped) return unwrapped.refusal();
  storage::ReviewRound from;
  storage::SealedRound sealed;
  if (!from.ParseFromString(unwrapped->body) || (unwrapped->schema == 0 && from.schema() != 1) ||
      !sealed.ParseFromString(unwrapped->sealed)) {
    return Unreadable();
  }
  const bool is_sealed = unwrapped->schema >= 3;
  ReviewRound to;
  to.branch = from.branch();
  to.id = from.id();
  to.version = version;
  if (!ReadEnum(from.state(), to.state)) return Unreadable();
  to.holder = from.holder();
  to.opened_at = FromMillis(from.opened_at());
  to.hold_by = FromMillis(from.hold_by());
  to.next_at = from.next_at() == 0 ? domain::kNever : FromMillis(from.next_at());
  if (from.signed_at() != 0) to.signed_at = FromMillis(from.signed_at());
  to.signed_by = from.signed_by();
  to.remark = is_sealed ? sealed.remark() : from.remark();
  for (const storage::ReviewRound::Entry& line : from.entries()) {
    RoundEntry entry;
    entry.callback = line.callback();
    entry.due_at = FromMillis(line.due_at());
    entry.assignee.id = line.assignee().id();
    if (!ReadEnum(line.status(), entry.status) || !ReadEnum(line.assignee().kind(), entry.assignee.kind)) {
      return Unreadable();
    }
    entry.rounds = line.rounds();
    if (line.reviewed_at() != 0) entry.reviewed_at = FromMillis(line.reviewed_at());
    entry.reviewed_by = line.reviewed_by();
    entry.remark = line.remark();
    if (const auto found = sealed.entry_remarks().find(entry.callback); found != sealed.entry_remarks().end())
      entry.remark = found->second;
    to.entries.push_back(std::move(entry));
  }
  to.left_out = from.left_out();
  for (const storage::AppliedRequest& mark : from.applied())
    to.applied.emplace_back(mark.request_id(), mark.content_hash());
  return to;
}

}  // namespace krul::store
