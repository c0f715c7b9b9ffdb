#include "clients/terminal/views/quote_view.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/terminal/phrases/moments.h"
#include "clients/terminal/phrases/name_phrases.h"
#include "clients/terminal/text/clusters.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/views/callback_view.h"

namespace krul::terminal {
namespace {

class Script {
 public:
  explicit Script(words::Language language) : language_(language) {}

  std::string Said(words::Key key, const words::Values& values = {}) const {
    return words::Say(language_, key, values);
  }
  void Line(words::Key label, const std::string& text) {
    constexpr int kLabelColumns = 12;
    if (text.empty()) return;
    const std::string head = Said(label);
    Add(absl::StrCat(head, std::string(static_cast<size_t>(std::max(1, kLabelColumns - Columns(head))), ' '), text));
  }
  void Add(const std::string& line) { absl::StrAppend(&text_, line, "\n"); }
  const std::string& text() const { return text_; }

 private:
  words::Language language_;
  std::string text_;
};

void AddOpenPromises(const v1::QuotePromiseResponse& quote, const QuoteReader& reader, Script& script) {
  if (quote.open_callbacks().empty()) return;
  script.Line("terminal_label.say", Visible(quote.open_sentence()));
  script.Add(script.Said("terminal_verb.has_open_promise"));
  std::string table = CallbackTable(quote.open_callbacks(), reader.branch, reader.times);
  table.pop_back();  // its last line feed
  script.Add(table);
  if (reader.another_matter) {
    script.Add(script.Said("terminal_verb.becomes_its_own"));
  } else if (quote.attach_to().empty()) {
    script.Add(script.Said("terminal_verb.chase_for_same"));
  } else {
    script.Add(script.Said("terminal_verb.attaches_to", {{"name", Visible(quote.attach_to())}}));
  }
  script.Add("");
}

std::string OfferInWords(const v1::Proposal& proposal, int number, const Reader& reader) {
  return absl::StrCat(
      Visible(proposal.sentence()), "  (", InWords(proposal.agreed(), reader.language), ", ",
      words::Say(reader.language, "promise.by", {{"time", Moment(FromProto(proposal.due_time()), reader)}}),
      ": --proposal ", number, proposal.needs_consent() ? " --consent" : "", ")");
}

}  // namespace

std::string QuoteScript(const v1::QuotePromiseResponse& quote, const QuoteReader& reader) {
  const Reader times = reader.times.At(reader.branch);
  Script script(times.language);
  AddOpenPromises(quote, reader, script);
  script.Line("terminal_label.say", Visible(quote.refusal()));
  script.Line("terminal_label.say", Visible(quote.sentence()));
  for (int i = 0; i < quote.proposals_size(); ++i) {
    script.Line("terminal_label.or", OfferInWords(quote.proposals(i), i + 1, times));
  }
  script.Line("terminal_label.read_back", Visible(quote.read_back()));
  script.Line("terminal_label.mind", Visible(quote.number_warning()));
  script.Line("terminal_label.goodbye", Visible(quote.goodbye()));
  script.Line("terminal_label.who_calls", InWords(quote.agreed(), times.language));
  if (quote.has_due_time()) {
    const std::string due = Moment(FromProto(quote.due_time()), times);
    script.Line("terminal_label.by", quote.agreed_otherwise()
                                         ? absl::StrCat(due, "  ", script.Said("terminal_call.agreed_otherwise"))
                                         : due);
  }
  if (!quote.presence_known()) script.Line("terminal_label.mind", script.Said("terminal_call.presence_unknown"));
  return script.text();
}

}  // namespace krul::terminal
