#include "clients/terminal/views/review_round_view.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/terminal/text/table.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/names.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

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

std::string StateInWords(v1::ReviewRoundState state) {
  switch (state) {
    case v1::REVIEW_ROUND_STATE_UNSPECIFIED:
      return "";
    case v1::ROUND_OPEN:
      return "open";
    case v1::ROUND_LATE:
      return "late";
    case v1::ROUND_SIGNED:
      return "signed";
    case v1::ROUND_NOT_HELD:
      return "not held";
    default:  // newer than this client
      return absl::StrCat("state ", static_cast<int>(state));
  }
}

// The last part of branches/{branch}/rounds/{date}-{hhmm}.
std::string ShortName(const v1::ReviewRound& round) {
  return Visible(absl::string_view(round.name()).substr(round.name().rfind('/') + 1));
}

std::string HolderOf(const v1::ReviewRound& round) {
  return round.holder().empty() ? "nobody" : Visible(round.holder());
}

std::string SignatureOf(const v1::ReviewRound& round) {
  if (!round.has_signed_time()) return "";
  return absl::StrCat(Visible(round.signed_by()), ", ", MomentInWords(round.signed_time()));
}

std::string EntryTable(const v1::ReviewRound& round) {
  std::vector<std::string> ids;
  for (const v1::ReviewEntry& entry : round.entries()) ids.push_back(SplitName(entry.callback()).id);
  const size_t length = ClearLength(ids);
  Table table({"ID", "PROMISE", "DUE", "WITH", "ROUNDS", "GONE THROUGH", "REMARK"}, 200);
  for (int i = 0; i < round.entries_size(); ++i) {
    const v1::ReviewEntry& entry = round.entries(i);
    const bool again = entry.rounds() > 1;
    table.Add({Visible(ids[static_cast<size_t>(i)].substr(0, length)),
               {InWords(entry.status()), ToneOf(entry.status())},
               entry.has_due_time() ? MomentInWords(entry.due_time()) : "",
               entry.has_assignee() ? InWords(entry.assignee()) : "nobody yet",
               {again ? absl::StrCat(entry.rounds(), " in a row") : "", Tone::kWarning},
               entry.has_reviewed_time()
                   ? absl::StrCat(Visible(entry.reviewed_by()), ", ", MomentInWords(entry.reviewed_time()))
                   : "not yet",
               Visible(entry.remark())});
  }
  return table.Render();
}

}  // namespace

bool IsOpen(const v1::ReviewRound& round) { return round.state() == v1::ROUND_OPEN || round.state() == v1::ROUND_LATE; }

std::string ReviewRoundProgress(const v1::ReviewRound& round) {
  return absl::StrCat(round.reviewed_count(), " of ", round.entry_count(), " gone through");
}

std::string ReviewRoundTable(const google::protobuf::RepeatedPtrField<v1::ReviewRound>& rounds) {
  Table table({"ROUND", "STATE", "HOLDER", "BY", "GONE THROUGH", "SIGNED", "REMARK"});
  for (const v1::ReviewRound& round : rounds) {
    table.Add({ShortName(round),
               {StateInWords(round.state()), StateTone(round.state())},
               HolderOf(round),
               round.has_hold_by_time() ? MomentInWords(round.hold_by_time()) : "",
               absl::StrCat(round.reviewed_count(), " of ", round.entry_count()),
               SignatureOf(round),
               Visible(round.remark())});
  }
  return table.Render();
}

std::string ReviewRoundPage(const v1::ReviewRound& round) {
  std::string out = absl::StrCat(Toned(Visible(round.name()), Tone::kHeading), "\n",
                                 Toned(StateInWords(round.state()), StateTone(round.state())), ": ");
  if (round.has_signed_time()) {
    absl::StrAppend(&out, "signed by ", SignatureOf(round));
  } else {
    absl::StrAppend(&out, "to be held by ", HolderOf(round));
    if (round.has_hold_by_time()) absl::StrAppend(&out, ", ", DeadlineInWords(round.hold_by_time()));
  }
  absl::StrAppend(&out, ", ", ReviewRoundProgress(round), "\n");
  if (!round.remark().empty()) absl::StrAppend(&out, Visible(round.remark()), "\n");
  if (!round.entries().empty()) absl::StrAppend(&out, "\n", EntryTable(round));
  if (round.entry_count() == 0) absl::StrAppend(&out, "nothing was open\n");
  if (round.left_out_count() > 0) {
    absl::StrAppend(&out, "… and ", round.left_out_count(), " more that are open: `krul board` shows them\n");
  }
  return out;
}

}  // namespace krul::terminal
