// A process that does nothing but write the same bytes to many lines, one after the other: what a machine can do at
// most.
#pragma once
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

class PlainWriter {
 public:
  // Ready for `count` lines on port().
  PlainWriter(int count, const std::string& bytes) {
    const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (bind(listener, reinterpret_cast<sockaddr*>(&address), length) != 0 || listen(listener, 4096) != 0 ||
        getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length) != 0 || pipe(pipe_) != 0)
      std::abort();
    port_ = ntohs(address.sin_port);
    process_ = fork();
    if (process_ == 0) {
      close(pipe_[1]);
      Serve(listener, count, bytes);
    }
    close(listener);
    close(pipe_[0]);
  }
  ~PlainWriter() {
    close(pipe_[1]);  // it ends
    waitpid(process_, nullptr, 0);
  }
  int port() const { return port_; }
  void WriteToAll() {
    if (write(pipe_[1], "w", 1) != 1) std::abort();
  }

 private:
  [[noreturn]] void Serve(int listener, int count, const std::string& bytes) {
    std::vector<int> lines;
    while (static_cast<int>(lines.size()) < count) {
      const int line = accept(listener, nullptr, nullptr);
      if (line < 0) _exit(1);
      const int on = 1;
      setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      lines.push_back(line);
    }
    for (char told; read(pipe_[0], &told, 1) == 1;) {
      for (const int line : lines) {
        if (send(line, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) _exit(1);
      }
    }
    _exit(0);
  }

  int pipe_[2];
  int port_;
  int process_;
};
