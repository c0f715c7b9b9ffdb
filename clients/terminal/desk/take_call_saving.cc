// From what was typed to what is saved: what is missing, the consent, the read-back, and what came of it.
#include "absl/strings/str_cat.h"
#include "clients/terminal/desk/take_call.h"
#include "clients/terminal/phrases/callback_phrases.h"
#include "clients/terminal/text/times.h"

namespace krul::terminal::desk {

void TakeCall::Save() {
  if (!CanSave()) return;
  const Words& words = session_.words();
  switch (form_.WhatIsMissing(session_.branch(), session_.intake_away)) {
    case Missing::kWho:
      form_.focus = Field::kWho;
      return session_.Say(words("terminal_call.missing_who"), Tone::kWarning);
    case Missing::kName:
      form_.focus = Field::kName;
      return session_.Say(words("terminal_call.missing_name"), Tone::kWarning);
    case Missing::kPhone:
      form_.focus = Field::kPhone;
      return session_.Say(words("terminal_call.missing_phone"), Tone::kWarning);
    case Missing::kWindow:
      form_.focus = Field::kWindow;
      return session_.Say(words("terminal_call.missing_window"), Tone::kWarning);
    case Missing::kQuote:
      Changed();
      return session_.Say(quote_fault_.empty() ? words("terminal_call.missing_quote") : quote_fault_, Tone::kWarning);
    case Missing::kNothing:
      break;
  }
  const Matter matter = form_.ChosenMatter();
  if (matter.kind == Matter::Kind::kChase) {
    session_.open(Question{words("terminal_call.save_as_chaser"),
                           {ReadBackText()},
                           [this, name = matter.callback] { SendChaser(name); },
                           {}});
  } else if (form_.NeedsConsent()) {
    AskConsent();
  } else {
    ReadBack();
  }
}

void TakeCall::AskConsent() {
  session_.open(Question{session_.words()("terminal_call.ask_consent"), {SentenceNow()}, [this] { ReadBack(); }, {}});
}

void TakeCall::ReadBack() {
  const Words& words = session_.words();
  std::vector<std::string> lines = {ReadBackText()};
  const v1::QuotePromiseResponse* quote = form_.CurrentQuote(session_.branch());
  if (quote != nullptr && !quote->number_warning().empty()) lines.push_back(quote->number_warning());
  if (form_.ChosenMatter().kind == Matter::Kind::kAttach) lines.emplace_back(words("terminal_call.as_chaser"));
  lines.emplace_back(words("terminal_call.read_back_right"));
  session_.open(Question{words("terminal_call.read_back"), std::move(lines), [this] { SendNote(); }, {}});
}

std::string TakeCall::ReadBackText() const {
  const v1::QuotePromiseResponse* quote = form_.CurrentQuote(session_.branch());
  if (quote != nullptr && !quote->read_back().empty()) return quote->read_back();
  const std::string phone = form_.Text(Field::kPhone);
  return absl::StrCat(form_.Text(Field::kName), ", ", phone.empty() ? form_.Text(Field::kContact) : phone);
}

void TakeCall::SendNote() {
  saving_ = true;
  session_.Say(session_.words()("terminal_call.saving"));
  SpooledNote note = NewSpooledNote(session_.deps.settings, form_.Note(session_.branch()), TakenAt());
  if (form_.window && form_.window->ByteSizeLong() > 0) *note.mutable_window() = *form_.window;
  session_.deps.services.Save(note, [this, note](const Answer<Delivered>& answer) {
    saving_ = false;
    if (answer.value && answer.value->fate != Fate::kConfirmed) {
      session_.deliver_at = session_.deps.clock.Running();
      if (answer.value->fate == Fate::kWaiting) session_.kept.push_back(note);
    }
    TakeSaved(answer);
  });
}

absl::Time TakeCall::TakenAt() const {
  const absl::Duration running = session_.deps.clock.Running();
  return session_.now() - (running - began_at_.value_or(running));
}

v1::Party TakeCall::CallsBack() const {
  const v1::QuotePromiseResponse* quote = form_.LastQuote();
  if (quote == nullptr) return form_.who.value_or(v1::Party());
  return form_.chosen_promise == 0 ? quote->agreed() : quote->proposals(form_.chosen_promise - 1).agreed();
}

void TakeCall::TakeSaved(const Answer<Delivered>& answer) {
  const Words& words = session_.words();
  if (answer.failure) {
    session_.Say(words("terminal_call.not_saved", {{"why", InOneLine(*answer.failure, session_.reader())}}),
                 Tone::kAlarm);
    return;
  }
  const v1::QuotePromiseResponse* quote = form_.LastQuote();
  const std::string goodbye = quote == nullptr ? "" : quote->goodbye();
  const Delivered& delivered = *answer.value;
  switch (delivered.fate) {
    case Fate::kConfirmed: {
      session_.shelf.Take(delivered.callback);
      const bool attached = !delivered.callback.name().ends_with(form_.id());
      session_.Say("");
      return Finish({attached ? words("terminal_call.attached") : words("terminal_call.saved"),
                     absl::StrCat(form_.Text(Field::kName), " · ",
                                  words("terminal_call.calls_back",
                                        {{"party", session_.book.PartyTitle(CallsBack(), session_.language)},
                                         {"deadline", DeadlineOf(delivered.callback, session_.reader())}})),
                     goodbye, Tone::kGood});
    }
    case Fate::kWaiting:
      session_.Say("");
      return Finish({words("terminal_call.kept_here"), form_.Text(Field::kName), goodbye, Tone::kWarning});
    case Fate::kRefused:
      return Refused(*delivered.failure);
  }
}

void TakeCall::Refused(const Failure& failure) {
  const Words& words = session_.words();
  if (failure.reason == "QUOTE_EXPIRED" || failure.reason == "CLOSED") {
    form_.DropQuote();
    Changed();
    return session_.Say(words("terminal_call.quote_expired"), Tone::kWarning);
  }
  if (failure.code == "ALREADY_EXISTS") form_.TakeAnotherId(session_.deps.new_id());
  session_.Say(words("terminal_call.not_saved", {{"why", InOneLine(failure, session_.reader())}}), Tone::kAlarm);
}

void TakeCall::SendChaser(const std::string& name) {
  v1::RecordChaserRequest request;
  request.set_name(name);
  request.set_request_id(form_.id());
  request.set_remark(form_.Text(Field::kReason));
  saving_ = true;
  session_.deps.services.Send(request, [this](const Answer<v1::Callback>& answer) {
    saving_ = false;
    const Words& words = session_.words();
    if (answer.failure) {
      // The form stays, and with it the id: saving again counts once.
      return session_.Say(
          answer.failure->outcome_unknown
              ? words("terminal_doing.unknown_outcome")
              : words("terminal_call.not_saved", {{"why", InOneLine(*answer.failure, session_.reader())}}),
          Tone::kAlarm);
    }
    session_.shelf.Take(*answer.value);
    Finish({words("terminal_call.attached"), form_.Text(Field::kName),
            form_.LastQuote() == nullptr ? "" : form_.LastQuote()->goodbye(), Tone::kGood});
  });
}

void TakeCall::HelpedAtOnce() {
  if (!CanSave()) return;
  session_.open(Question{session_.words()("terminal_call.helped_question"),
                         {form_.Text(Field::kReason)},
                         [this] {
                           v1::RecordHandledAtDeskRequest request;
                           request.set_branch(session_.branch());
                           request.set_callback_id(form_.id());
                           request.set_category(form_.category.empty() && !session_.book.firm().categories().empty()
                                                    ? session_.book.firm().categories(0).id()
                                                    : form_.category);
                           request.set_reason(form_.Text(Field::kReason));
                           saving_ = true;
                           session_.deps.services.Send(request, [this](const Answer<v1::Callback>& answer) {
                             saving_ = false;
                             const Words& words = session_.words();
                             if (!answer.failure)
                               return Finish({words("terminal_call.helped_saved"), "", "", Tone::kGood});
                             session_.Say(answer.failure->outcome_unknown
                                              ? words("terminal_doing.unknown_outcome")
                                              : words("terminal_call.not_saved",
                                                      {{"why", InOneLine(*answer.failure, session_.reader())}}),
                                          Tone::kAlarm);
                           });
                         },
                         {}});
}

void TakeCall::ClearAfterAsking() {
  if (IsEmpty()) return StartAnew();
  session_.open(Question{
      session_.words()("terminal_call.clear_question"), {form_.Text(Field::kName)}, [this] { StartAnew(); }, {}});
}

}  // namespace krul::terminal::desk
