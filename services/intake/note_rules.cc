#include "services/intake/note_rules.h"

#include "services/domain/caller/phone_number.h"
#include "services/domain/caller/typed_number.h"
#include "services/domain/limits.h"

namespace krul::intake {
namespace limits = domain::limits;

std::string TypedNumberOf(const v1::Caller& caller) {
  return domain::IsWithheld(caller.phone_number()) ? std::string() : caller.phone_number();
}

void CheckCaller(rpc::FieldChecks& checks, const v1::Caller& caller) {
  checks.Text("caller.display_name", caller.display_name(), limits::kCallerNameLength, true);
  checks.Text("caller.phone_number", caller.phone_number(), limits::kPhoneNumberLength);
  checks.Text("caller.other_contact", caller.other_contact(), limits::kOtherContactLength);
  checks.Text("caller.reference", caller.reference(), limits::kReferenceLength);
  checks.Extension("caller.extension", caller.extension());
  if (caller.other_contact().empty() && TypedNumberOf(caller).empty()) {
    checks.Fault("caller.phone_number", domain::FaultCode::kNumberOrContact, {{"other", "other_contact"}});
  }
}

domain::Result<domain::Caller> ReadCaller(const v1::Caller& caller, const domain::Branch& branch, const Quote& quote) {
  domain::Caller read{caller.display_name(),  TypedNumberOf(caller), "",
                      caller.other_contact(), caller.reference(),    caller.extension()};
  if (read.phone_number.empty()) return read;
  if (read.phone_number == quote.typed_number) {
    read.phone_number_e164 = quote.number_e164;
    if (read.extension.empty()) read.extension = quote.extension;
    return read;
  }
  auto number = domain::ReadPhoneNumber(read.phone_number, branch.phone_region, "caller.phone_number");
  if (!number) return number.refusal();
  read.phone_number_e164 = std::move(number->e164);
  if (read.extension.empty()) read.extension = std::move(number->extension);
  return read;
}

void CheckWindowAhead(rpc::FieldChecks& checks, const std::optional<domain::CallWindow>& window, domain::Instant now) {
  if (!window || window->not_before == domain::Instant{}) return;
  checks.Within("window.not_before_time", window->not_before, now - domain::Millis(limits::kImportedBack),
                now + domain::Millis(limits::kPromiseAhead), domain::FaultCode::kTimeTooFar,
                rpc::DaysOf(limits::kPromiseAhead));
}

void CompareCaller(const v1::Caller& caller, const domain::Caller& noted, std::vector<std::string>& fields) {
  const auto compare = [&](const char* field, bool same) {
    if (!same) fields.emplace_back(field);
  };
  compare("caller.display_name", noted.name == caller.display_name());
  compare("caller.phone_number", noted.phone_number == TypedNumberOf(caller));
  compare("caller.other_contact", noted.other_contact == caller.other_contact());
  compare("caller.reference", noted.reference == caller.reference());
  // Without one it was read from the number, which is compared.
  compare("caller.extension", caller.extension().empty() || noted.extension == caller.extension());
}

std::vector<std::string> DifferingFields(const v1::NoteCallbackRequest& request, const domain::Party& requested,
                                         const Quote& quote, const domain::CallbackRecord& record) {
  std::vector<std::string> fields;
  const auto compare = [&](const char* field, bool same) {
    if (!same) fields.emplace_back(field);
  };
  CompareCaller(request.caller(), record.sealed.caller, fields);
  compare("requested", record.requested == requested);
  compare("category", record.category == (request.category().empty() ? quote.category : request.category()));
  compare("reason", record.sealed.reason == request.reason());
  if (request.has_called_time()) {
    const auto& called = request.called_time();
    compare("called_time", domain::ToMillis(record.called_at) == called.seconds() * 1000 + called.nanos() / 1000000);
  }
  const domain::Promise& first = record.former_promises.empty() ? record.promise : record.former_promises.front();
  compare("quote", first.original_due_at == quote.due_at && first.firm_version == quote.firm_version &&
                       record.window == quote.window);
  return fields;
}

std::optional<domain::Refusal> DiffersFromQuote(const v1::NoteCallbackRequest& request, const domain::Party& requested,
                                                const Quote& quote) {
  rpc::FieldChecks checks;
  if (request.branch() != quote.branch) checks.Fault("branch", domain::FaultCode::kDiffersFromQuote);
  if (requested != quote.requested) checks.Fault("requested", domain::FaultCode::kDiffersFromQuote);
  if (!request.category().empty() && request.category() != quote.category)
    checks.Fault("category", domain::FaultCode::kDiffersFromQuote);
  // The promise was counted from there.
  if (quote.called_at && request.has_called_time() &&
      domain::ToMillis(*quote.called_at) !=
          request.called_time().seconds() * 1000 + request.called_time().nanos() / 1000000)
    checks.Fault("called_time", domain::FaultCode::kDiffersFromQuote);
  if (checks.ok()) return std::nullopt;
  return checks.refusal();
}

domain::Refusal NeverOpenThen() { return domain::InvalidField("window", domain::FaultCode::kNeverOpen); }

domain::Refusal IdReused(const std::vector<std::string>& fields) {
  domain::Refusal refusal{domain::Reason::kIdReused, "This callback_id was used for another note: take a new one.", {}};
  for (const std::string& field : fields) refusal.fields.push_back({field, domain::FaultCode::kDiffersFromSaved});
  return refusal;
}

}  // namespace krul::intake
