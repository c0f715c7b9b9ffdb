// Notes that were taken and are not confirmed yet, each in a file of its own, so that neither a crash nor a power cut
// loses one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clients/terminal/spool/spooled_note.pb.h"

namespace krul::terminal {

// The id under which a note is, and will be, saved.
const std::string& IdOf(const SpooledNote& note);

// One at a time sends what is kept, whoever it is: another desk of the same person, or a command. Ends with its object.
class DeliveryLock {
 public:
  explicit DeliveryLock(int descriptor) : descriptor_(descriptor) {}
  DeliveryLock(DeliveryLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  DeliveryLock& operator=(DeliveryLock&&) = delete;
  ~DeliveryLock();

 private:
  int descriptor_;
};

// Every method throws a Failure when the folder cannot be read or written. From any thread, and several processes.
class Spool {
 public:
  // $XDG_STATE_HOME/krul/spool, else ~/.local/state/krul/spool. Throws a Failure when neither is known.
  static std::string DefaultFolder();

  // Made with its first note, for its owner alone.
  explicit Spool(std::string folder) : folder_(std::move(folder)) {}
  const std::string& folder() const { return folder_; }

  // On disk when this returns; what was kept under the same id is replaced in one step.
  void Keep(const SpooledNote& note) const;
  // Earliest call first. A file that cannot be read is left alone and told by Unreadable.
  std::vector<SpooledNote> List() const;
  std::vector<std::string> Unreadable() const;
  std::optional<SpooledNote> Find(const std::string& id) const;
  void Drop(const std::string& id) const;

  // None while somebody else delivers.
  std::optional<DeliveryLock> TryLock() const;

 private:
  std::string PathOf(const std::string& id) const;
  std::vector<std::string> Files() const;

  std::string folder_;
};

}  // namespace krul::terminal
