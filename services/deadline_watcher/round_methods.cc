// Review rounds, as people go through them.
#include <set>

#include "services/deadline_watcher/deadline_service.h"
#include "services/domain/limits.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::deadline_watcher {
namespace {
using directory::FirmPointer;
using domain::Instant;
using domain::ReviewRound;
using domain::RoundCommand;
namespace limits = domain::limits;

v1::ReviewRound ToMessage(const ReviewRound& round, bool with_entries) {
  v1::ReviewRound to;
  to.set_name(rpc::RoundNameOf(round.branch, round.id));
  to.set_state(static_cast<v1::ReviewRoundState>(static_cast<int>(round.state) + 1));
  to.set_holder(round.holder);
  rpc::Fill(round.opened_at, to.mutable_opened_time());
  rpc::Fill(round.hold_by, to.mutable_hold_by_time());
  if (round.signed_at) rpc::Fill(*round.signed_at, to.mutable_signed_time());
  to.set_signed_by(round.signed_by);
  to.set_remark(round.remark);
  to.set_entry_count(static_cast<int>(round.entries.size()));
  to.set_reviewed_count(round.reviewed());
  to.set_left_out_count(round.left_out);
  to.set_version(round.version);
  if (!with_entries) return to;
  for (const domain::RoundEntry& entry : round.entries) {
    v1::ReviewEntry* line = to.add_entries();
    line->set_callback(rpc::CallbackNameOf(round.branch, entry.callback));
    line->set_status(static_cast<v1::PromiseStatus>(static_cast<int>(entry.status) + 1));
    rpc::Fill(entry.due_at, line->mutable_due_time());
    if (entry.assignee.kind != domain::Party::Kind::kNobody) rpc::Fill(entry.assignee, line->mutable_assignee());
    line->set_rounds(entry.rounds);
    if (entry.reviewed_at) rpc::Fill(*entry.reviewed_at, line->mutable_reviewed_time());
    line->set_reviewed_by(entry.reviewed_by);
    line->set_remark(entry.remark);
  }
  return to;
}

}  // namespace

Task<Result<v1::ListReviewRoundsResponse>> DeadlineService::ListReviewRounds(
    const Call&, const v1::ListReviewRoundsRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  const std::size_t page_size = checks.PageSize("page_size", request.page_size());
  const std::size_t offset = checks.Offset("page_token", request.page_token());
  if (!checks.ok()) co_return checks.refusal();
  Result<FirmPointer> firm = co_await CurrentFirm();
  if (!firm) co_return firm.refusal();
  if (auto branch = rpc::BranchIn(**firm, "branch", request.branch()); !branch) co_return branch.refusal();
  auto rounds = co_await deps_.rounds.List(request.branch(), offset, page_size + 1);
  if (!rounds) co_return rounds.refusal();
  v1::ListReviewRoundsResponse response;
  for (std::size_t i = 0; i < rounds->size() && i < page_size; ++i)
    *response.add_rounds() = ToMessage((*rounds)[i].round, false);
  if (rounds->size() > page_size) response.set_next_page_token(rpc::PageToken(offset + page_size));
  co_return response;
}

Task<Result<v1::ReviewRound>> DeadlineService::GetReviewRound(const Call&, const v1::GetReviewRoundRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = checks.RoundName("name", request.name());
  if (!checks.ok()) co_return checks.refusal();
  auto loaded = co_await deps_.rounds.Load({name.branch, name.id});
  if (!loaded) co_return loaded.refusal();
  if (loaded->round.version == 0) co_return domain::NotFound("name", domain::FaultCode::kNoSuchRound);
  co_return ToMessage(loaded->round, true);
}

Task<Result<v1::ReviewRound>> DeadlineService::ChangeRound(const Call& call, store::RoundId id, RoundCommand command) {
  auto applied = co_await round_changes_.Apply(std::move(id), call.actor, call.mark(), std::move(command));
  if (!applied) co_return applied.refusal();
  co_return ToMessage(applied->round, true);
}

Task<Result<v1::ReviewRound>> DeadlineService::ReviewEntry(const Call& call, const v1::ReviewEntryRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = checks.RoundName("name", request.name());
  checks.Uuid("request_id", request.request_id());
  const rpc::CallbackName callback = checks.Name("callback", request.callback());
  checks.Text("remark", request.remark(), limits::kRoundRemarkLength);
  if (checks.ok() && callback.branch != name.branch) checks.Fault("callback", domain::FaultCode::kOtherBranch);
  if (!checks.ok()) co_return checks.refusal();
  RoundCommand review = domain::ReviewEntry{callback.id, request.remark()};
  co_return co_await ChangeRound(call, {name.branch, name.id}, std::move(review));
}

Task<Result<v1::ReviewRound>> DeadlineService::SignReviewRound(const Call& call,
                                                               const v1::SignReviewRoundRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = checks.RoundName("name", request.name());
  checks.Uuid("request_id", request.request_id());
  checks.Text("remark", request.remark(), limits::kRoundRemarkLength);
  if (!checks.ok()) co_return checks.refusal();
  auto loaded = co_await deps_.rounds.Load({name.branch, name.id});
  if (!loaded) co_return loaded.refusal();
  std::vector<store::CallbackId> ids;
  for (const domain::RoundEntry& entry : loaded->round.entries) ids.emplace_back(name.branch, entry.callback);
  auto callbacks = co_await deps_.callbacks.LoadAll(std::move(ids));
  if (!callbacks) co_return callbacks.refusal();
  domain::SignRound sign{request.remark(), {}};
  for (const store::LoadedCallback& one : *callbacks) {
    if (one.record.open()) sign.still_open.insert(one.record.id);
  }
  RoundCommand command = std::move(sign);
  co_return co_await ChangeRound(call, {name.branch, name.id}, std::move(command));
}

}  // namespace krul::deadline_watcher
