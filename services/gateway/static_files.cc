#include "services/gateway/static_files.h"

#include <sodium.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "services/gateway/errors.h"

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

std::string Gzip(const std::string& plain) {
  z_stream stream{};
  constexpr int kGzip = 15 + 16;  // the largest window, with a gzip header
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, 9, Z_DEFAULT_STRATEGY) != Z_OK) return plain;
  std::string out(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return whole ? out : plain;
}

std::string ETagOf(const std::string& content) {
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(content.data()), content.size(), nullptr,
                     0);
  char hex[2 * sizeof hash + 1];
  return "\"" + std::string(sodium_bin2hex(hex, sizeof hex * 1, hash, sizeof hash)) + "\"";
}

bool IsView(const std::string& path) {
  return path.find('.', path.rfind('/')) == std::string::npos && !path.starts_with("/v1/");
}

}  // namespace

StaticFiles::StaticFiles(const std::string& folder) {
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    File file;
    file.content_type = ContentTypeOf(entry.path());
    file.plain = std::make_shared<const std::string>(content.str());
    file.etag = ETagOf(*file.plain);
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
  HttpResponse response;
  // Asked for again each time, and answered by 304: a new release is there with the next load.
  response.headers = {{"Cache-Control", "no-cache"}, {"ETag", file.etag}, {"Vary", "Accept-Encoding"}};
  if (request.if_none_match.find(file.etag) != std::string::npos) {
    response.status = 304;
    return response;
  }
  response.content_type = file.content_type;
  response.body = file.plain;
  if (request.takes_gzip && file.compressed) {
    response.body = file.compressed;
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace krul::gateway
