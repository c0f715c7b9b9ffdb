#include "clients/terminal/desk/take_call.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/terminal/callback_view.h"
#include "clients/terminal/desk/fuzzy.h"
#include "clients/terminal/spool/firm_memory.h"

namespace krul::terminal::desk {
namespace {

// Long enough that a word being typed is one question, short enough that the sentence seems to follow the typing.
constexpr absl::Duration kPause = absl::Milliseconds(150);
constexpr absl::Duration kPauseWhileAway = absl::Seconds(3);

}  // namespace

TakeCall::TakeCall(Session& session) : session_(session), form_(session.deps.new_id()) {}

bool TakeCall::HasChoiceOfPromise() const {
  const v1::QuotePromiseResponse* quote = form_.LastQuote();
  return quote != nullptr && !quote->proposals().empty();
}

bool TakeCall::Handle(const Key& key) {
  if (saving_) return true;  // what was read back is what is saved
  if (over_) {
    if (key.named != Named::kEnter) return false;
    StartAnew();
    return true;
  }
  if (!typing_) {
    if (key.named != Named::kEnter && key.named != Named::kTab) return false;
    typing_ = true;
    return true;
  }
  switch (key.named) {
    case Named::kEscape:
      typing_ = false;
      return true;
    case Named::kEnter:
    case Named::kTab:
      if (Suggests()) TakeSuggestion();
      form_.Next();
      suggestion_ = 0;
      return true;
    case Named::kBackTab:
      form_.Previous();
      suggestion_ = 0;
      return true;
    case Named::kUp:
      if (Suggests()) {
        if (suggestion_ > 0) --suggestion_;
      } else {
        form_.Previous();
      }
      return true;
    case Named::kDown:
      if (Suggests()) {
        const size_t count = form_.focus == Field::kWho ? WhoMatches().size() : CategoryMatches().size();
        suggestion_ = std::min(suggestion_ + 1, count == 0 ? 0 : count - 1);
      } else {
        form_.Next();
      }
      return true;
    default:
      break;
  }
  bool changed = false;
  if (!form_.input(form_.focus).Handle(key, &changed)) return false;
  if (changed) {
    suggestion_ = 0;
    // Who is chosen shows at once, so that it is heard whether he is there before the name is typed out.
    if (form_.focus == Field::kWho) {
      const std::vector<v1::Party> matches = WhoMatches();
      form_.who = form_.Text(Field::kWho).empty() || matches.empty() ? std::nullopt : std::optional(matches.front());
    }
    if (form_.focus == Field::kCategory) {
      const std::vector<std::string> matches = CategoryMatches();
      form_.category = form_.Text(Field::kCategory).empty() || matches.empty() ? "" : matches.front();
    }
    Changed();
  }
  return true;
}

void TakeCall::Changed() { quote_at_ = session_.deps.now() + kPause; }

absl::Time TakeCall::NextTick() const { return quoting_ ? absl::InfiniteFuture() : quote_at_; }

void TakeCall::Tick() {
  if (over_ || saving_ || quoting_ || session_.deps.now() < quote_at_) return;
  quote_at_ = absl::InfiniteFuture();
  LookUpNumber();
  AskForQuote();
}

void TakeCall::AskForQuote() {
  const auto request = form_.QuoteRequest(session_.branch());
  if (!request) return;
  if (form_.CurrentQuote(session_.branch()) != nullptr && !session_.intake_away) return;
  quoting_ = true;
  session_.deps.services.Quote(*request, [this, request = *request, number = form_number_](auto answer) {
    quoting_ = false;
    if (number != form_number_) {
      Changed();
      return;
    }
    if (answer.failure) {
      TakeQuoteFailure(*answer.failure);
    } else {
      session_.intake_away = false;
      quote_fault_.clear();
      form_.TakeQuote(request, std::move(*answer.value));
    }
    // Something else was typed meanwhile.
    if (form_.CurrentQuote(session_.branch()) == nullptr && quote_at_ == absl::InfiniteFuture() && !answer.failure) {
      Changed();
    }
  });
}

void TakeCall::TakeQuoteFailure(const Failure& failure) {
  if (IsAway(failure)) {
    session_.intake_away = true;
    form_.DropQuote();  // what it said no longer holds
    quote_at_ = session_.deps.now() + kPauseWhileAway;
    return;
  }
  session_.intake_away = false;
  quote_fault_ = InOneLine(failure);
  form_.DropQuote();
}

void TakeCall::LookUpNumber() {
  constexpr size_t kShortest = 7;
  const std::string number = form_.Text(Field::kPhone);
  if (number == looked_up_) return;
  looked_up_ = number;
  found_.clear();
  if (number.size() < kShortest) return;
  session_.deps.services.Find(number, [this, number](const auto& answer) {
    if (number != looked_up_ || !answer.value) return;
    for (const v1::Callback& callback : answer.value->callbacks()) found_.push_back(callback);
  });
}

std::vector<v1::Party> TakeCall::WhoMatches() const {
  std::vector<std::pair<int, v1::Party>> scored;
  const std::string typed = form_.Text(Field::kWho);
  for (v1::Party& party : session_.book.Askable()) {
    const auto score = FuzzyScore(typed, session_.book.PartyTitle(party, session_.language));
    if (score) scored.emplace_back(-*score, std::move(party));
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& one, const auto& other) { return one.first < other.first; });
  std::vector<v1::Party> matches;
  for (auto& [score, party] : scored) matches.push_back(std::move(party));
  return matches;
}

