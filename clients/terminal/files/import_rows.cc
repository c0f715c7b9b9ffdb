#include "clients/terminal/files/import_rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "clients/terminal/connection/identifiers.h"
#include "clients/terminal/text/call_window_words.h"
#include "clients/terminal/text/times.h"
#include "clients/terminal/text/typed_names.h"

namespace krul::terminal {
namespace {

// What begins so in the API is this field of a file.
constexpr std::array<std::pair<absl::string_view, absl::string_view>, 13> kPaths = {
    {{"caller.display_name", "name"},
     {"caller.phone_number", "phone"},
     {"caller.other_contact", "contact"},
     {"caller.reference", "reference"},
     {"caller.extension", "extension"},
     {"requested", "for"},
     {"category", "category"},
     {"reason", "reason"},
     {"called_time", "called"},
     {"due_time", "due"},
     {"window.not_before", "not_before"},
     {"window", "window"},
     {"origin", "origin"}}};

// What stands in a cell; nothing in those that a short row leaves out.
std::string CellOf(const CsvRow& row, size_t column) {
  return column < row.cells.size() ? Unguarded(row.cells[column]) : "";
}

Told OfColumn(const std::string& column, const Told& what) {
  return Told("terminal_import.of_column", {{"column", column}, {"fault", what}});
}

// Lengths first, so that no two lists of values are the same text.
void AppendValue(std::string* content, absl::string_view value) { absl::StrAppend(content, value.size(), ":", value); }

}  // namespace

const std::vector<std::string>& ImportRows::Fields() {
  static const std::vector<std::string> fields = {"name",   "phone",      "contact", "reference", "extension",
                                                  "for",    "category",   "reason",  "called",    "due",
                                                  "window", "not_before", "origin"};
  return fields;
}

ImportRows::ImportRows(const CsvRow& header, ImportWishes wishes) : wishes_(std::move(wishes)) {
  for (const std::string& cell : header.cells) header_.emplace_back(absl::StripAsciiWhitespace(Unguarded(cell)));
  if (!header.fault.empty()) throw WrongUsage(Told("terminal_import.first_row", {{"why", header.fault}}));
  for (const std::string& wish : wishes_.map) Map(wish);
  for (const std::string& field : Fields()) {
    if (columns_.contains(field)) continue;
    if (const auto column = Find("FILE", field)) columns_[field] = {*column};
  }
  if (!wishes_.key.empty()) {
    key_ = Find("--key", wishes_.key);
    if (!key_) throw WrongUsage(NoColumn("--key", wishes_.key));
  }
  const auto require = [this](const char* field, words::Key sentence) {
    if (columns_.contains(field)) return;
    throw WrongUsage(Told(sentence, {{"field", field}, {"columns", absl::StrJoin(header_, ", ")}}));
  };
  require("name", "terminal_import.needs_column");
  require("called", "terminal_import.needs_column");
  if (wishes_.who.empty()) require("for", "terminal_import.needs_for");
  if (!wishes_.who.empty()) ParseParty(wishes_.who, "--for");
}

void ImportRows::Map(const std::string& wish) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(wish, absl::MaxSplits('=', 1));
  const auto& [field, column] = parts;
  if (std::find(Fields().begin(), Fields().end(), field) == Fields().end()) {
    throw WrongUsage(
        Told("terminal_import.map_none_of", {{"field", field}, {"fields", absl::StrJoin(Fields(), ", ")}}));
  }
  if (columns_.contains(field)) throw WrongUsage(Told("terminal_import.map_twice", {{"field", field}}));
  if (const auto whole = Find("--map", column)) {  // its name may hold a comma
    columns_[field] = {*whole};
    return;
  }
  for (const std::string& part : std::vector<std::string>(absl::StrSplit(column, ','))) {
    const auto found = Find("--map", std::string(absl::StripAsciiWhitespace(part)));
    if (!found) throw WrongUsage(NoColumn("--map", part));
    columns_[field].push_back(*found);
  }
}

std::optional<size_t> ImportRows::Find(const std::string& option, const std::string& name) const {
  std::optional<size_t> found;
  for (size_t column = 0; column < header_.size(); ++column) {
    if (!absl::EqualsIgnoreCase(header_[column], name)) continue;
    if (found) throw WrongUsage(Told("terminal_import.two_columns", {{"option", option}, {"column", name}}));
    found = column;
  }
  return found;
}

std::string ImportRows::TitleOf(const std::string& field) const {
  const auto columns = columns_.find(field);
  if (columns == columns_.end()) return field;
  return absl::StrJoin(columns->second, ", ",
                       [this](std::string* out, size_t column) { absl::StrAppend(out, header_[column]); });
}

Told ImportRows::NoColumn(const char* option, const std::string& column) const {
  return Told("terminal_import.no_column",
              {{"option", option}, {"column", column}, {"columns", absl::StrJoin(header_, ", ")}});
}

std::string ImportRows::Value(const CsvRow& row, const std::string& field) const {
  const auto columns = columns_.find(field);
  std::string value;
  if (columns != columns_.end() && columns->second.size() == 1) value = CellOf(row, columns->second[0]);
  if (columns != columns_.end() && columns->second.size() > 1) {
    std::vector<std::string> parts;
    for (const size_t column : columns->second) {
      std::string part(absl::StripAsciiWhitespace(CellOf(row, column)));
      if (!part.empty()) parts.push_back(std::move(part));
    }
    value = absl::StrJoin(parts, " ");
  }
  const bool as_said = field == "name" || field == "contact" || field == "reason";
  if (!as_said) absl::StripAsciiWhitespace(&value);
  if (value.empty() && field == "for") return wishes_.who;
  if (value.empty() && field == "category") return wishes_.category;
  return value;
}

