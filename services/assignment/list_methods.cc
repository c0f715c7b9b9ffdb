#include "services/assignment/assignment_service.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::assignment {
namespace {
using directory::FirmPointer;
using domain::Instant;

v1::ListCallbacksResponse Answer(const std::vector<store::LoadedCallback>& callbacks) {
  v1::ListCallbacksResponse response;
  for (const store::LoadedCallback& one : callbacks)
    *response.add_callbacks() = rpc::ToMessage(one.record, one.now, false);
  return response;
}

}  // namespace

Task<Result<v1::ListCallbacksResponse>> AssignmentService::ListBoard(const Call&, const v1::ListBoardRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  const std::size_t page_size = checks.PageSize("page_size", request.page_size());
  const std::size_t offset = checks.Offset("page_token", request.page_token());
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  if (auto branch = rpc::BranchIn(**firm, "branch", request.branch()); !branch) co_return branch.refusal();
  auto ids = co_await deps_.callbacks.Board(request.branch(), offset, page_size + 1);
  if (!ids) co_return ids.refusal();
  const bool more = ids->size() > page_size;
  if (more) ids->resize(page_size);
  auto callbacks = co_await deps_.callbacks.LoadAll(std::move(*ids));
  if (!callbacks) co_return callbacks.refusal();
  v1::ListCallbacksResponse response = Answer(*callbacks);
  if (more) response.set_next_page_token(rpc::PageToken(offset + page_size));
  co_return response;
}

Task<Result<v1::ListCallbacksResponse>> AssignmentService::ListInbox(const Call& call,
                                                                     const v1::ListInboxRequest& request) {
  rpc::FieldChecks checks;
  const std::string person = request.person().empty() ? call.actor.person : request.person();
  checks.Id("person", person);
  const std::size_t page_size = checks.PageSize("page_size", request.page_size());
  const std::size_t offset = checks.Offset("page_token", request.page_token());
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  if (!(*firm)->FindPerson(person)) co_return domain::NotFound("person", domain::FaultCode::kUnknownPerson);
  auto ids = co_await deps_.callbacks.Inbox(person, offset + page_size + 1);
  if (!ids) co_return ids.refusal();
  const bool more = ids->size() > offset + page_size;
  if (more) ids->resize(offset + page_size);
  ids->erase(ids->begin(), ids->begin() + static_cast<std::ptrdiff_t>(std::min(offset, ids->size())));
  auto callbacks = co_await deps_.callbacks.LoadAll(std::move(*ids));
  if (!callbacks) co_return callbacks.refusal();
  v1::ListCallbacksResponse response = Answer(*callbacks);
  if (more) response.set_next_page_token(rpc::PageToken(offset + page_size));
  co_return response;
}

}  // namespace krul::assignment
