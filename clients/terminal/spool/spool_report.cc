#include "clients/terminal/spool/spool_report.h"

#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/name_phrases.h"
#include "clients/terminal/phrases/refusal_words.h"
#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

std::string StandingOf(const SpooledNote& note, words::Language language) {
  if (note.has_refusal()) {
    return words::Say(language, "terminal_kept.refused_because", {{"why", Visible(RefusalOf(note, language))}});
  }
  return words::Say(language, note.outcome_unknown() ? words::Key("terminal_label.sent_unconfirmed")
                                                     : words::Key("terminal_label.not_sent"));
}

std::string WayToReachCaller(const v1::Caller& caller) {
  return Visible(caller.phone_number().empty() ? caller.other_contact() : caller.phone_number());
}

}  // namespace

std::string RefusalOf(const SpooledNote& note, words::Language language) {
  const v1::Refused& refused = note.refusal().refused();
  // Of a note that was kept by an earlier version only the English sentence is there.
  if (refused.reason().empty()) return note.refusal().message();
  std::vector<Told> said;
  if (const auto told = RefusalInWords(refused)) said.push_back(*told);
  for (const v1::Fault& fault : refused.faults()) said.push_back(FaultInWords(fault));
  return said.empty() ? note.refusal().message() : Told::Joined(said, " · ").In(language);
}

std::string DeliveryLine(const SpooledNote& note, const Delivered& delivered, words::Language language) {
  const auto line = [&](words::Key key) {
    return words::Say(
        language, key,
        {{"id", Visible(IdOf(note))}, {"why", delivered.failure ? Visible(delivered.failure->told.In(language)) : ""}});
  };
  switch (delivered.fate) {
    case Fate::kConfirmed:
      return words::Say(language, "terminal_verb.delivered", {{"name", Visible(delivered.callback.name())}});
    case Fate::kRefused:
      return line("terminal_verb.refused_and_kept");
    case Fate::kWaiting:
      return line("terminal_verb.not_yet_confirmed");
  }
  return "";
}

std::string SpoolTable(const std::vector<SpooledNote>& notes, const Reader& reader) {
  constexpr int kWholeReasons = 120;
  const words::Language language = reader.language;
  const auto heading = [language](words::Key key) { return Heading(key, language); };
  Table table({"ID", heading("fact.called"), heading("terminal_label.caller"), heading("terminal_label.reach_at"),
               heading("terminal_label.for"), heading("fact.branch"), heading("terminal_label.taken_by"),
               heading("terminal_label.standing")},
              kWholeReasons);
  for (const SpooledNote& note : notes) {
    table.Add({Visible(IdOf(note)),
               Moment(FromProto(note.taken_time()), reader.At(note.note().branch())),
               Visible(note.note().caller().display_name()),
               WayToReachCaller(note.note().caller()),
               InWords(note.note().requested(), language),
               Visible(note.note().branch()),
               Visible(note.person()),
               {StandingOf(note, language), note.has_refusal() ? Tone::kAlarm : Tone::kWarning}});
  }
  return table.Render();
}

}  // namespace krul::terminal
