#include "clients/terminal/spool/spool_report.h"

#include "absl/strings/str_cat.h"
#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/names.h"

namespace krul::terminal {
namespace {

std::string StandingOf(const SpooledNote& note) {
  if (note.has_refusal()) return absl::StrCat("refused: ", Visible(note.refusal().message()));
  return note.outcome_unknown() ? "sent, not yet confirmed" : "not yet sent";
}

std::string WayToReach(const v1::Caller& caller) {
  return Visible(caller.phone_number().empty() ? caller.other_contact() : caller.phone_number());
}

}  // namespace

std::string DeliveryLine(const SpooledNote& note, const Delivered& delivered) {
  switch (delivered.fate) {
    case Fate::kConfirmed:
      return absl::StrCat("delivered: ", Visible(delivered.callback.name()));
    case Fate::kRefused:
      return absl::StrCat("refused, and kept: ", Visible(IdOf(note)), ": ", Visible(delivered.failure->message));
    case Fate::kWaiting:
      return absl::StrCat("not yet confirmed: ", Visible(IdOf(note)), ": ", Visible(delivered.failure->message));
  }
  return "";
}

std::string SpoolTable(const std::vector<SpooledNote>& notes) {
  constexpr int kWholeReasons = 120;
  Table table({"ID", "CALLED", "CALLER", "REACH AT", "FOR", "BRANCH", "TAKEN BY", "STANDS"}, kWholeReasons);
  for (const SpooledNote& note : notes) {
    table.Add({Visible(IdOf(note)),
               MomentInWords(note.taken_time()),
               Visible(note.note().caller().display_name()),
               WayToReach(note.note().caller()),
               InWords(note.note().requested()),
               Visible(note.note().branch()),
               Visible(note.person()),
               {StandingOf(note), note.has_refusal() ? Tone::kAlarm : Tone::kWarning}});
  }
  return table.Render();
}

}  // namespace krul::terminal
