#include "clients/terminal/spool/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "clients/terminal/text/failure.h"

namespace krul::terminal {
namespace {

Failure CannotWrite(const std::string& path, int error) {
  return Failed("INTERNAL", "CANNOT_KEEP",
                Told("terminal_error.cannot_write", {{"path", path}, {"why", std::strerror(error)}}));
}

class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) close(value_);
  }
  int value() const { return value_; }

 private:
  int value_;
};

// A name that was added or taken away is only certain once its folder is on disk too.
void SyncFolder(const std::string& folder) {
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.value() < 0 || fsync(descriptor.value()) != 0) throw CannotWrite(folder, errno);
}

void MakeFolder(const std::filesystem::path& folder) {
  if (std::filesystem::is_directory(folder)) return;
  if (folder.has_parent_path() && folder.parent_path() != folder) MakeFolder(folder.parent_path());
  if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) throw CannotWrite(folder, errno);
  if (folder.has_parent_path()) SyncFolder(folder.parent_path());
}

}  // namespace

void WriteDurably(const std::string& path, absl::string_view content) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  MakeFolder(folder);
  std::string written = absl::StrCat(path, ".XXXXXX");
  const Descriptor descriptor(mkostemp(written.data(), O_CLOEXEC));  // made with 0600
  if (descriptor.value() < 0) throw CannotWrite(path, errno);
  int error = 0;
  while (!content.empty() && error == 0) {
    const ssize_t count = write(descriptor.value(), content.data(), content.size());
    if (count < 0 && errno != EINTR) error = errno;
    if (count > 0) content.remove_prefix(static_cast<size_t>(count));
  }
  if (error == 0 && fsync(descriptor.value()) != 0) error = errno;
  if (error == 0 && rename(written.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    unlink(written.c_str());
    throw CannotWrite(path, error);
  }
  SyncFolder(folder);
}

void RemoveDurably(const std::string& path) {
  if (unlink(path.c_str()) != 0) {
    if (errno == ENOENT) return;
    throw CannotWrite(path, errno);
  }
  SyncFolder(std::filesystem::path(path).parent_path());
}

std::optional<std::string> ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream content;
  content << file.rdbuf();
  if (file.bad()) return std::nullopt;
  return content.str();
}

}  // namespace krul::terminal
