#include "services/domain/caller/phone_number.h"
#include "services/domain/limits.h"
#include "services/intake/intake_service.h"
#include "services/rpc/converters.h"
#include "services/rpc/field_checks.h"
#include "services/rpc/firm_checks.h"

namespace krul::intake {
namespace {
using directory::FirmPointer;
using domain::Command;
using domain::Instant;
namespace limits = domain::limits;
}  // namespace

Task<Result<v1::EraseCallerResponse>> IntakeService::EraseCaller(const Call& call,
                                                                 const v1::EraseCallerRequest& request) {
  rpc::FieldChecks checks;
  checks.Id("branch", request.branch());
  checks.Text("phone_number", request.phone_number(), limits::kPhoneNumberLength, true);
  if (!checks.ok()) co_return checks.refusal();
  Result<Instant> now = co_await deps_.directory.Now();
  if (!now) co_return now.refusal();
  Result<FirmPointer> firm = co_await deps_.directory.Current(*now);
  if (!firm) co_return firm.refusal();
  auto branch = rpc::BranchIn(**firm, "branch", request.branch());
  if (!branch) co_return branch.refusal();
  auto number = domain::ReadPhoneNumber(request.phone_number(), (*branch)->phone_region, "phone_number");
  if (!number) co_return number.refusal();
  v1::EraseCallerResponse response;
  // What is erased leaves the index of numbers: so each round finds what is left, until only open ones are.
  for (bool erased = true; erased;) {
    erased = false;
    response.clear_still_open();
    auto ids = co_await deps_.callbacks.FindByPhone(number->e164, limits::kSameNumber);
    if (!ids) co_return ids.refusal();
    for (const store::CallbackId& id : *ids) {
      Command erase = domain::EraseCaller{};
      auto applied = co_await changes_.Apply(id, call.actor, {}, std::move(erase));
      if (applied && applied->changed) {
        erased = true;
        response.set_erased_count(response.erased_count() + 1);
      } else if (!applied && applied.refusal().reason == domain::Reason::kNotClosed) {
        response.add_still_open(rpc::CallbackNameOf(id.branch, id.id));
      } else if (!applied) {
        co_return applied.refusal();
      }
    }
  }
  co_return response;
}

}  // namespace krul::intake
