// From the rows of a file to the callbacks they ask for.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "clients/terminal/files/file_moment.h"
#include "clients/terminal/text/csv.h"
#include "clients/terminal/text/failure.h"
#include "krul/v1/intake_service.pb.h"

namespace krul::terminal {

// What was said about the file on the command line.
struct ImportWishes {
  std::string branch;
  std::vector<std::string> map;  // "field=Column", or "field=One,Other" for what stands in several
  std::string who;               // for rows that do not say it; empty: every row must
  std::string category;
  std::string key;  // column; empty: the values themselves tell one callback from another
  DateOrder dates = DateOrder::kUnknown;
  absl::TimeZone zone = absl::UTCTimeZone();  // of the branch: on whose wall the times of the file are
};

// What one row asks for.
struct ImportedRow {
  v1::ImportCallbackRequest request;
  std::string content_id;  // the same for rows that say the same; with a key, request.callback_id is another one
  Told fault;              // why nothing can be asked; empty: good. Holds nothing of the caller's
};

class ImportRows {
 public:
  // The fields that a column may hold, in the order in which an export writes them.
  static const std::vector<std::string>& Fields();

  // Columns are found by the name of the field where `map` names none, capitals or not. Throws WrongUsage when a field
  // that is required has no column, a column that was named is missing, or two have the name that is looked for.
  ImportRows(const CsvRow& header, ImportWishes wishes);

  // The same row always asks for the same callback, under the same id. From any thread.
  ImportedRow Of(const CsvRow& row) const;

  // Whether nothing stands in any of its cells: then it is no row.
  static bool IsEmpty(const CsvRow& row);

  // Why the service refused a row, in the file's own words: its columns instead of the paths of the API.
  Told Reason(const Failure& failure) const;

 private:
  void Map(const std::string& wish);
  // Where a column of this name stands; none when there is none. `option` is what names it.
  std::optional<size_t> Find(const std::string& option, const std::string& name) const;
  std::string TitleOf(const std::string& field) const;  // its columns; the field itself where it has none
  void ReadMoments(const CsvRow& row, v1::ImportCallbackRequest& request, std::vector<Told>& faults) const;
  bool SetIds(const CsvRow& row, ImportedRow& imported) const;  // false: its key is empty
  Told NoColumn(const char* option, const std::string& column) const;
  std::string Value(const CsvRow& row,
                    const std::string& field) const;  // without its guard and, unless it is free text, blanks around it
  std::string ColumnOf(absl::string_view path) const;

  ImportWishes wishes_;
  std::vector<std::string> header_;
  std::map<std::string, std::vector<size_t>> columns_;  // by field; of several, what stands in them is put together
  std::optional<size_t> key_;
};

}  // namespace krul::terminal
