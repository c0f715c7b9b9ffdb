#include "services/standalone/private_redis.h"

#include <fcntl.h>
#include <hiredis/hiredis.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

namespace krul::standalone {
namespace {
using namespace std::chrono_literals;
using domain::Reason;
using domain::Refusal;

constexpr auto kPatience = 120s;  // loading ten million callbacks takes about a minute
constexpr std::size_t kLongestSocketPath = 100;

bool Answers(const std::string& socket) {
  redisContext* context = redisConnectUnixWithTimeout(socket.c_str(), {1, 0});
  bool answers = false;
  if (context && !context->err) {
    auto* reply = static_cast<redisReply*>(redisCommand(context, "PING"));
    answers = reply && reply->type == REDIS_REPLY_STATUS;
    if (reply) freeReplyObject(reply);
  }
  if (context) redisFree(context);
  return answers;
}

Refusal Cannot(std::string what) { return {Reason::kStoreUnavailable, std::move(what), {}}; }

}  // namespace

domain::Result<std::unique_ptr<PrivateRedis>> PrivateRedis::Start(const std::string& program,
                                                                  const std::string& state_dir) {
  std::unique_ptr<PrivateRedis> redis(new PrivateRedis);
  redis->socket_ = state_dir + "/redis.sock";
  if (redis->socket_.size() > kLongestSocketPath) {
    return Cannot("The path of the state folder is too long for a socket: choose a shorter one with --state-dir.");
  }
  if (Answers(redis->socket_))
    return Cannot("Another krul-standalone runs over " + state_dir + ": stop it first (scripts/down).");
  const pid_t parent = getpid();
  redis->process_ = fork();
  if (redis->process_ < 0) return Cannot(std::string("Cannot start a process: ") + std::strerror(errno) + ".");
  if (redis->process_ == 0) {
    // It ends with us whatever happens; and Ctrl-C is for us alone, so that it outlives the drain.
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(1);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const std::string log = state_dir + "/redis.log";
    execlp(program.c_str(), program.c_str(), "--port", "0", "--unixsocket", redis->socket_.c_str(), "--unixsocketperm",
           "700", "--dir", state_dir.c_str(), "--appendonly", "yes", "--appendfsync", "always", "--aof-load-truncated",
           "no",
           // Rewriting the log takes a core for seconds: not before it is worth it. 256 MB are some 300,000 notes, read
           // in three seconds.
           "--auto-aof-rewrite-min-size", "256mb", "--save", "", "--maxmemory-policy", "noeviction", "--daemonize",
           "no", "--logfile", log.c_str(), nullptr);
    _exit(127);
  }
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < until) {
    int status = 0;
    if (waitpid(redis->process_, &status, WNOHANG) == redis->process_) {
      redis->process_ = -1;
      if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        return Cannot("Cannot run " + program + ": install redis-server.");
      return Cannot("redis-server ended at once: see " + state_dir + "/redis.log.");
    }
    if (Answers(redis->socket_)) return redis;
    std::this_thread::sleep_for(50ms);
  }
  return Cannot("redis-server does not answer: see " + state_dir + "/redis.log.");
}

PrivateRedis::~PrivateRedis() {
  if (process_ < 0) return;
  kill(process_, SIGTERM);
  using namespace std::chrono_literals;
  const auto until = std::chrono::steady_clock::now() + 10s;
  while (waitpid(process_, nullptr, WNOHANG) == 0) {
    // One that hangs has nothing to lose: whatever was acknowledged is on disk.
    if (std::chrono::steady_clock::now() > until) kill(process_, SIGKILL);
    std::this_thread::sleep_for(20ms);
  }
}

}  // namespace krul::standalone
