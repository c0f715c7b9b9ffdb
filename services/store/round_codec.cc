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

constexpr int kSchema = 2;  // 1: without an envelope

}  // namespace

std::string EncodeRound(const ReviewRound& round) {
  storage::ReviewRound to;
  to.set_branch(round.branch);
  to.set_id(round.id);
  to.set_state(static_cast<int>(round.state));
  to.set_holder(round.holder);
  to.set_opened_at(ToMillis(round.opened_at));
  to.set_hold_by(ToMillis(round.hold_by));
  to.set_next_at(round.next_at == domain::kNever ? 0 : ToMillis(round.next_at));
  if (round.signed_at) to.set_signed_at(ToMillis(*round.signed_at));
  to.set_signed_by(round.signed_by);
  to.set_remark(round.remark);
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
    line->set_remark(entry.remark);
  }
  to.set_left_out(round.left_out);
  for (const domain::AppliedRequest& applied : round.applied) {
    storage::AppliedRequest* mark = to.add_applied();
    mark->set_request_id(applied.request_id);
    mark->set_content_hash(applied.content_hash);
  }
  return Wrap(kSchema, to);
}

domain::Result<ReviewRound> DecodeRound(std::string_view bytes, std::int64_t version) {
  auto unwrapped = Unwrap(bytes, kSchema);
  if (!unwrapped) return unwrapped.refusal();
  storage::ReviewRound from;
  if (!from.ParseFromString(unwrapped->body) || (unwrapped->schema == 0 && from.schema() != 1)) return Unreadable();
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
  to.remark = from.remark();
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
    to.entries.push_back(std::move(entry));
  }
  to.left_out = from.left_out();
  for (const storage::AppliedRequest& mark : from.applied())
    to.applied.emplace_back(mark.request_id(), mark.content_hash());
  return to;
}

}  // namespace krul::store
