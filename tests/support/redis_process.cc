#include "tests/support/redis_process.h"

#include <arpa/inet.h>
#include <hiredis/hiredis.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

namespace krul::support {
namespace {

struct FreeContext {
  void operator()(redisContext* context) const { redisFree(context); }
};
using Context = std::unique_ptr<redisContext, FreeContext>;

[[noreturn]] void GiveUp(const std::string& why) {
  std::fprintf(stderr, "redis-server of the test: %s\n", why.c_str());
  std::abort();
}

// Free when it is asked; nobody else on this machine hurries to take it.
std::string FreePort() {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (bind(descriptor, any, size) != 0 || getsockname(descriptor, any, &size) != 0) GiveUp("no free port");
  close(descriptor);
  return std::to_string(ntohs(address.sin_port));
}

Context Connect(const std::string& socket_path) {
  Context context(redisConnectUnixWithTimeout(socket_path.c_str(), {5, 0}));
  if (context && context->err == 0) redisSetTimeout(context.get(), {5, 0});
  return context;
}

std::string Flatten(const redisReply& reply) {
  if (reply.type == REDIS_REPLY_INTEGER) return std::to_string(reply.integer);
  if (reply.type == REDIS_REPLY_NIL) return "(nil)";
  if (reply.type != REDIS_REPLY_ARRAY) return std::string(reply.str, reply.len);
  std::string text;
  for (std::size_t i = 0; i < reply.elements; ++i) text += (i == 0 ? "" : "\n") + Flatten(*reply.element[i]);
  return text;
}

}  // namespace

RedisProcess::RedisProcess(Options options) : options_(std::move(options)) {
  std::string name = (std::filesystem::temp_directory_path() / "krul-redis-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) GiveUp("no temporary directory");
  directory_ = name;
  if (options_.tcp) port_ = FreePort();
  Start();
}

RedisProcess::~RedisProcess() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

void RedisProcess::Start() {
  const std::string socket = socket_path(), log = directory_ + "/log";
  const std::vector<const char*> arguments = {"redis-server",
                                              "--port",
                                              port_.c_str(),
                                              "--bind",
                                              "127.0.0.1",
                                              "--unixsocket",
                                              socket.c_str(),
                                              "--dir",
                                              directory_.c_str(),
                                              "--appendonly",
                                              "yes",
                                              "--save",
                                              "",
                                              "--appendfsync",
                                              options_.fsync.c_str(),
                                              "--logfile",
                                              log.c_str(),
                                              "--aof-load-truncated",
                                              "no",
                                              nullptr};
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ < 0) GiveUp("no process");
  if (process_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);  // it died before the line above
    execvp(arguments[0], const_cast<char* const*>(arguments.data()));
    _exit(127);
  }
  const auto give_up_at = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (true) {
    const Context context = Connect(socket);
    if (context && context->err == 0) {
      const std::unique_ptr<void, void (*)(void*)> reply(redisCommand(context.get(), "PING"), freeReplyObject);
      if (reply && static_cast<redisReply*>(reply.get())->type == REDIS_REPLY_STATUS) return;
    }
    if (waitpid(process_, nullptr, WNOHANG) == process_) GiveUp("it ended; is redis-server installed?");
    if (std::chrono::steady_clock::now() > give_up_at) GiveUp("it does not answer");
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
}

void RedisProcess::Kill() {
  if (process_ == 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = 0;
}

void RedisProcess::Freeze() { kill(process_, SIGSTOP); }
void RedisProcess::Thaw() { kill(process_, SIGCONT); }

std::string RedisProcess::Run(const std::vector<std::string_view>& arguments) const {
  const Context context = Connect(socket_path());
  if (!context || context->err != 0) GiveUp("no connection");
  std::vector<const char*> bytes;
  std::vector<std::size_t> sizes;
  for (const std::string_view argument : arguments) {
    bytes.push_back(argument.data());
    sizes.push_back(argument.size());
  }
  const std::unique_ptr<void, void (*)(void*)> reply(
      redisCommandArgv(context.get(), static_cast<int>(bytes.size()), bytes.data(), sizes.data()), freeReplyObject);
  if (!reply) GiveUp("no reply");
  return Flatten(*static_cast<redisReply*>(reply.get()));
}

}  // namespace krul::support
