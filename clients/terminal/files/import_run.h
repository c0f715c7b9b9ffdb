// One import: row by row to the service, and what is refused into a file of its own.
#pragma once

#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/time/time.h"
#include "clients/terminal/connection/connection.h"
#include "clients/terminal/connection/settings.h"
#include "clients/terminal/files/import_rows.h"
#include "clients/terminal/text/csv.h"

namespace krul::terminal {

struct ImportTally {
  int64_t rows = 0;  // read so far
  int64_t imported = 0;
  int64_t already_there = 0;  // from an earlier run
  int64_t repeated = 0;       // a row that says the same came before it in the file
  int64_t rejected = 0;
  int64_t unusual = 0;                 // imported, or there already, with a number that is in no use: probably misheard
  std::vector<int64_t> unusual_lines;  // on which the first of these stand, in order
};

// The rows that were refused, as they were, each with the line it stood on and the reason in two columns in front. The
// file is made with the first of them; one that is there is replaced. To be imported again, once it is mended.
class RejectsFile {
 public:
  RejectsFile(std::string path, CsvRow header, char separator);
  // Throws a Failure when it cannot be written.
  void Add(const CsvRow& row, const std::string& reason);

 private:
  std::string OwnPart(const CsvRow& row) const;

  std::string path_;
  CsvRow header_;
  char separator_;
  bool rejected_before_;  // the file is one of these itself
  std::ofstream file_;
};

// Several calls are under way at once, so rows may be saved in another order than they stand in. Nothing is kept
// between runs: every row has its id, and what is there already is answered as such.
class ImportRun {
 public:
  struct Deps {
    const Settings& settings;
    CsvReader& reader;  // behind the header
    const ImportRows& rows;
    RejectsFile& rejects;
    bool validate_only = false;
    words::Language language = words::Language::kEnglish;  // of the reasons
    std::function<void(const ImportTally&)> progress;      // after every row, one at a time
  };
  explicit ImportRun(Deps deps) : deps_(std::move(deps)) {}

  // Until the end of the file, or until something fails that is no fault of a row; throws that Failure.
  void Run();
  // When Run has ended, either way.
  const ImportTally& tally() const { return tally_; }

 private:
  struct Seen {
    std::string content_id;
    int64_t line;
  };

  void Work();
  // The next row that is to be sent; none at the end. Under the lock.
  std::optional<std::pair<CsvRow, ImportedRow>> Take();
  void Reject(const CsvRow& row, const Told& reason);
  void TellUnusual(int64_t line);

  Deps deps_;
  std::mutex mutex_;  // guards all below, and deps_.reader, rejects and progress
  ImportTally tally_;
  std::unordered_map<std::string, Seen> seen_;  // by callback id
  std::optional<Failure> failure_;              // the first
};

}  // namespace krul::terminal
