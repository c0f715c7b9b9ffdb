// The files of the web desk, read once: each with its ETag, and compressed where that makes it smaller.
#pragma once
#include <map>
#include <string>

#include "services/gateway/exchange.h"

namespace krul::gateway {

class StaticFiles {
 public:
  // Reads all of `folder`; a folder that is not there holds nothing, which a page says to whoever opens it.
  explicit StaticFiles(const std::string& folder);
  std::size_t count() const { return files_.size(); }

  // "/" and addresses of views answer index.html; 404 for a file that is not there.
  HttpResponse Serve(const HttpRequest& request) const;

 private:
  struct File {
    std::string content_type;
    std::string hash;
    Bytes plain;
    Bytes compressed;  // null: not smaller
  };
  std::map<std::string, File, std::less<>> files_;  // by path, such as "/app/main.js"
};

}  // namespace krul::gateway
