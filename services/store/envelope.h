// What every record of the store is wrapped in, laid down for good: whichever program comes later reads at least this
// much. Bytes: 0x0d, CRC-32C (little-endian) of all that follows, storage::Envelope without that field; so the whole is
// a storage::Envelope, too. Records of 0.1.0 have none and begin otherwise: they are read as they are.
//
// The rule for what is within: a schema grows with every field that must survive a program that does not know it. A
// newer schema, another key and an enum that is not known are refused, never guessed and never dropped.
#pragma once
#include <google/protobuf/message_lite.h>

#include <string>
#include <string_view>

#include "services/store/record_store.h"

namespace krul::store {

// `sealed` is what concerns persons, to be encrypted. Key 0: as it is.
std::string Wrap(int schema, const google::protobuf::MessageLite& body, std::string sealed = {});

struct Unwrapped {
  int schema = 0;  // 0: from before there were envelopes
  std::string body;
  std::string sealed;
};
// Unreadable: damaged, of a schema newer than `newest`, or sealed with a key that this program does not have.
Result<Unwrapped> Unwrap(std::string_view bytes, int newest);

}  // namespace krul::store
