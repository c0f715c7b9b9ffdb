#include "clients/terminal/desk/line_input.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "clients/terminal/text/clusters.h"
#include "clients/terminal/text/text.h"
#include "clients/terminal/text/utf8.h"

namespace krul::terminal::desk {

std::string LineInput::text() const { return absl::StrJoin(clusters_, ""); }

void LineInput::Set(absl::string_view text) {
  clusters_.clear();
  for (Cluster& cluster : Clusters(Visible(text))) {
    if (cluster.columns > 0) clusters_.push_back(std::move(cluster.bytes));  // else nobody sees what the cursor is at
  }
  cursor_ = clusters_.size();
}

bool LineInput::Handle(const Key& key, bool* changed) {
  const std::vector<std::string> before = clusters_;
  const auto at = [this](size_t index) { return clusters_.begin() + static_cast<std::ptrdiff_t>(index); };
  bool taken = true;
  switch (key.named) {
    case Named::kNone: {
      // Through the whole line, so that a mark joins the character it is put on.
      if (most_ > 0 && Points(text()) >= most_) break;
      const std::string head = absl::StrJoin(clusters_.begin(), at(cursor_), "");
      const std::string tail = absl::StrJoin(at(cursor_), clusters_.end(), "");
      Set(head + key.text);
      const size_t cursor = cursor_;
      Set(text() + tail);
      cursor_ = std::min(cursor, clusters_.size());
      break;
    }
    case Named::kBackspace:
      if (cursor_ > 0) clusters_.erase(at(--cursor_));
      break;
    case Named::kDelete:
      if (cursor_ < clusters_.size()) clusters_.erase(at(cursor_));
      break;
    case Named::kLeft:
      if (cursor_ > 0) --cursor_;
      break;
    case Named::kRight:
      cursor_ = std::min(cursor_ + 1, clusters_.size());
      break;
    case Named::kHome:
      cursor_ = 0;
      break;
    case Named::kEnd:
      cursor_ = clusters_.size();
      break;
    case Named::kControl:
      if (key.text == "u") {
        clusters_.erase(clusters_.begin(), at(cursor_));
        cursor_ = 0;
      } else if (key.text == "w") {
        std::string head = absl::StrJoin(clusters_.begin(), at(cursor_), "");
        const size_t word = LastWord(head);
        while (head.size() > word) {
          head.resize(head.size() - clusters_[--cursor_].size());
          clusters_.erase(at(cursor_));
        }
      } else if (key.text == "a") {
        cursor_ = 0;
      } else if (key.text == "e") {
        cursor_ = clusters_.size();
      } else {
        taken = false;
      }
      break;
    default:
      taken = false;
  }
  if (changed != nullptr) *changed = clusters_ != before;
  return taken;
}

void LineInput::Draw(Canvas& canvas, int row, int column, int columns, bool focused, const Style& style) const {
  size_t first = 0;
  const auto width = [this](size_t from, size_t until) {
    int sum = 0;
    for (size_t i = from; i < until; ++i) sum += Columns(clusters_[i]);
    return sum;
  };
  // One place is left for the cursor behind the last character.
  while (first < cursor_ && width(first, cursor_) > columns - 1) ++first;
  std::string shown;
  for (size_t i = first; i < clusters_.size() && width(first, i + 1) <= columns; ++i) shown += clusters_[i];
  if (focused) {
    Style field = style;
    field.underline = true;
    canvas.Fill(row, column, columns, field);
    canvas.Put(row, column, shown, field, columns);
    canvas.cursor = Place{row, column + width(first, cursor_)};
  } else {
    canvas.Put(row, column, shown, style, columns);
  }
}

}  // namespace krul::terminal::desk
