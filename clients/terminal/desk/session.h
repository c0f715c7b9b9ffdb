// What all views of a desk share: who sits there, what is known, how the line is, and what was last said about it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/terminal/connection/settings.h"
#include "clients/terminal/desk/callback_shelf.h"
#include "clients/terminal/desk/overlays.h"
#include "clients/terminal/desk/possible.h"
#include "clients/terminal/desk/questions.h"
#include "clients/terminal/desk/words.h"
#include "clients/terminal/phrases/failure_line.h"
#include "clients/terminal/phrases/firm_book.h"
#include "clients/terminal/phrases/reader.h"
#include "clients/terminal/text/resource_names.h"
#include "clients/terminal/text/wall_clock.h"

namespace krul::terminal::desk {

enum class Line { kConnecting, kUp, kLost };

// For one thread.
struct Session {
  struct Deps {
    Services& services;
    Settings settings;
    WallClock& clock;
    std::function<std::string()> new_id;
  };
  explicit Session(Deps given) : deps(std::move(given)) {}

  Deps deps;
  Language language = Language::kEnglish;
  bool language_chosen = false;  // else that of the branch
  FirmBook book;
  CallbackShelf shelf;
  Line line = Line::kConnecting;
  absl::Time line_since;
  // It could not quote, whatever the line to the board does: while only the board is away, promises are still made.
  bool intake_away = false;
  std::vector<SpooledNote> kept;
  absl::Duration deliver_at;  // when to try again to deliver them, as the clock runs
  std::string message;
  Tone message_tone = Tone::kPlain;
  std::function<void(Overlay)> open;  // lays something over the view

  const std::string& person() const { return deps.settings.person; }
  const std::string& branch() const { return deps.settings.branch; }
  Words words() const { return Words(language); }
  absl::Time now() const { return deps.clock.Now(); }
  Reader reader() const { return {book, language, now(), person()}; }
  // On the wall of the branch of this callback.
  Reader ReaderOf(const std::string& callback) const { return reader().At(BranchIn(callback)); }
  bool May(const v1::Callback& callback, v1::Action action) const {
    return desk::May(callback, action, {person(), book.RoleOf(person())}, now());
  }
  bool IsAway() const { return line == Line::kLost || intake_away; }

  void Say(std::string text, Tone tone = Tone::kPlain) {
    message = std::move(text);
    message_tone = tone;
  }
  void TakeFirm(v1::Firm firm) {
    if (firm.has_now_time()) deps.clock.Learn(firm.now_time());
    book = FirmBook(std::move(firm), branch());
    if (!language_chosen) language = book.language();
  }
};

}  // namespace krul::terminal::desk
