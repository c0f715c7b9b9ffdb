// A redis-server of the test's own: a real one, on a socket in a fresh directory, gone with the test however that ends.
#pragma once
#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace krul::support {

class RedisProcess {
 public:
  struct Options {
    // of the append-only file: "no" is quick and still survives Kill, since a killed process loses nothing it has
    // written
    std::string fsync = "no";
    bool tcp = false;  // also on a free port of 127.0.0.1
  };

  RedisProcess() : RedisProcess(Options{}) {}
  explicit RedisProcess(Options options);  // starts; returns when it answers
  ~RedisProcess();                         // kills it, removes its directory
  RedisProcess(const RedisProcess&) = delete;

  std::string address() const { return "unix:" + socket_path(); }
  std::string tcp_address() const { return "tcp://127.0.0.1:" + port_; }
  std::string socket_path() const { return directory_ + "/redis.sock"; }

  void Kill();   // as a crash does
  void Start();  // with the data it had
  void Restart() {
    Kill();
    Start();
  }
  // It neither answers nor closes its connections.
  void Freeze();
  void Thaw();

  // Runs a command and waits for the reply, flattened to text: elements of an array each on a line. Ends the test when
  // Redis is away.
  std::string Run(const std::vector<std::string_view>& arguments) const;

 private:
  Options options_;
  std::string directory_;
  std::string port_ = "0";  // 0: none
  pid_t process_ = 0;
};

}  // namespace krul::support
