// Compression for those who take it.
#pragma once
#include <string>

namespace krul::gateway {

std::string Gzip(const std::string& plain);

}  // namespace krul::gateway
