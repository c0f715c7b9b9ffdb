// One line that is being typed.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/terminal/desk/canvas.h"
#include "clients/terminal/desk/keys.h"

namespace krul::terminal::desk {

class LineInput {
 public:
  // No more than `most` code points are taken, which is what the services count; 0: as many as anybody types.
  explicit LineInput(size_t most = 0) : most_(most) {}

  std::string text() const;
  bool empty() const { return clusters_.empty(); }
  void Set(absl::string_view text);  // with the cursor at its end
  void Clear() { Set(""); }

  // Whether the key belonged to the line. `changed` tells whether the text is another one now.
  bool Handle(const Key& key, bool* changed = nullptr);

  // The part around the cursor, in `columns`; with the cursor when it is `focused`.
  void Draw(Canvas& canvas, int row, int column, int columns, bool focused, const Style& style = {}) const;

 private:
  size_t most_;
  std::vector<std::string> clusters_;  // a character with its marks each, so that both are deleted together
  size_t cursor_ = 0;
};

}  // namespace krul::terminal::desk
