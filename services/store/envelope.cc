#include "services/store/envelope.h"

#include <boost/crc.hpp>
#include <cstdint>

#include "services/store/storage.pb.h"

namespace krul::store {
namespace {

constexpr char kFirstByte = 0x0d;  // field 1, fixed32
constexpr std::size_t kHead = 1 + sizeof(std::uint32_t);

// CRC-32C, of Castagnoli (RFC 3720, appendix B.4).
std::uint32_t Crc32c(std::string_view bytes) {
  boost::crc_optimal<32, 0x1edc6f41, 0xffffffff, 0xffffffff, true, true> crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

}  // namespace

std::string Wrap(int schema, const google::protobuf::MessageLite& body, std::string sealed) {
  storage::Envelope envelope;
  envelope.set_schema(schema);
  body.SerializeToString(envelope.mutable_body());
  envelope.set_sealed(std::move(sealed));
  std::string bytes(kHead, kFirstByte);
  envelope.AppendToString(&bytes);
  const std::uint32_t crc = Crc32c(std::string_view(bytes).substr(kHead));
  for (std::size_t i = 1; i < kHead; ++i) bytes[i] = static_cast<char>(crc >> (8 * (i - 1)));
  return bytes;
}

Result<Unwrapped> Unwrap(std::string_view bytes, int newest) {
  if (bytes.empty() || bytes.front() != kFirstByte) return Unwrapped{0, std::string(bytes), {}};
  storage::Envelope envelope;
  if (bytes.size() < kHead || !envelope.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      envelope.crc32c() != Crc32c(bytes.substr(kHead)) || envelope.schema() < 1 || envelope.schema() > newest ||
      envelope.key_id() != 0) {
    return Unreadable();
  }
  return Unwrapped{envelope.schema(), std::move(*envelope.mutable_body()), std::move(*envelope.mutable_sealed())};
}

}  // namespace krul::store
