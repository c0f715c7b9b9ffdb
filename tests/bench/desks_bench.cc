// The load of scripts/bench on the gateway: many desks with a stream of events open, a change that must reach all of
// them, and writes at a steady pace; each beside a static file served by the same process, the change also beside a
// process that does nothing but write the same bytes to as many lines.
//   krul-desk-bench PORT PID BRANCH PERSON DESKS    PORT and PID of the gateway, PERSON signs in at every desk
// Prints one line for each figure. Everything shares the cores of this machine: the ratios count.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "plain_writer.h"

namespace {
using Clock = std::chrono::steady_clock;
using std::chrono::duration;

int gateway_port = 0;

[[noreturn]] void Give(const std::string& problem) {
  std::cerr << "krul-desk-bench: " << problem << "\n";
  std::exit(1);
}

double MillisSince(Clock::time_point begun) { return duration<double, std::milli>(Clock::now() - begun).count(); }

double Percentile(std::vector<double> values, double share) {
  if (values.empty()) Give("nothing was measured");
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

int Connect(int port = gateway_port) {
  const int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (line < 0 || connect(line, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    Give(std::string("cannot connect: ") + std::strerror(errno));
  const int on = 1;
  setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return line;
}

void SendAll(int line, const std::string& text) {
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t n = send(line, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) Give("the gateway closed a line");
    sent += static_cast<std::size_t>(n);
  }
}

// A desk's other connection: one request after the other.
class Desk {
 public:
  Desk() : line_(Connect()) {}
  ~Desk() { close(line_); }

  // The whole answer; gives up when it is not 200.
  std::string Ask(const std::string& request) {
    SendAll(line_, request);
    std::string answer;
    char bytes[16384];
    std::size_t whole = std::string::npos;
    while (answer.size() < whole) {
      const ssize_t n = recv(line_, bytes, sizeof bytes, 0);
      if (n <= 0) Give("the gateway closed a line");
      answer.append(bytes, static_cast<std::size_t>(n));
      const std::size_t end = answer.find("\r\n\r\n");
      if (whole == std::string::npos && end != std::string::npos) {
        const std::size_t length = answer.find("Content-Length: ");
        whole = end + 4 + std::strtoul(answer.c_str() + length + 16, nullptr, 10);
      }
    }
    if (!answer.starts_with("HTTP/1.1 200"))
      Give("refused: " + answer.substr(0, answer.find("\r\n")) + answer.substr(answer.find("\r\n\r\n")));
    return answer;
  }

  std::string Post(const std::string& rpc, const std::string& json, const std::string& cookie) {
    return Ask("POST /v1/" + rpc +
               " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nKrul-Request: 1\r\nCookie: " +
               cookie + "\r\nContent-Length: " + std::to_string(json.size()) + "\r\n\r\n" + json);
  }
  std::string File() { return Ask("GET /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n"); }

 private:
  int line_;
};

std::string Uuid() {
  static std::mt19937_64 random{std::random_device{}()};
  char text[40];
  std::snprintf(text, sizeof text, "%08x-0000-4000-8000-%012llx", static_cast<unsigned>(random()),
                static_cast<unsigned long long>(random() & 0xffffffffffffULL));
  return text;
}

long ResidentKilobytes(int process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::atol(line.c_str() + 6);
  }
  Give("no process " + std::to_string(process));
}

// Many streams of events, read by one epoll.
class Streams {
 public:
  // On that port; each line begins with `request`.
  Streams(int count, int port, const std::string& request) : epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    for (int i = 0; i < count; ++i) {
      const int line = Connect(port);
      SendAll(line, request);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u32 = static_cast<std::uint32_t>(streams_.size());
      epoll_ctl(epoll_, EPOLL_CTL_ADD, line, &event);
      streams_.push_back({line, {}, 0});
      if (i % 256 == 0) Read(0);
    }
  }
  ~Streams() {
    for (const Stream& stream : streams_) close(stream.line);
    close(epoll_);
  }

  // Reads until every stream was told `event` once more, at most ten seconds. How many were.
  std::size_t AwaitEach(const std::string& event) {
    marker_ = "event: " + event + "\n";
    const auto begun = Clock::now();
    while (told_ < streams_.size() && MillisSince(begun) < 10'000) Read(50);
    const std::size_t told = told_;
    Forget();
    return told;
  }
  // Bytes that all of them were sent since Expect.
  std::size_t bytes() const { return bytes_; }
  void Expect(const std::string& event) {
    Forget();
    bytes_ = 0;
    marker_ = "event: " + event + "\n";
  }

 private:
  struct Stream {
    int line;
    std::string tail;  // what may be the beginning of a marker
    int seen = 0;
  };
  void Forget() {
    told_ = 0;
    for (Stream& stream : streams_) stream.seen = 0;
  }
  void Read(int patience_ms) {
    epoll_event events[512];
    const int ready = epoll_wait(epoll_, events, 512, patience_ms);
    char bytes[16384];
    for (int i = 0; i < ready; ++i) {
      Stream& stream = streams_[events[i].data.u32];
      const ssize_t n = recv(stream.line, bytes, sizeof bytes, MSG_DONTWAIT);
      if (n == 0) Give("the gateway cut off a desk");
      if (n < 0) continue;
      bytes_ += static_cast<std::size_t>(n);
      stream.tail.append(bytes, static_cast<std::size_t>(n));
      if (stream.tail.find(marker_) != std::string::npos && stream.seen++ == 0) ++told_;
      if (stream.tail.size() > 32) stream.tail.erase(0, stream.tail.size() - 32);
      if (stream.seen > 0) stream.tail.clear();
    }
  }

  int epoll_;
  std::vector<Stream> streams_;
  std::string marker_ = "event: ready\n";
  std::size_t told_ = 0;
  std::size_t bytes_ = 0;
};

// Milliseconds of `one`, done `count` times at a steady pace of `per_second`.
template <class One>
std::vector<double> Paced(int count, double per_second, const One& one) {
  std::vector<double> took;
  const auto begun = Clock::now();
  for (int i = 0; i < count; ++i) {
    const auto due = begun + std::chrono::duration_cast<Clock::duration>(duration<double>(i / per_second));
    while (Clock::now() < due) usleep(200);
    one();
    took.push_back(MillisSince(due));  // from when it was due: waiting for the one before counts
  }
  return took;
}

double StaticFileMs(Desk& desk) {
  const auto begun = Clock::now();
  for (int i = 0; i < 5'000; ++i) desk.File();
  const double each_ms = MillisSince(begun) / 5'000;
  std::printf("a static file: %.3f ms each, one after the other\n", each_ms);
  return each_ms;
}

// The same bytes to as many lines, by a process that does nothing else.
void CompareWithPlainWriter(int desks, std::size_t bytes, double change_ms) {
  const std::string event = "event: change\n";
  PlainWriter writer(desks, event + std::string(bytes - std::min(bytes, event.size()), 'x'));
  Streams lines(desks, writer.port(), "x");
  std::vector<double> written;
  for (int round = 0; round < 21; ++round) {
    lines.Expect("change");
    const auto begun = Clock::now();
    writer.WriteToAll();
    if (lines.AwaitEach("change") != static_cast<std::size_t>(desks)) Give("the plain writer did not reach all lines");
    written.push_back(MillisSince(begun));
  }
  std::printf("a plain writer of the same %zu bytes: %.0f ms at the median; ratio of a change to it: %.2f\n", bytes,
              Percentile(written, 0.5), change_ms / Percentile(written, 0.5));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) Give("wants PORT PID BRANCH PERSON DESKS");
  gateway_port = std::atoi(argv[1]);
  const int process = std::atoi(argv[2]);
  const std::string branch = argv[3], person = argv[4];
  const int desks = std::atoi(argv[5]);
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);

  Desk desk;
  const std::string signed_in =
      desk.Post("sign-in", R"({"branch":")" + branch + R"(","person":")" + person + "\"}", "none=1");
  const std::size_t from = signed_in.find("krul_session=");
  const std::string cookie = signed_in.substr(from, signed_in.find(';', from) - from);

