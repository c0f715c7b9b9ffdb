#include "clients/terminal/desk/call_form.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace krul::terminal::desk {
namespace {

// As many as the services take; a desk that lets more be typed only hears later that it is too much.
constexpr size_t kMostName = 120;
constexpr size_t kMostPhone = 40;
constexpr size_t kMostReason = 2000;
constexpr size_t kMostReference = 64;
constexpr size_t kMostExtension = 12;
constexpr size_t kMostContact = 200;
constexpr size_t kMostWindow = 60;

std::string Bytes(const v1::QuotePromiseRequest& request) { return request.SerializeAsString(); }

}  // namespace

CallForm::CallForm(std::string id)
    : id_(std::move(id)), inputs_{LineInput(kMostName),      LineInput(kMostName),      LineInput(kMostPhone),
                                  LineInput(kMostName),      LineInput(kMostReason),    LineInput(kMostWindow),
                                  LineInput(kMostExtension), LineInput(kMostReference), LineInput(kMostContact)} {}

void CallForm::Next() { focus = static_cast<Field>((static_cast<size_t>(focus) + 1) % kFieldCount); }

void CallForm::Previous() { focus = static_cast<Field>((static_cast<size_t>(focus) + kFieldCount - 1) % kFieldCount); }

std::string CallForm::Text(Field field) const { return std::string(absl::StripAsciiWhitespace(input(field).text())); }

bool CallForm::IsEmpty() const {
  return !who && category.empty() &&
         std::all_of(inputs_.begin(), inputs_.end(), [](const LineInput& line) { return line.empty(); });
}

v1::Caller CallForm::Caller() const {
  v1::Caller caller;
  caller.set_display_name(Text(Field::kName));
  caller.set_phone_number(Text(Field::kPhone));
  caller.set_extension(Text(Field::kExtension));
  caller.set_reference(Text(Field::kReference));
  caller.set_other_contact(Text(Field::kContact));
  return caller;
}

std::optional<v1::QuotePromiseRequest> CallForm::QuoteRequest(const std::string& branch) const {
  if (!who) return std::nullopt;
  v1::QuotePromiseRequest request;
  request.set_branch(branch);
  *request.mutable_requested() = *who;
  request.set_category(category);
  // The services read a caller only whole: with a name and a way to reach him. A number that is only begun would be
  // refused.
  constexpr int kFewestSigns = 5;  // what they are, the services say
  v1::Caller caller = Caller();
  const std::string& number = caller.phone_number();
  const auto signs = std::count_if(number.begin(), number.end(), [](char c) {
    return (c & 0xC0) != 0x80 && !absl::ascii_isspace(static_cast<unsigned char>(c));
  });
  if (signs < kFewestSigns) caller.clear_phone_number();
  const bool reachable = !caller.phone_number().empty() || !caller.other_contact().empty();
  if (!caller.display_name().empty() && reachable) *request.mutable_caller() = caller;
  if (window && window->ByteSizeLong() > 0) *request.mutable_window() = *window;
  return request;
}

void CallForm::TakeQuote(const v1::QuotePromiseRequest& asked, v1::QuotePromiseResponse quote) {
  const Matter matter = ChosenMatter();
  const bool same_proposals = quote_ && quote_->response.proposals_size() == quote.proposals_size();
  quote_ = Quoted{Bytes(asked), std::move(quote)};
  if (!same_proposals) chosen_promise = 0;
  const std::vector<Matter> matters = Matters();
  const auto again = std::find(matters.begin(), matters.end(), matter);
  chosen_matter_ = again == matters.end() ? 0 : static_cast<size_t>(again - matters.begin());
}

const v1::QuotePromiseResponse* CallForm::CurrentQuote(const std::string& branch) const {
  const std::optional<v1::QuotePromiseRequest> request = QuoteRequest(branch);
  return quote_ && request && quote_->asked == Bytes(*request) ? &quote_->response : nullptr;
}