bool ImportRows::SetIds(const CsvRow& row, ImportedRow& imported) const {
  std::string content = "krul import";
  AppendValue(&content, wishes_.branch);
  for (const std::string& field : Fields()) {
    const std::string value = Value(row, field);
    if (value.empty()) continue;  // so that a field which is added one day leaves every id as it is
    AppendValue(&content, field);
    AppendValue(&content, value);
  }
  imported.content_id = UuidOfContent(content);
  imported.request.set_callback_id(imported.content_id);
  if (!key_) return true;
  const std::string key(absl::StripAsciiWhitespace(CellOf(row, *key_)));
  std::string keyed = "krul import key";
  AppendValue(&keyed, wishes_.branch);
  AppendValue(&keyed, key);
  imported.request.set_callback_id(UuidOfContent(keyed));
  return !key.empty();
}

ImportedRow ImportRows::Of(const CsvRow& row) const {
  ImportedRow imported;
  imported.fault = row.fault;
  // Missing last cells are empty, and surplus ones nothing when they are.
  const bool surplus = row.cells.size() > header_.size() &&
                       std::any_of(row.cells.begin() + static_cast<std::ptrdiff_t>(header_.size()), row.cells.end(),
                                   [](const std::string& cell) { return !absl::StripAsciiWhitespace(cell).empty(); });
  if (imported.fault.empty() && surplus) {
    imported.fault =
        Told("terminal_import.cells", {{"cells", uint64_t{row.cells.size()}}, {"columns", uint64_t{header_.size()}}});
  }
  if (!imported.fault.empty()) return imported;

  std::vector<Told> faults;
  const auto wrong = [this, &faults](const char* field, words::Key what) {
    faults.push_back(OfColumn(TitleOf(field), Told(what)));
  };
  v1::ImportCallbackRequest& request = imported.request;
  request.set_branch(wishes_.branch);
  v1::Caller& caller = *request.mutable_caller();
  caller.set_display_name(Value(row, "name"));
  caller.set_phone_number(Value(row, "phone"));
  caller.set_other_contact(Value(row, "contact"));
  caller.set_reference(Value(row, "reference"));
  caller.set_extension(Value(row, "extension"));
  request.set_category(Value(row, "category"));
  request.set_reason(Value(row, "reason"));
  try {
    *request.mutable_requested() = ParseParty(Value(row, "for"), "for");
  } catch (const Failure&) {  // its words repeat what stands in the row
    wrong("for", "terminal_import.names_nobody");
  }
  try {
    const std::string window = Value(row, "window");
    if (!window.empty()) *request.mutable_window() = ParseCallWindow(window, "window");
  } catch (const Failure&) {
    wrong("window", "terminal_import.no_hours");
  }
  ReadMoments(row, request, faults);
  const std::string origin = Value(row, "origin");
  request.set_origin(origin.empty() ? v1::IMPORT : ParseOrigin(origin));
  if (request.origin() == v1::DESK) request.set_origin(v1::IMPORT);  // nobody here spoke to the caller
  if (request.origin() == v1::ORIGIN_UNSPECIFIED) wrong("origin", "terminal_import.no_origin");

  if (!SetIds(row, imported)) faults.push_back(OfColumn(header_[*key_], Told("terminal_import.empty_key")));
  imported.fault = Told::Joined(faults, "; ");
  return imported;
}

void ImportRows::ReadMoments(const CsvRow& row, v1::ImportCallbackRequest& request, std::vector<Told>& faults) const {
  const auto read = [&](const char* field, WithoutHour without_hour, auto target) {
    const std::string value = Value(row, field);
    if (value.empty()) return false;
    const FileMoment found = MomentFromFile(value, wishes_.dates, without_hour, wishes_.zone);
    if (found.time) *target() = ToProto(*found.time);
    if (!found.time) {
      const auto why = found.two_ways ? words::Key("terminal_import.two_ways") : words::Key("terminal_import.no_time");
      faults.push_back(OfColumn(TitleOf(field), Told(why)));
    }
    return true;
  };
  const bool called = read("called", WithoutHour::kBeginsTheDay, [&request] { return request.mutable_called_time(); });
  if (!called) faults.push_back(OfColumn(TitleOf("called"), Told("terminal_import.empty")));
  read("due", WithoutHour::kEndsTheDay, [&request] { return request.mutable_due_time(); });
  read("not_before", WithoutHour::kBeginsTheDay,
       [&request] { return request.mutable_window()->mutable_not_before_time(); });
}

bool ImportRows::IsEmpty(const CsvRow& row) {
  return row.fault.empty() && std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
           return absl::StripAsciiWhitespace(cell).empty();
         });
}

std::string ImportRows::ColumnOf(absl::string_view path) const {
  for (const auto& [start, field] : kPaths) {
    if (!absl::StartsWith(path, start)) continue;
    return TitleOf(std::string(field));
  }
  return std::string(path);
}

Told ImportRows::Reason(const Failure& failure) const {
  const bool differs = failure.code == "ALREADY_EXISTS";
  std::vector<Told> faults;
  for (const FieldFault& fault : failure.fields) {
    const std::string column = ColumnOf(fault.field);
    faults.push_back(differs || fault.what.empty() ? Told::AsItIs(column) : OfColumn(column, fault.what));
  }
  if (differs) return Told("terminal_import.other_content", {{"columns", Told::Joined(faults, ", ")}});
  return faults.empty() ? failure.told : Told::Joined(faults, "; ");
}

}  // namespace krul::terminal
