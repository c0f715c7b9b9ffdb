#include "clients/terminal/views/review_round_view.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/name_phrases.h"
#include "clients/terminal/phrases/standing.h"
#include "clients/terminal/text/resource_names.h"
#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal {
namespace {

using words::Language;

Tone StateTone(v1::ReviewRoundState state) {
  switch (state) {
    case v1::ROUND_LATE:
    case v1::ROUND_NOT_HELD:
      return Tone::kAlarm;
    case v1::ROUND_SIGNED:
      return Tone::kGood;
    default:
      return Tone::kPlain;
  }
}

std::string StateInWords(v1::ReviewRoundState state, Language language) {
  if (state == v1::REVIEW_ROUND_STATE_UNSPECIFIED) return "";
  const auto key = v1::ReviewRoundState_IsValid(state)
                       ? words::Key::Find("round_state", v1::ReviewRoundState_Name(state))
                       : std::nullopt;
  return key ? words::Say(language, *key) : absl::StrCat(static_cast<int>(state));  // newer than this client
}

// The last part of branches/{branch}/rounds/{date}-{hhmm}.
std::string ShortName(const v1::ReviewRound& round) {
  return Visible(absl::string_view(round.name()).substr(round.name().rfind('/') + 1));
}

std::string HolderOf(const v1::ReviewRound& round, Language language) {
  return round.holder().empty() ? words::Say(language, "web_round.nobody") : Visible(round.holder());
}

std::string SignatureOf(const v1::ReviewRound& round, const Reader& reader) {
  if (!round.has_signed_time()) return "";
  return absl::StrCat(Visible(round.signed_by()), ", ", Moment(FromProto(round.signed_time()), reader));
}

std::string ReviewOf(const v1::ReviewEntry& entry, const Reader& reader) {
  if (!entry.has_reviewed_time()) return words::Say(reader.language, "terminal_round.not_yet");
  return absl::StrCat(Visible(entry.reviewed_by()), ", ", Moment(FromProto(entry.reviewed_time()), reader));
}

std::string EntryTable(const v1::ReviewRound& round, const Reader& reader) {
  std::vector<std::string> ids;
  for (const v1::ReviewEntry& entry : round.entries()) ids.push_back(SplitName(entry.callback()).id);
  const size_t length = ClearLength(ids);
  const auto heading = [&reader](words::Key key) { return Heading(key, reader.language); };
  Table table(
      {"ID", heading("terminal_label.standing"), heading("terminal_label.deadline"), heading("terminal_label.with"),
       heading("terminal_label.rounds"), heading("web_round.gone_through"), heading("terminal_label.remark")},
      200);
  for (int i = 0; i < round.entries_size(); ++i) {
    const v1::ReviewEntry& entry = round.entries(i);
    const std::string rounds =
        entry.rounds() > 1 ? words::Say(reader.language, "web_round.in_a_row", {{"count", entry.rounds()}}) : "";
    table.Add({Visible(ids[static_cast<size_t>(i)].substr(0, length)),
               {StatusWord(entry.status(), reader.language), ToneOf(entry.status())},
               entry.has_due_time() ? Moment(FromProto(entry.due_time()), reader) : "",
               entry.has_assignee() ? InWords(entry.assignee(), reader.language)
                                    : words::Say(reader.language, "callback.nobody"),
               {rounds, Tone::kWarning},
               ReviewOf(entry, reader),
               Visible(entry.remark())});
  }
  return table.Render();
}

}  // namespace

std::string ReviewRoundProgress(const v1::ReviewRound& round, Language language) {
  return words::Say(language, "web_round.progress", {{"done", round.reviewed_count()}, {"all", round.entry_count()}});
}

bool IsOpen(const v1::ReviewRound& round) { return round.state() == v1::ROUND_OPEN || round.state() == v1::ROUND_LATE; }

std::string ReviewRoundTable(const google::protobuf::RepeatedPtrField<v1::ReviewRound>& rounds,
                             const Reader& anywhere) {
  const Language language = anywhere.language;
  const auto heading = [language](words::Key key) { return Heading(key, language); };
  Table table({heading("terminal_label.round"), heading("terminal_label.state"), heading("terminal_label.holder"),
               heading("terminal_label.deadline"), heading("web_round.gone_through"), heading("terminal_label.signed"),
               heading("terminal_label.remark")});
  for (const v1::ReviewRound& round : rounds) {
    const Reader reader = anywhere.At(BranchIn(round.name()));
    table.Add({ShortName(round),
               {StateInWords(round.state(), language), StateTone(round.state())},
               HolderOf(round, language),
               round.has_hold_by_time() ? Moment(FromProto(round.hold_by_time()), reader) : "",
               absl::StrCat(round.reviewed_count(), " / ", round.entry_count()),
               SignatureOf(round, reader),
               Visible(round.remark())});
  }
  return table.Render();
}

std::string ReviewRoundPage(const v1::ReviewRound& round, const Reader& anywhere) {
  const Reader reader = anywhere.At(BranchIn(round.name()));
  const Language language = reader.language;
  std::string out = absl::StrCat(Toned(Visible(round.name()), Tone::kHeading), "\n",
                                 Toned(StateInWords(round.state(), language), StateTone(round.state())), ": ");
  if (round.has_signed_time()) {
    absl::StrAppend(&out, words::Say(language, "web_round.signed_by",
                                     {{"name", Visible(round.signed_by())},
                                      {"time", Moment(FromProto(round.signed_time()), reader)}}));
  } else {
    absl::StrAppend(
        &out, words::Say(language, "terminal_round.held_by",
                         {{"person", HolderOf(round, language)},
                          {"deadline", round.has_hold_by_time() ? Deadline(FromProto(round.hold_by_time()), reader)
                                                                : std::string()}}));
  }
  absl::StrAppend(&out, ", ", ReviewRoundProgress(round, language), "\n");
  if (!round.remark().empty()) absl::StrAppend(&out, Visible(round.remark()), "\n");
  if (!round.entries().empty()) absl::StrAppend(&out, "\n", EntryTable(round, reader));
  if (round.entry_count() == 0) absl::StrAppend(&out, words::Say(language, "web_round.empty"), "\n");
  if (round.left_out_count() > 0) {
    absl::StrAppend(&out, words::Say(language, "web_round.left_out", {{"count", round.left_out_count()}}), "\n");
  }
  return out;
}

}  // namespace krul::terminal
