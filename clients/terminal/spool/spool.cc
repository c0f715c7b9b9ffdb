#include "clients/terminal/spool/spool.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/terminal/spool/durable_file.h"
#include "clients/terminal/text/failure.h"
#include "clients/terminal/text/times.h"
#include "google/protobuf/util/json_util.h"

namespace krul::terminal {
namespace {

constexpr const char* kEnding = ".json";

std::optional<SpooledNote> Parse(const std::string& path) {
  const std::optional<std::string> content = ReadWhole(path);
  SpooledNote note;
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;  // of a newer client
  if (!content || !google::protobuf::util::JsonStringToMessage(*content, &note, options).ok()) return std::nullopt;
  if (IdOf(note).empty() || std::filesystem::path(path).stem() != absl::AsciiStrToLower(IdOf(note))) {
    return std::nullopt;
  }
  return note;
}

}  // namespace

const std::string& IdOf(const SpooledNote& note) { return note.note().callback_id(); }

DeliveryLock::~DeliveryLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::string Spool::DefaultFolder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && *state == '/') return absl::StrCat(state, "/krul/spool");
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home != '\0') return absl::StrCat(home, "/.local/state/krul/spool");
  throw Failed("INTERNAL", "CANNOT_KEEP", Told("terminal_error.no_place_to_keep"));
}

void Spool::Keep(const SpooledNote& note) const {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(note, &json, options).ok()) {
    throw Failed("INTERNAL", "CANNOT_KEEP", Told("terminal_error.note_no_text"));
  }
  WriteDurably(PathOf(IdOf(note)), json);
}

std::vector<SpooledNote> Spool::List() const {
  std::vector<SpooledNote> notes;
  for (const std::string& path : Files()) {
    if (std::optional<SpooledNote> note = Parse(path)) notes.push_back(std::move(*note));
  }
  std::stable_sort(notes.begin(), notes.end(), [](const SpooledNote& one, const SpooledNote& other) {
    return FromProto(one.taken_time()) < FromProto(other.taken_time());
  });
  return notes;
}

std::vector<std::string> Spool::Unreadable() const {
  std::vector<std::string> paths;
  for (const std::string& path : Files()) {
    // What was delivered meanwhile is gone, not broken.
    if (!Parse(path) && std::filesystem::exists(path)) paths.push_back(path);
  }
  return paths;
}

std::optional<SpooledNote> Spool::Find(const std::string& id) const { return Parse(PathOf(id)); }

void Spool::Drop(const std::string& id) const { RemoveDurably(PathOf(id)); }

std::optional<DeliveryLock> Spool::TryLock() const {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  const std::string path = absl::StrCat(folder_, "/lock");
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) throw Failed("INTERNAL", "CANNOT_KEEP", Told("terminal_error.cannot_open", {{"path", path}}));
  DeliveryLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) return std::nullopt;
  return lock;
}

std::string Spool::PathOf(const std::string& id) const {
  return absl::StrCat(folder_, "/", absl::AsciiStrToLower(id), kEnding);
}

std::vector<std::string> Spool::Files() const {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    if (entry.path().extension() == kEnding) paths.push_back(entry.path());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    throw Failed("INTERNAL", "CANNOT_KEEP",
                 Told("terminal_error.cannot_read", {{"path", folder_}, {"why", error.message()}}));
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace krul::terminal
