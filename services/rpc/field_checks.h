// Checks requests field by field and collects every fault, so that a client hears all of them at once.
#pragma once
#include <google/protobuf/descriptor.h>
#include <google/protobuf/timestamp.pb.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "krul/v1/callback.pb.h"
#include "services/domain/callback/callback.h"
#include "services/domain/error.h"

namespace krul::rpc {

struct CallbackName {
  std::string branch;
  std::string id;
};

// Whether there is such a thing is not asked here: the firm in force tells.
class FieldChecks {
 public:
  // A lower-case id as the firm file has them.
  void Id(std::string_view field, const std::string& value, bool required = true);
  // At most `longest` code points; no control characters but line ends and tabs.
  void Text(std::string_view field, const std::string& value, std::size_t longest, bool required = false);
  // A UUID in the usual form, lower case.
  void Uuid(std::string_view field, const std::string& value, bool required = true);
  // branches/{branch}/callbacks/{uuid}.
  CallbackName Name(std::string_view field, const std::string& value);
  // branches/{branch}/rounds/{date}-{hhmm}.
  CallbackName RoundName(std::string_view field, const std::string& value);
  // A date such as 2026-11-24, in days since 1970. nullopt when empty or wrong.
  std::optional<std::int64_t> Date(std::string_view field, const std::string& value);
  // Exactly one kind, with an id. With `pool_allowed` false only a person or a team.
  domain::Party Party(std::string_view field, const v1::Party& value, bool pool_allowed);
  // Minutes in order, and a time that Time takes. nullopt when not set or wrong.
  std::optional<domain::CallWindow> Window(std::string_view field, bool is_set, const v1::CallWindow& value);
  // Digits only, as many as an extension has.
  void Extension(std::string_view field, const std::string& value);
  // Within what a Timestamp may hold. nullopt when not set or wrong.
  std::optional<domain::Instant> Time(std::string_view field, bool is_set, const google::protobuf::Timestamp& value,
                                      bool required);
  // Of a time that was read: not before `earliest`, not after `latest`.
  void Within(std::string_view field, const std::optional<domain::Instant>& value, domain::Instant earliest,
              domain::Instant latest, domain::FaultCode code, domain::Arguments arguments);
  // 0 means the default; larger than the most is the most.
  std::size_t PageSize(std::string_view field, int value);
  // A page token that PageToken made.
  std::size_t Offset(std::string_view field, const std::string& token);
  void Fault(std::string_view field, domain::FaultCode code, domain::Arguments arguments = {});

  bool ok() const { return faults_.empty(); }
  // kInvalidField with all faults; only if !ok().
  domain::Refusal refusal() const;

 private:
  void NotAName(std::string_view field, const std::string& value, std::string form);

  std::vector<domain::FieldFault> faults_;
};

// The argument of faults of times.
domain::Arguments DaysOf(std::chrono::hours span);
// The argument of kNotOneOf: all values of an enum but the unspecified one.
domain::Arguments AllowedOf(const google::protobuf::EnumDescriptor& type);

// Page tokens say how many entries were read before.
std::string PageToken(std::size_t offset);

}  // namespace krul::rpc
