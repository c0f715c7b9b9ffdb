#include "services/rpc/request_text.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <grpcpp/impl/codegen/proto_buffer_reader.h>

#include <optional>
#include <string>
#include <vector>

namespace krul::rpc {
namespace {
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

// Length of the UTF-8 sequence at `text[i]`, 0 if there is none (overlong forms, surrogates and values past U+10FFFF
// are none).
std::size_t SequenceAt(const std::string& text, std::size_t i) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
  const unsigned first = byte(i);
  const auto follows = [&](std::size_t count) {
    for (std::size_t k = 1; k <= count; ++k) {
      if ((byte(i + k) & 0xC0) != 0x80) return false;
    }
    return true;
  };
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned second = byte(i + 1);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
    return follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned second = byte(i + 1);
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
    return follows(3) ? 4 : 0;
  }
  return 0;
}

bool IsUtf8(const std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = SequenceAt(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

// Path of the first string field whose text is not UTF-8.
std::optional<std::string> FieldOfBadText(const std::string& bytes, const Descriptor* type) {
  CodedInputStream input(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
  while (const std::uint32_t tag = input.ReadTag()) {
    const FieldDescriptor* field = type->FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
    if (WireFormatLite::GetTagWireType(tag) != WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
      if (!WireFormatLite::SkipField(&input, tag)) return std::nullopt;
      continue;
    }
    std::uint32_t length = 0;
    std::string content;
    if (!input.ReadVarint32(&length) || !input.ReadString(&content, static_cast<int>(length))) return std::nullopt;
    if (!field) continue;
    if (field->type() == FieldDescriptor::TYPE_STRING && !IsUtf8(content)) return field->name();
    if (field->type() == FieldDescriptor::TYPE_MESSAGE) {
      if (const auto inner = FieldOfBadText(content, field->message_type())) return field->name() + "." + *inner;
    }
  }
  return std::nullopt;
}

std::string Flatten(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

}  // namespace

domain::Result<domain::Done> ParseRequest(const grpc::ByteBuffer& bytes, google::protobuf::Message& message) {
  grpc::ByteBuffer reference = bytes;
  grpc::ProtoBufferReader reader(&reference);
  if (reader.status().ok() && message.ParseFromZeroCopyStream(&reader)) return domain::Done{};
  if (const auto field = FieldOfBadText(Flatten(bytes), message.GetDescriptor())) {
    return domain::InvalidField(*field, domain::FaultCode::kNotUtf8);
  }
  return domain::InvalidField("request", domain::FaultCode::kNotAMessage,
                              {{"type", message.GetDescriptor()->full_name()}});
}

}  // namespace krul::rpc