std::vector<std::string> TakeCall::CategoryMatches() const {
  std::vector<std::pair<int, std::string>> scored;
  for (const v1::Category& category : session_.book.firm().categories()) {
    const auto score =
        FuzzyScore(form_.Text(Field::kCategory), session_.book.CategoryTitle(category.id(), session_.language));
    if (score) scored.emplace_back(-*score, category.id());
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& one, const auto& other) { return one.first < other.first; });
  std::vector<std::string> matches;
  for (auto& [score, id] : scored) matches.push_back(std::move(id));
  return matches;
}

void TakeCall::TakeSuggestion() {
  if (form_.focus == Field::kWho) {
    const std::vector<v1::Party> matches = WhoMatches();
    // Passing over the empty field chooses nobody.
    if (matches.empty() || (form_.Text(Field::kWho).empty() && suggestion_ == 0)) return;
    Choose(matches[std::min(suggestion_, matches.size() - 1)]);
  } else {
    const std::vector<std::string> matches = CategoryMatches();
    if (matches.empty() || (form_.Text(Field::kCategory).empty() && suggestion_ == 0)) return;
    form_.category = matches[std::min(suggestion_, matches.size() - 1)];
    form_.input(Field::kCategory).Set(session_.book.CategoryTitle(form_.category, session_.language));
    Changed();
  }
}

void TakeCall::Choose(const v1::Party& who) {
  if (over_) StartAnew();
  form_.who = who;
  form_.input(Field::kWho).Set(session_.book.PartyTitle(who, session_.language));
  Changed();
}

void TakeCall::NextMatter() { form_.NextMatter(); }

void TakeCall::Save() {
  if (!CanSave()) return;
  const Words& words = session_.words();
  switch (form_.WhatIsMissing(session_.branch(), session_.IsAway())) {
    case Missing::kWho:
      form_.focus = Field::kWho;
      return session_.Say(words.missing_who, Tone::kWarning);
    case Missing::kName:
      form_.focus = Field::kName;
      return session_.Say(words.missing_name, Tone::kWarning);
    case Missing::kPhone:
      form_.focus = Field::kPhone;
      return session_.Say(words.missing_phone, Tone::kWarning);
    case Missing::kWindow:
      form_.focus = Field::kWindow;
      return session_.Say(words.missing_window, Tone::kWarning);
    case Missing::kQuote:
      Changed();
      return session_.Say(quote_fault_.empty() ? words.missing_quote : quote_fault_.c_str(), Tone::kWarning);
    case Missing::kNothing:
      break;
  }
  const Matter matter = form_.ChosenMatter();
  if (matter.kind == Matter::Kind::kChase) {
    session_.open(
        Question{words.save_as_chaser, {ReadBackText()}, [this, name = matter.callback] { SendChaser(name); }, {}});
  } else if (form_.NeedsConsent()) {
    AskConsent();
  } else {
    ReadBack();
  }
}

void TakeCall::AskConsent() {
  session_.open(Question{session_.words().ask_consent, {SentenceNow()}, [this] { ReadBack(); }, {}});
}

void TakeCall::ReadBack() {
  const Words& words = session_.words();
  std::vector<std::string> lines = {ReadBackText()};
  const v1::QuotePromiseResponse* quote = form_.CurrentQuote(session_.branch());
  if (quote != nullptr && !quote->number_warning().empty()) lines.push_back(quote->number_warning());
  if (form_.ChosenMatter().kind == Matter::Kind::kAttach) lines.emplace_back(words.as_chaser);
  lines.emplace_back(words.read_back_right);
  session_.open(Question{words.read_back, std::move(lines), [this] { SendNote(); }, {}});
}

