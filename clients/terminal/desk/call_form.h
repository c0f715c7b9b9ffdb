// The call that is being taken: what was typed, what may be promised for it, and what is wrong or missing. Knows
// neither screen nor services.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "clients/terminal/desk/line_input.h"
#include "clients/terminal/desk/words.h"
#include "clients/terminal/phrases/firm_book.h"
#include "clients/terminal/spool/spooled_note.pb.h"
#include "krul/v1/intake_service.pb.h"

namespace krul::terminal::desk {

// In the order of the script.
enum class Field { kWho, kName, kPhone, kCategory, kReason, kWindow, kExtension, kReference, kContact };
constexpr size_t kFieldCount = 9;

// What becomes of a call from a number that has open promises.
struct Matter {
  enum class Kind {
    kNew,      // a callback of its own
    kAttach,   // as the services have it: a chaser of the open promise of the same caller
    kAnother,  // the same caller, another matter
    kChase,    // the open promise of somebody else at this number
  };
  Kind kind = Kind::kNew;
  std::string callback;  // name, with kAttach and kChase
  bool operator==(const Matter&) const = default;
};

// What a desk has to do before it may save.
enum class Missing { kNothing, kWho, kName, kPhone, kWindow, kQuote };

class CallForm {
 public:
  // `id`: under which this call will be saved, whatever happens.
  explicit CallForm(std::string id);

  const std::string& id() const { return id_; }
  // After the services said that the id is taken by something else.
  void TakeAnotherId(std::string id) { id_ = std::move(id); }

  Field focus = Field::kWho;
  void Next();
  void Previous();
  LineInput& input(Field field) { return inputs_[static_cast<size_t>(field)]; }
  const LineInput& input(Field field) const { return inputs_[static_cast<size_t>(field)]; }
  std::string Text(Field field) const;  // without blanks around it

  std::optional<v1::Party> who;
  std::string category;  // empty: the firm's first
  bool IsEmpty() const;

  // What the typed hours mean: an empty one is any hour, none is what nobody understands. Set by whoever reads them.
  std::optional<v1::CallWindow> window = v1::CallWindow();

  // What the promise depends on. None while it is not known who is asked for.
  std::optional<v1::QuotePromiseRequest> QuoteRequest(const std::string& branch) const;

  // The answer to the last QuoteRequest; another one makes it stale.
  void TakeQuote(const v1::QuotePromiseRequest& asked, v1::QuotePromiseResponse quote);
  void DropQuote() { quote_.reset(); }
  // None while there is none for exactly what is typed now.
  const v1::QuotePromiseResponse* CurrentQuote(const std::string& branch) const;
  // The last one, also while the next is on its way.
  const v1::QuotePromiseResponse* LastQuote() const { return quote_ ? &quote_->response : nullptr; }

  // Among the promise (0) and its proposals.
  int chosen_promise = 0;
  void NextPromise();
  // Whether this proposal, from 1, is another promise than the quote itself.
  bool IsAnotherPromise(int proposal) const;
  bool HasChoiceOfPromise() const;
  bool NeedsConsent() const;

  // What may be done about the open promises of this number; the first is what happens unless another is chosen.
  std::vector<Matter> Matters() const;
  Matter ChosenMatter() const;
  void NextMatter();

  // `away`: the services cannot quote; then no promise is made and none is missing.
  Missing WhatIsMissing(const std::string& branch, bool away) const;

  // As it will be saved. With the quote, unless there is none because the services are away.
  v1::NoteCallbackRequest Note(const std::string& branch) const;

  // A kept note that was refused, to be put right.
  void Refill(const SpooledNote& note, const FirmBook& book, Language language, const std::string& window_text);

 private:
  struct Quoted {
    std::string asked;  // the request, as bytes
    v1::QuotePromiseResponse response;
  };
  v1::Caller Caller() const;

  std::string id_;
  std::array<LineInput, kFieldCount> inputs_;
  std::optional<Quoted> quote_;
  size_t chosen_matter_ = 0;
};

}  // namespace krul::terminal::desk