bool CallForm::IsAnotherPromise(int proposal) const {
  const v1::QuotePromiseResponse& quote = quote_->response;
  const v1::Proposal& other = quote.proposals(proposal - 1);
  return other.agreed().SerializeAsString() != quote.agreed().SerializeAsString() ||
         other.due_time().seconds() != quote.due_time().seconds();
}

bool CallForm::HasChoiceOfPromise() const {
  for (int i = 1; quote_ && i <= quote_->response.proposals_size(); ++i) {
    if (IsAnotherPromise(i)) return true;
  }
  return false;
}

void CallForm::NextPromise() {
  if (!quote_) return;
  do {
    chosen_promise = (chosen_promise + 1) % (quote_->response.proposals_size() + 1);
  } while (chosen_promise > 0 && !IsAnotherPromise(chosen_promise));
}

bool CallForm::NeedsConsent() const {
  return quote_ && chosen_promise > 0 && chosen_promise <= quote_->response.proposals_size() &&
         quote_->response.proposals(chosen_promise - 1).needs_consent();
}

std::vector<Matter> CallForm::Matters() const {
  std::vector<Matter> matters;
  if (!quote_) return {Matter{}};
  const v1::QuotePromiseResponse& quote = quote_->response;
  if (!quote.attach_to().empty()) {
    matters.push_back({Matter::Kind::kAttach, quote.attach_to()});
    matters.push_back({Matter::Kind::kAnother, ""});
  } else {
    matters.push_back({Matter::Kind::kNew, ""});
  }
  for (const v1::Callback& open : quote.open_callbacks()) {
    if (open.name() != quote.attach_to()) matters.push_back({Matter::Kind::kChase, open.name()});
  }
  return matters;
}

Matter CallForm::ChosenMatter() const {
  const std::vector<Matter> matters = Matters();
  return matters[std::min(chosen_matter_, matters.size() - 1)];
}

void CallForm::NextMatter() { chosen_matter_ = (chosen_matter_ + 1) % Matters().size(); }

Missing CallForm::WhatIsMissing(const std::string& branch, bool away) const {
  if (!who) return Missing::kWho;
  if (Text(Field::kName).empty()) return Missing::kName;
  if (Text(Field::kPhone).empty() && Text(Field::kContact).empty()) return Missing::kPhone;
  if (!window) return Missing::kWindow;
  if (!away && CurrentQuote(branch) == nullptr) return Missing::kQuote;
  return Missing::kNothing;
}

v1::NoteCallbackRequest CallForm::Note(const std::string& branch) const {
  v1::NoteCallbackRequest note;
  note.set_branch(branch);
  note.set_callback_id(id_);
  *note.mutable_caller() = Caller();
  if (who) *note.mutable_requested() = *who;
  note.set_category(category);
  note.set_reason(Text(Field::kReason));
  note.set_read_back_confirmed(true);
  note.set_another_matter(ChosenMatter().kind == Matter::Kind::kAnother);
  note.set_consent_confirmed(NeedsConsent());
  if (const v1::QuotePromiseResponse* quote = CurrentQuote(branch)) {
    note.set_quote(chosen_promise == 0 ? quote->quote() : quote->proposals(chosen_promise - 1).quote());
  }
  return note;
}

void CallForm::Refill(const SpooledNote& note, const FirmBook& book, Language language,
                      const std::string& window_text) {
  const v1::NoteCallbackRequest& request = note.note();
  id_ = request.callback_id();
  who = request.requested();
  category = request.category();
  input(Field::kWho).Set(book.PartyTitle(request.requested(), language));
  input(Field::kName).Set(request.caller().display_name());
  input(Field::kPhone).Set(request.caller().phone_number());
  input(Field::kCategory).Set(category.empty() ? "" : book.CategoryTitle(category, language));
  input(Field::kReason).Set(request.reason());
  input(Field::kWindow).Set(window_text);
  input(Field::kExtension).Set(request.caller().extension());
  input(Field::kReference).Set(request.caller().reference());
  input(Field::kContact).Set(request.caller().other_contact());
  quote_.reset();
  focus = Field::kName;
}

}  // namespace krul::terminal::desk
