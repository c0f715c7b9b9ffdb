#include "clients/terminal/views/quote_view.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/verbs/names.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

void Line(std::string* script, absl::string_view label, const std::string& text) {
  if (!text.empty()) absl::StrAppend(script, label, std::string(11 - label.size(), ' '), text, "\n");
}

std::string OpenPromises(const v1::QuotePromiseResponse& quote, const std::string& branch, bool another_matter) {
  if (quote.open_callbacks().empty()) return "";
  std::string out;
  Line(&out, "say", Visible(quote.open_sentence()));
  absl::StrAppend(&out, "This number has an open promise already:\n", CallbackTable(quote.open_callbacks(), branch));
  if (another_matter) {
    absl::StrAppend(&out, "another matter: it becomes a callback of its own\n");
  } else if (quote.attach_to().empty()) {
    absl::StrAppend(&out, "`krul chase ID` is for the same matter\n");
  } else {
    absl::StrAppend(&out, "same caller: a note is attached to ", Visible(quote.attach_to()),
                    "; another matter? add --another-matter\n");
  }
  return absl::StrCat(out, "\n");
}

std::string OfferInWords(const v1::Proposal& proposal, int number) {
  return absl::StrCat(Visible(proposal.sentence()), "  (", InWords(proposal.agreed()), ", by ",
                      MomentInWords(proposal.due_time()), ": --proposal ", number,
                      proposal.needs_consent() ? " --consent" : "", ")");
}

}  // namespace

std::string QuoteScript(const v1::QuotePromiseResponse& quote, const std::string& branch, bool another_matter) {
  std::string script = OpenPromises(quote, branch, another_matter);
  Line(&script, "say", Visible(quote.refusal()));
  Line(&script, "say", Visible(quote.sentence()));
  for (int i = 0; i < quote.proposals_size(); ++i) Line(&script, "or", OfferInWords(quote.proposals(i), i + 1));
  Line(&script, "read back", Visible(quote.read_back()));
  Line(&script, "number", Visible(quote.number_warning()));
  Line(&script, "goodbye", Visible(quote.goodbye()));
  Line(&script, "who calls", InWords(quote.agreed()));
  if (quote.has_due_time()) {
    Line(&script, "by",
         absl::StrCat(MomentInWords(quote.due_time()),
                      quote.agreed_otherwise() ? ", agreed otherwise: the caller's window leaves no time before" : ""));
  }
  if (!quote.presence_known()) Line(&script, "note", "who is present could not be asked");
  return script;
}

}  // namespace krul::terminal
