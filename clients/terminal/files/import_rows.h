// From the rows of a file to the callbacks they ask for.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "clients/terminal/connection/errors.h"
#include "clients/terminal/text/csv.h"
#include "krul/v1/intake_service.pb.h"

namespace krul::terminal {

// What was said about the file on the command line.
struct ImportWishes {
  std::string branch;
  std::vector<std::string> map;  // "field=Column"
  std::string who;               // for rows that do not say it; empty: every row must
  std::string category;
  std::string key;                            // column; empty: the values themselves tell one callback from another
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
  // that is required has no column, or a column that was named is missing.
  ImportRows(const CsvRow& header, ImportWishes wishes);

  // The same row always asks for the same callback, under the same id. From any thread.
  ImportedRow Of(const CsvRow& row) const;

  // Why the service refused a row, in the file's own words: its columns instead of the paths of the API.
  Told Reason(const Failure& failure) const;

 private:
  void Map(const std::string& wish);
  bool SetIds(const CsvRow& row, ImportedRow& imported) const;  // false: its key is empty
  Told NoColumn(const char* option, const std::string& column) const;
  std::string Value(const CsvRow& row,
                    const std::string& field) const;  // without its guard and, unless it is free text, blanks around it
  std::string ColumnOf(absl::string_view path) const;

  ImportWishes wishes_;
  std::vector<std::string> header_;
  std::map<std::string, size_t> columns_;  // by field
  std::optional<size_t> key_;
};

}  // namespace krul::terminal
