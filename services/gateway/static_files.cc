#include "services/gateway/static_files.h"

#include <sodium.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "services/gateway/errors.h"
#include "services/gateway/gzip.h"

namespace krul::gateway {
namespace {
namespace fs = std::filesystem;

std::string ContentTypeOf(const fs::path& path) {
  static const std::map<std::string, std::string> kTypes = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
  };
  const auto found = kTypes.find(path.extension().string());
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

std::string HashOf(const std::string& content) {
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(content.data()), content.size(), nullptr,
                     0);
  char hex[2 * sizeof hash + 1];
  return sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
}

bool IsView(const std::string& path) {
  return path.find('.', path.rfind('/')) == std::string::npos && !path.starts_with("/v1/");
}

}  // namespace

StaticFiles::StaticFiles(const std::string& folder) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const fs::directory_entry& entry = *at;
    if (!entry.is_regular_file(error)) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    File file;
    file.content_type = ContentTypeOf(entry.path());
    file.plain = std::make_shared<const std::string>(content.str());
    file.hash = HashOf(*file.plain);
    std::string compressed = Gzip(*file.plain);
    if (compressed.size() < file.plain->size())
      file.compressed = std::make_shared<const std::string>(std::move(compressed));
    files_.emplace("/" + fs::relative(entry.path(), folder).generic_string(), std::move(file));
  }
}

HttpResponse StaticFiles::Serve(const HttpRequest& request) const {
  auto found = files_.find(request.path);
  if (found == files_.end() && IsView(request.path)) found = files_.find("/index.html");
  if (found == files_.end()) {
    return ErrorResponse({404, "NOT_FOUND", "NO_SUCH_ROUTE",
                          files_.empty() ? "The web desk is not installed here: start the gateway with --web-dir."
                                         : "There is nothing at this address."});
  }
  const File& file = found->second;
  const bool compressed = request.takes_gzip && file.compressed;
  HttpResponse response;
  // Asked for again each time, and answered by 304: a new release is there with the next load.
  response.headers = {{"Cache-Control", "no-cache"},
                      {"ETag", "\"" + file.hash + (compressed ? "-gzip\"" : "\"")},
                      {"Vary", "Accept-Encoding"}};
  if (request.if_none_match.find(file.hash) != std::string::npos) {
    response.status = 304;
    return response;
  }
  response.content_type = file.content_type;
  response.body = compressed ? file.compressed : file.plain;
  if (compressed) response.headers.emplace_back("Content-Encoding", "gzip");
  return response;
}

}  // namespace krul::gateway
