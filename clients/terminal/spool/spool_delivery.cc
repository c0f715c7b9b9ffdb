#include "clients/terminal/spool/spool_delivery.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "clients/terminal/connection/connection.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

const std::string& IntakeOf(const Settings& settings) {
  return settings.intake.empty() ? settings.server : settings.intake;
}

// An answer that says: not saved, and what was spoken no longer holds.
bool WantsAnotherQuote(const Failure& failure) {
  return failure.reason == "QUOTE_EXPIRED" || failure.reason == "CLOSED";
}

// No other note would fare better now.
bool LineIsAway(const Failure& failure) {
  return failure.code == "UNAVAILABLE" || failure.reason == "TOO_BUSY" || failure.code == "DEADLINE_EXCEEDED" ||
         failure.code == "UNAUTHENTICATED";
}

std::string InWords(const Failure& failure) {
  std::string words = failure.message;
  for (const FieldFault& fault : failure.fields) absl::StrAppend(&words, "; ", fault.field, " ", fault.description);
  return words;
}

}  // namespace

SpooledNote NewSpooledNote(const Settings& settings, v1::NoteCallbackRequest request, absl::Time taken) {
  SpooledNote note;
  *note.mutable_taken_time() = ToProto(taken);
  *note.mutable_note() = std::move(request);
  note.set_intake(IntakeOf(settings));
  note.set_person(settings.person);
  note.set_desk(settings.desk);
  return note;
}

bool SpoolDelivery::MayPassLater(const Failure& failure) {
  constexpr std::array<absl::string_view, 6> kOfTheNote = {"INVALID_ARGUMENT",  "NOT_FOUND",    "FAILED_PRECONDITION",
                                                           "PERMISSION_DENIED", "OUT_OF_RANGE", "ALREADY_EXISTS"};
  if (failure.reason == "NO_FIRM") return true;
  return std::find(kOfTheNote.begin(), kOfTheNote.end(), failure.code) == kOfTheNote.end();
}

Delivered SpoolDelivery::KeepAndSend(SpooledNote note) const {
  note.clear_refusal();
  Delivered delivered = Send(note);
  if (delivered.fate == Fate::kRefused) Refuse(note, *delivered.failure);
  return delivered;
}

Delivered SpoolDelivery::Deliver(SpooledNote note) const {
  note.clear_refusal();
  if (note.outcome_unknown()) {
    const Delivered again = Send(note);
    if (again.fate != Fate::kRefused) return again;
    if (!WantsAnotherQuote(*again.failure)) return Refuse(note, *again.failure);
  }
  try {
    Quote(note);
  } catch (const Failure& failure) {
    if (MayPassLater(failure)) return {Fate::kWaiting, {}, failure};
    return Refuse(note, failure);
  }
  Delivered delivered = Send(note);
  if (delivered.fate == Fate::kRefused) Refuse(note, *delivered.failure);
  return delivered;
}

bool SpoolDelivery::DeliverAll(const std::function<void(const SpooledNote&, const Delivered&)>& told,
                               bool everywhere) const {
  for (const SpooledNote& listed : deps_.spool.List()) {
    if (listed.has_refusal()) continue;
    if (!everywhere && listed.intake() != IntakeOf(deps_.settings)) continue;
    // Anew for each, so that whoever takes a call meanwhile waits for one note at most.
    const std::optional<DeliveryLock> lock = deps_.spool.TryLock();
    if (!lock) return false;
    const std::optional<SpooledNote> note = deps_.spool.Find(IdOf(listed));
    if (!note || note->has_refusal()) continue;  // somebody else was first
    const Delivered delivered = Deliver(*note);
    told(*note, delivered);
    if (delivered.fate == Fate::kWaiting && LineIsAway(*delivered.failure)) return true;
  }
  return true;
}

Settings SpoolDelivery::SettingsOf(const SpooledNote& note) const {
  Settings settings = deps_.settings;
  settings.branch = note.note().branch();
  settings.person = note.person();
  settings.desk = note.desk();
  return settings;
}

void SpoolDelivery::Quote(SpooledNote& note) const {
  v1::QuotePromiseRequest request;
  request.set_branch(note.note().branch());
  *request.mutable_requested() = note.note().requested();
  request.set_category(note.note().category());
  *request.mutable_caller() = note.note().caller();
  if (note.has_window()) *request.mutable_window() = note.window();
  *request.mutable_called_time() = note.taken_time();
  const Settings settings = SettingsOf(note);
  Connection connection(settings);
  const auto quote = connection.Call(&v1::IntakeService::Stub::QuotePromise, request);
  note.mutable_note()->set_quote(quote.quote());
  *note.mutable_note()->mutable_called_time() = note.taken_time();
  if (!note.note().consent_confirmed()) return;
  // The caller had agreed to a later time than the firm's: that one, if it can still be promised.
  for (const v1::Proposal& proposal : quote.proposals()) {
    if (proposal.needs_consent()) {
      note.mutable_note()->set_quote(proposal.quote());
      return;
    }
  }
}

Delivered SpoolDelivery::Send(SpooledNote& note) const {
  note.set_outcome_unknown(true);
  deps_.spool.Keep(note);
  const Settings settings = SettingsOf(note);
  Connection connection(settings);
  Delivered delivered{Fate::kConfirmed, {}, {}};
  try {
    delivered.callback = connection.Call(&v1::IntakeService::Stub::NoteCallback, note.note());
  } catch (const Failure& failure) {
    if (MayPassLater(failure)) return {Fate::kWaiting, {}, failure};
    note.set_outcome_unknown(false);
    deps_.spool.Keep(note);
    return {Fate::kRefused, {}, failure};
  }
  try {
    deps_.spool.Drop(IdOf(note));
  } catch (const Failure&) {
    // It is saved; what is left of it here is sent again one day, and changes nothing.
  }
  return delivered;
}

Delivered SpoolDelivery::Refuse(SpooledNote& note, const Failure& failure) const {
  note.set_outcome_unknown(false);
  note.mutable_refusal()->set_code(failure.code);
  note.mutable_refusal()->set_reason(failure.reason);
  note.mutable_refusal()->set_message(InWords(failure));
  *note.mutable_refusal()->mutable_refused() = failure.refused;
  deps_.spool.Keep(note);
  return {Fate::kRefused, {}, failure};
}

}  // namespace krul::terminal
