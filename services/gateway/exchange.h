// One HTTP request and the ways to answer it, without a word of the library that reads and writes them.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace krul::gateway {

using Bytes = std::shared_ptr<const std::string>;  // shared by all who are sent them

struct HttpRequest {
  std::string method;  // "GET"
  std::string path;    // without the query
  std::string query;   // without the question mark
  std::string host, origin, fetch_site, content_type, marker, cookie, if_none_match, last_event_id;
  bool takes_gzip = false;
  std::string body;
};

struct HttpResponse {
  int status = 200;
  std::string content_type;
  Bytes body;  // may be null
  std::vector<std::pair<std::string_view, std::string>> headers;
};

// A connection on which nothing but server-sent events goes out. On the loop thread.
class EventSink {
 public:
  virtual ~EventSink() = default;
  // Queued behind what is not sent yet; who lets too much pile up is cut off.
  virtual void Send(Bytes event) = 0;
  virtual void Close() = 0;
  // Called once, when the other side is gone, or was cut off, or Close was called. May be asked for several times.
  virtual void OnClosed(std::function<void()> closed) = 0;
};

// Answered exactly once, by one of the two, at once or later. On the loop thread.
class Exchange {
 public:
  virtual ~Exchange() = default;
  virtual void Answer(HttpResponse response) = 0;
  virtual std::shared_ptr<EventSink> OpenEvents() = 0;
};

}  // namespace krul::gateway