  // A callback that is changed again and again.
  const std::string who = R"("branch":")" + branch + R"(","requested":{"person":")" + person +
                          R"("},"caller":{"display_name":"De heer Meting","phone_number":"06 12345678"})";
  const auto value = [](const std::string& json, const std::string& name) {
    const std::size_t at = json.find("\"" + name + "\":\"") + name.size() + 4;
    return json.substr(at, json.find('"', at) - at);
  };
  const std::string quote = value(desk.Post("QuotePromise", "{" + who + "}", cookie), "quote");
  const std::string name =
      value(desk.Post("NoteCallback",
                      "{" + who + R"(,"another_matter":true,"read_back_confirmed":true,"callback_id":")" + Uuid() +
                          R"(","quote":")" + quote + "\"}",
                      cookie),
            "name");

  const double file_ms = StaticFileMs(desk);

  const auto write = [&] {
    desk.Post("RecordHandledAtDesk", R"({"branch":")" + branch + R"(","callback_id":")" + Uuid() + "\"}", cookie);
  };
  const std::vector<double> writes = Paced(1'000, 200, write);
  const std::vector<double> reads = Paced(1'000, 200, [&] { desk.File(); });
  std::printf("writes at 200/s: 95%% within %.1f ms, half within %.1f ms; ratio to a static file at 200/s: %.1f\n",
              Percentile(writes, 0.95), Percentile(writes, 0.5), Percentile(writes, 0.95) / Percentile(reads, 0.95));

  const long before_kb = ResidentKilobytes(process);
  Streams streams(desks, gateway_port,
                  "GET /v1/events?branch=" + branch + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n\r\n");
  const std::size_t ready = streams.AwaitEach("ready");
  if (ready != static_cast<std::size_t>(desks)) Give(std::to_string(ready) + " desks were connected");
  const double each_kib = static_cast<double>(ResidentKilobytes(process) - before_kb) / desks;
  std::printf("%d idle desks: %.1f KiB each\n", desks, each_kib);

  std::vector<double> reached;
  std::size_t bytes = 0;
  for (int round = 0; round < 21; ++round) {
    streams.Expect("change");
    const auto begun = Clock::now();
    desk.Post("RecordChaser", R"({"name":")" + name + R"(","request_id":")" + Uuid() + "\"}", cookie);
    const std::size_t told = streams.AwaitEach("change");
    if (told != static_cast<std::size_t>(desks)) Give("a change reached " + std::to_string(told) + " desks only");
    reached.push_back(MillisSince(begun));
    bytes = std::max(bytes, streams.bytes() / static_cast<std::size_t>(desks));
  }
  std::printf(
      "a change reaches all %d desks: within %.0f ms at the median, %.0f at most; a desk costs %.2f of a static file\n",
      desks, Percentile(reached, 0.5), Percentile(reached, 1), Percentile(reached, 0.5) / desks / file_ms);

  CompareWithPlainWriter(desks, bytes, Percentile(reached, 0.5));
  return 0;
}
