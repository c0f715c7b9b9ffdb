// The firm as it was last heard of: who there is and what a desk says while the services are away.
#pragma once

#include <optional>

#include "clients/terminal/connection/settings.h"
#include "clients/terminal/spool/spool.h"
#include "krul/v1/firm.pb.h"

namespace krul::terminal {

class FirmMemory {
 public:
  // Beside the spool; a firm for each address at which it is served.
  FirmMemory(const Spool& spool, const Settings& settings);

  // Without the firm file itself. What cannot be written is not remembered, and that is all.
  void Remember(v1::Firm firm) const;
  std::optional<v1::Firm> Recall() const;
  // Long enough ago, or never, that it is worth asking again.
  bool IsOld() const;

 private:
  std::string path_;
};

// Empty when the branch is unknown.
std::string OfflineSentence(const v1::Firm& firm, const std::string& branch);

}  // namespace krul::terminal
