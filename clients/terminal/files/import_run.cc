#include "clients/terminal/files/import_run.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace krul::terminal {
namespace {

constexpr int kCallsAtOnce = 16;                  // one connection carries them all
constexpr const char* kLineColumn = "krul_line";  // a plain "reason" would be taken for that of the callback
constexpr const char* kReasonColumn = "krul_reason";

// Whether it is this row that the service will not have, and not the whole file or everything.
bool IsOfTheRow(const Failure& failure) {
  if (failure.code == "ALREADY_EXISTS") return true;
  if (failure.code != "INVALID_ARGUMENT" && failure.code != "NOT_FOUND" && failure.code != "OUT_OF_RANGE") return false;
  return !std::any_of(failure.fields.begin(), failure.fields.end(), [](const FieldFault& fault) {
    return fault.field == "branch" || absl::StartsWith(fault.field, "krul-");  // who is asking, and where
  });
}

}  // namespace

RejectsFile::RejectsFile(std::string path, CsvRow header, char separator)
    : path_(std::move(path)),
      header_(std::move(header)),
      separator_(separator),
      rejected_before_(header_.cells.size() > 2 && header_.cells[0] == kLineColumn &&
                       header_.cells[1] == kReasonColumn) {}

std::string RejectsFile::OwnPart(const CsvRow& row) const {
  if (!rejected_before_) return row.raw;
  return row.starts.size() > 2 ? row.raw.substr(row.starts[2]) : "";
}

void RejectsFile::Add(const CsvRow& row, const std::string& reason) {
  const auto write = [this](const std::string& line, const std::string& why, const CsvRow& whole) {
    std::string front = CsvLine({line, why}, separator_);
    front.resize(front.size() - 2);  // its end of line
    file_ << front << separator_ << OwnPart(whole) << "\r\n";
  };
  errno = 0;
  if (!file_.is_open()) {
    file_.open(path_, std::ios::binary | std::ios::trunc);
    file_ << kByteOrderMark;
    write(kLineColumn, kReasonColumn, header_);
  }
  write(absl::StrCat(row.line), reason, row);
  file_.flush();
  if (!file_)
    throw Failed("INTERNAL", "UNWRITABLE_FILE",
                 Told("terminal_error.cannot_write", {{"path", path_}, {"why", std::strerror(errno)}}));
}

void ImportRun::Reject(const CsvRow& row, const Told& reason) {
  deps_.rejects.Add(row, reason.In(deps_.language));
  ++tally_.rejected;
}

std::optional<std::pair<CsvRow, ImportedRow>> ImportRun::Take() {
  while (auto row = deps_.reader.Next()) {
    if (ImportRows::IsEmpty(*row)) continue;
    ++tally_.rows;
    ImportedRow imported = deps_.rows.Of(*row);
    if (!imported.fault.empty()) {
      Reject(*row, imported.fault);
      deps_.progress(tally_);
      continue;
    }
    const auto [seen, fresh] = seen_.try_emplace(imported.request.callback_id(), Seen{imported.content_id, row->line});
    if (fresh) return std::pair(std::move(*row), std::move(imported));
    if (seen->second.content_id == imported.content_id) {
      ++tally_.repeated;
    } else {
      Reject(*row, Told("terminal_import.key_of_line", {{"line", seen->second.line}}));
    }
    deps_.progress(tally_);
  }
  return std::nullopt;
}

void ImportRun::TellUnusual(int64_t line) {
  constexpr size_t kLinesTold = 20;  // more nobody looks up one by one
  ++tally_.unusual;
  std::vector<int64_t>& lines = tally_.unusual_lines;
  lines.insert(std::lower_bound(lines.begin(), lines.end(), line), line);  // answers come in any order
  if (lines.size() > kLinesTold) lines.pop_back();
}

void ImportRun::Work() {
  Connection connection(deps_.settings);
  std::unique_lock lock(mutex_);
  try {
    while (!failure_) {
      auto next = Take();
      if (!next) return;
      auto& [row, imported] = *next;
      imported.request.set_validate_only(deps_.validate_only);
      lock.unlock();
      std::optional<Failure> refusal;
      v1::ImportCallbackResponse response;
      try {
        response = connection.Call(&v1::IntakeService::Stub::ImportCallback, imported.request);
      } catch (const Failure& failure) {
        refusal = failure;
      }
      lock.lock();
      if (!refusal && response.unusual_number()) TellUnusual(row.line);
      if (refusal) {
        if (!IsOfTheRow(*refusal)) throw *refusal;
        Reject(row, deps_.rows.Reason(*refusal));
      } else if (response.was_there()) {
        ++tally_.already_there;
      } else {
        ++tally_.imported;
      }
      deps_.progress(tally_);
    }
  } catch (const Failure& failure) {
    if (!lock.owns_lock()) lock.lock();
    if (!failure_) failure_ = failure;
  }
}

void ImportRun::Run() {
  std::vector<std::thread> workers;
  for (int i = 0; i < kCallsAtOnce; ++i) workers.emplace_back([this] { Work(); });
  for (std::thread& worker : workers) worker.join();
  if (failure_) throw *failure_;
}

}  // namespace krul::terminal
