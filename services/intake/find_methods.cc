#include <algorithm>

#include "absl/strings/escaping.h"
#include "services/domain/caller/phone_number.h"
#include "services/domain/limits.h"
#include "services/domain/promise/due_moment.h"
#include "services/intake/intake_service.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::intake {
namespace {
using directory::FirmPointer;
using domain::Instant;
namespace limits = domain::limits;

// UTC for a branch that has left.
absl::TimeZone ZoneOf(const domain::Firm& firm, const std::string& id) {
  const domain::Branch* branch = firm.FindBranch(id);
  return branch != nullptr ? branch->time_zone : absl::UTCTimeZone();
}
}  // namespace

Task<Result<v1::FindCallbacksResponse>> IntakeService::FindCallbacks(const Call&,
                                                                     const v1::FindCallbacksRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  checks.Text("phone_number", request.phone_number(), limits::kPhoneNumberLength, true);
  const std::size_t page_size = checks.PageSize("page_size", request.page_size());
  const std::size_t offset = checks.Offset("page_token", request.page_token());
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  auto branch = rpc::BranchIn(**firm, "branch", request.branch());
  if (!branch) co_return branch.refusal();
  auto number = domain::ReadPhoneNumber(request.phone_number(), (*branch)->phone_region, "phone_number");
  if (!number) co_return number.refusal();
  auto ids = co_await deps_.callbacks.FindByPhone(number->e164, 1000);
  if (!ids) co_return ids.refusal();
  auto found = co_await deps_.callbacks.LoadAll(std::move(*ids));
  if (!found) co_return found.refusal();
  std::erase_if(*found,
                [&](const store::LoadedCallback& one) { return !one.record.open() && !request.include_closed(); });
  std::stable_sort(found->begin(), found->end(), [](const store::LoadedCallback& a, const store::LoadedCallback& b) {
    if (a.record.open() != b.record.open()) return a.record.open();
    return a.record.open() ? ComesBefore(a.record, b.record) : a.record.promise.made_at > b.record.promise.made_at;
  });
  v1::FindCallbacksResponse response;
  for (std::size_t i = offset; i < found->size() && i < offset + page_size; ++i) {
    *response.add_callbacks() = rpc::ToMessage((*found)[i].record, (*found)[i].now, false);
  }
  if (offset + page_size < found->size()) response.set_next_page_token(rpc::PageToken(offset + page_size));
  co_return response;
}

Task<Result<v1::Callback>> IntakeService::GetCallback(const Call&, const v1::GetCallbackRequest& request) {
  rpc::FieldChecks checks;
  const rpc::CallbackName name = checks.Name("name", request.name());
  if (!checks.ok()) co_return checks.refusal();
  auto loaded = co_await deps_.callbacks.Load({name.branch, name.id});
  if (!loaded) co_return loaded.refusal();
  if (loaded->record.version == 0) co_return domain::NotFound("name", domain::FaultCode::kNoSuchCallback);
  Result<FirmPointer> firm = co_await deps_.directory.Current(loaded->now);
  if (!firm) co_return firm.refusal();
  v1::Callback shown = rpc::ToMessage(loaded->record, loaded->now, true, ZoneOf(**firm, name.branch));
  auto others = co_await deps_.callbacks.AlsoOpen(loaded->record);
  if (!others) co_return others.refusal();
  for (const store::CallbackId& other : *others) shown.add_also_open(rpc::CallbackNameOf(other.branch, other.id));
  co_return shown;
}

Task<Result<v1::ExportCallbacksResponse>> IntakeService::ExportCallbacks(const Call&,
                                                                         const v1::ExportCallbacksRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  std::string cursor;
  if (request.page_token().size() > limits::kTokenLength ||
      !absl::WebSafeBase64Unescape(request.page_token(), &cursor) ||
      cursor.find_first_not_of("0123456789") != cursor.npos) {
    checks.Fault("page_token", domain::FaultCode::kNotAnsweredToken);
  }
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  if (auto branch = rpc::BranchIn(**firm, "branch", request.branch()); !branch) co_return branch.refusal();
  auto page = co_await deps_.callbacks.ReadPage(request.branch(), cursor);
  if (!page) co_return page.refusal();
  v1::ExportCallbacksResponse response;
  for (const store::LoadedCallback& one : page->callbacks) {
    if (!one.record.open() && !request.include_closed()) continue;
    *response.add_callbacks() = rpc::ToMessage(one.record, one.now, true, ZoneOf(**firm, request.branch()));
  }
  response.set_next_page_token(absl::WebSafeBase64Escape(page->cursor));
  co_return response;
}

}  // namespace krul::intake
