#include "clients/terminal/files/export_columns.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/terminal/text/call_window_words.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/text/typed_names.h"

namespace krul::terminal {
namespace {

using Columns = std::vector<std::pair<const char*, std::string>>;

Columns ColumnsOf(const v1::Callback& callback, absl::TimeZone zone) {
  const v1::Caller& caller = callback.caller();
  const v1::Promise& promise = callback.promise();
  const v1::CallWindow& window = callback.window();
  return {{"callback", callback.name()},
          {"name", caller.display_name()},
          {"phone", caller.phone_number()},
          {"contact", caller.other_contact()},
          {"reference", caller.reference()},
          {"extension", caller.extension()},
          {"for", Typed(callback.requested())},
          {"category", callback.category()},
          {"reason", callback.reason()},
          {"called", MomentForFiles(callback.has_called_time(), callback.called_time(), zone)},
          {"due", MomentForFiles(promise.has_due_time(), promise.due_time(), zone)},
          {"window", HoursInWords(window)},
          {"not_before", MomentForFiles(window.has_not_before_time(), window.not_before_time(), zone)},
          {"origin", Typed(callback.origin())},
          {"state", ForFiles(callback.state())},
          {"promise", ForFiles(promise.status())},
          {"disposition", ForFiles(callback.disposition())},
          {"with", Typed(callback.assignee())},
          {"noted", MomentForFiles(callback.has_noted_time(), callback.noted_time(), zone)},
          {"first_due", MomentForFiles(promise.has_original_due_time(), promise.original_due_time(), zone)},
          {"agreed_otherwise", promise.agreed_otherwise() ? "yes" : "no"},
          {"promises", absl::StrCat(promise.number())},
          {"attempts", absl::StrCat(callback.attempts_size())},
          {"rang_again", absl::StrCat(callback.chaser_count())},
          {"version", absl::StrCat(callback.version())}};
}

}  // namespace

const std::vector<std::string>& ExportColumns() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& [name, value] : ColumnsOf(v1::Callback(), absl::UTCTimeZone())) all.emplace_back(name);
    return all;
  }();
  return names;
}

std::vector<std::string> ExportRow(const v1::Callback& callback, absl::TimeZone zone) {
  std::vector<std::string> cells;
  for (auto& [name, value] : ColumnsOf(callback, zone)) cells.push_back(std::move(value));
  return cells;
}

}  // namespace krul::terminal