std::string TakeCall::ReadBackText() const {
  const v1::QuotePromiseResponse* quote = form_.CurrentQuote(session_.branch());
  if (quote != nullptr && !quote->read_back().empty()) return quote->read_back();
  const std::string phone = form_.Text(Field::kPhone);
  return absl::StrCat(form_.Text(Field::kName), ", ", phone.empty() ? form_.Text(Field::kContact) : phone);
}

void TakeCall::SendNote() {
  saving_ = true;
  session_.Say(session_.words().saving);
  SpooledNote note = NewSpooledNote(session_.deps.settings, form_.Note(session_.branch()));
  const std::optional<v1::CallWindow> window = form_.Window();
  if (window && window->ByteSizeLong() > 0) *note.mutable_window() = *window;
  session_.deps.services.Save(note, [this, note](const Answer<Delivered>& answer) {
    saving_ = false;
    if (answer.value && answer.value->fate != Fate::kConfirmed) {
      session_.deliver_at = session_.deps.now();
      if (answer.value->fate == Fate::kWaiting) session_.kept.push_back(note);
    }
    TakeSaved(answer);
  });
}

void TakeCall::TakeSaved(const Answer<Delivered>& answer) {
  const Words& words = session_.words();
  if (answer.failure) {
    session_.Say(absl::StrCat(words.not_saved, InOneLine(*answer.failure)), Tone::kAlarm);
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
      return Finish({attached ? words.attached : words.saved,
                     absl::StrCat(form_.Text(Field::kName), " · ", DeadlineOf(delivered.callback, session_.reader()),
                                  " · ", session_.book.PartyTitle(form_.who.value_or(v1::Party()), session_.language)),
                     goodbye, Tone::kGood});
    }
    case Fate::kWaiting:
      session_.Say("");
      return Finish({words.kept_here, form_.Text(Field::kName), goodbye, Tone::kWarning});
    case Fate::kRefused:
      return Refused(*delivered.failure);
  }
}

void TakeCall::Refused(const Failure& failure) {
  const Words& words = session_.words();
  if (failure.reason == "QUOTE_EXPIRED" || failure.reason == "CLOSED") {
    form_.DropQuote();
    Changed();
    return session_.Say(words.quote_expired, Tone::kWarning);
  }
  if (failure.code == "ALREADY_EXISTS") form_.TakeAnotherId(session_.deps.new_id());
  session_.Say(absl::StrCat(words.not_saved, InOneLine(failure)), Tone::kAlarm);
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
      return session_.Say(answer.failure->outcome_unknown ? words.unknown_outcome
                                                          : absl::StrCat(words.not_saved, InOneLine(*answer.failure)),
                          Tone::kAlarm);
    }
    session_.shelf.Take(*answer.value);
    Finish({words.attached, form_.Text(Field::kName), form_.LastQuote() == nullptr ? "" : form_.LastQuote()->goodbye(),
            Tone::kGood});
  });
}

void TakeCall::HelpedAtOnce() {
  if (!CanSave()) return;
  session_.open(Question{session_.words().helped_question,
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
                             if (!answer.failure) return Finish({words.helped_saved, "", "", Tone::kGood});
                             session_.Say(answer.failure->outcome_unknown
                                              ? words.unknown_outcome
                                              : absl::StrCat(words.not_saved, InOneLine(*answer.failure)),
                                          Tone::kAlarm);
                           });
                         },
                         {}});
}

void TakeCall::ClearAfterAsking() {
  if (IsEmpty()) return StartAnew();
  session_.open(Question{session_.words().clear_question, {form_.Text(Field::kName)}, [this] { StartAnew(); }, {}});
}

void TakeCall::StartAnew() {
  form_ = CallForm(session_.deps.new_id());
  ++form_number_;
  typing_ = true;
  over_.reset();
  quote_fault_.clear();
  looked_up_.clear();
  found_.clear();
  suggestion_ = 0;
  quote_at_ = absl::InfiniteFuture();
}

void TakeCall::Correct(const SpooledNote& note) {
  StartAnew();
  form_.Refill(note, session_.book, session_.language, WindowPhrase(note.window(), session_.reader()));
  Changed();
}

std::string TakeCall::SentenceNow() const {
  if (session_.IsAway()) return OfflineSentence(session_.book.firm(), session_.branch());
  const v1::QuotePromiseResponse* quote = form_.LastQuote();
  if (quote == nullptr) return "";
  return form_.chosen_promise == 0 ? quote->sentence() : quote->proposals(form_.chosen_promise - 1).sentence();
}

}  // namespace krul::terminal::desk
