// The terminal: what is drawn goes to it, what is pressed comes from it, and it is left as it was found, however the
// program ends.
#pragma once

#include <optional>

#include "clients/terminal/desk/canvas.h"
#include "clients/terminal/desk/keys.h"

namespace krul::terminal::desk {

// One at a time, on the thread that takes the signals.
class Screen {
 public:
  // Throws a Failure that says what to do when this is no terminal, or one on which nothing can be placed.
  Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
  ~Screen();

  int width() const;
  int height() const;
  void Show(const Canvas& canvas);
  // The terminal as it was found, until something is shown again.
  void GiveBack();
  // Everything anew, after something else wrote on the terminal.
  void Redraw();

  // None when nothing is pressed now. A key that means nothing here is passed over.
  std::optional<Key> NextKey();

 private:
  bool colour_ = false;
};

}  // namespace krul::terminal::desk
