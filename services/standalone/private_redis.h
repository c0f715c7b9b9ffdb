// A redis-server of one's own: no port, only a socket in the state folder; every write on disk before it is
// acknowledged.
#pragma once
#include <sys/types.h>

#include <memory>
#include <string>

#include "services/domain/error.h"

namespace krul::standalone {

class PrivateRedis {
 public:
  // Starts it over the data in `state_dir` and waits until it has loaded them. Refused with a sentence for the
  // operator.
  static domain::Result<std::unique_ptr<PrivateRedis>> Start(const std::string& program, const std::string& state_dir);
  // Ends it in peace, so that everything is saved.
  ~PrivateRedis();
  const std::string& socket() const { return socket_; }

 private:
  PrivateRedis() = default;
  pid_t process_ = -1;
  std::string socket_;
};

}  // namespace krul::standalone
