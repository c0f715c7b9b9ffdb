#include "clients/terminal/spool/firm_memory.h"

#include <chrono>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "clients/terminal/connection/identifiers.h"
#include "clients/terminal/spool/durable_file.h"
#include "clients/terminal/text/failure.h"
#include "google/protobuf/util/json_util.h"

namespace krul::terminal {
namespace {
constexpr std::chrono::hours kOld{12};
}  // namespace

FirmMemory::FirmMemory(const Spool& spool, const Settings& settings) {
  const std::string& address = settings.assignment.empty() ? settings.server : settings.assignment;
  path_ = absl::StrCat(spool.folder(), "/../firm-", UuidOfContent(address), ".json");
}

void FirmMemory::Remember(v1::Firm firm) const {
  firm.clear_document();
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(firm, &json).ok()) return;
  try {
    WriteDurably(std::filesystem::path(path_).lexically_normal(), json);
  } catch (const Failure&) {
    // A desk that cannot write here still works while the services are there.
  }
}

std::optional<v1::Firm> FirmMemory::Recall() const {
  const std::optional<std::string> json = ReadWhole(std::filesystem::path(path_).lexically_normal());
  v1::Firm firm;
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  if (!json || !google::protobuf::util::JsonStringToMessage(*json, &firm, options).ok()) return std::nullopt;
  firm.clear_now_time();  // it was told then
  return firm;
}

bool FirmMemory::IsOld() const {
  std::error_code error;
  const auto written = std::filesystem::last_write_time(std::filesystem::path(path_).lexically_normal(), error);
  return error || std::filesystem::file_time_type::clock::now() - written > kOld;
}

std::string OfflineSentence(const v1::Firm& firm, const std::string& branch) {
  for (const v1::Branch& one : firm.branches()) {
    if (one.id() == branch) return one.offline_sentence();
  }
  return "";
}

}  // namespace krul::terminal
