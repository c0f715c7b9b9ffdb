// The view at which a call is taken, in the order of the script.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clients/terminal/desk/call_form.h"
#include "clients/terminal/desk/session.h"

namespace krul::terminal::desk {

class TakeCall {
 public:
  explicit TakeCall(Session& session);

  // While typing, characters go into the fields; otherwise they are the keys of actions.
  bool typing() const { return typing_ && !over_; }
  void SetTyping(bool typing) { typing_ = typing; }
  bool IsEmpty() const { return over_ || form_.IsEmpty(); }
  bool HasChoiceOfMatter() const { return form_.Matters().size() > 1; }
  bool HasChoiceOfPromise() const { return form_.HasChoiceOfPromise(); }
  bool CanSave() const { return !over_ && !saving_; }
  // Saved; what is on the screen is how.
  bool IsOver() const { return over_.has_value(); }

  // Whether the key was meant for the form.
  bool Handle(const Key& key);
  // Asks for what is due to be asked: call it often. Whether anything may look different now.
  void Tick();
  // When Tick has something to do again, as the clock runs; infinite: when something happens.
  absl::Duration NextTick() const;

  void Save();
  void HelpedAtOnce();
  void NextMatter();
  void NextPromise() { form_.NextPromise(); }
  void ClearAfterAsking();
  void Correct(const SpooledNote& note);
  // Somebody was chosen elsewhere, by the palette.
  void Choose(const v1::Party& who);

  void Draw(Canvas& canvas, int top, int bottom) const;

 private:
  // What is on the screen once it is saved, until the next call.
  struct Over {
    std::string title;
    std::string detail;
    std::string goodbye;
    Tone tone;
  };

  void Changed();
  void AskForQuote();
  void TakeQuoteFailure(const Failure& failure);
  void LookUpNumber();
  void AskConsent();
  void ReadBack();
  void SendNote();
  void SendChaser(const std::string& name);
  void TakeSaved(const Answer<Delivered>& answer);
  void Refused(const Failure& failure);
  void StartAnew();
  void Finish(Over over) { over_ = std::move(over); }
  std::vector<v1::Party> WhoMatches() const;
  std::vector<std::string> CategoryMatches() const;
  void TakeSuggestion();
  std::string ReadBackText() const;
  std::string SentenceNow() const;
  v1::Party CallsBack() const;
  absl::Time TakenAt() const;
  std::string Greeting() const;

  int DrawSentence(Canvas& canvas, int top, int most_rows) const;
  void DrawFields(Canvas& canvas, int top, int bottom, int columns) const;
  void DrawPeople(Canvas& canvas, int top, int bottom, int left) const;
  struct Said {
    std::string text;
    Style style;
  };
  std::vector<Said> OpenPromises(const v1::QuotePromiseResponse* quote) const;
  void DrawPromise(Canvas& canvas, int top, int bottom, int left) const;
  void DrawOver(Canvas& canvas, int top, int bottom) const;
  bool Suggests() const { return typing() && (form_.focus == Field::kWho || form_.focus == Field::kCategory); }

  Session& session_;
  CallForm form_;
  bool typing_ = true;
  bool saving_ = false;
  std::optional<Over> over_;
  // The call: with its first key. As the clock runs, so that what it learns meanwhile holds for this call too.
  std::optional<absl::Duration> began_at_;
  size_t suggestion_ = 0;
  absl::Duration quote_at_ = absl::InfiniteDuration();  // when to ask: typing goes on meanwhile
  bool quoting_ = false;
  std::string quote_fault_;  // why what is typed cannot be promised
  std::string looked_up_;    // the number whose callbacks these are
  std::vector<v1::Callback> found_;
  int form_number_ = 0;  // answers to questions of an earlier form are dropped
};

}  // namespace krul::terminal::desk
