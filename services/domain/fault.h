// What is wrong with one field of a request, as facts: a code and its arguments. speech/fault_sentence makes English of
// it, clients words of their own.
#pragma once
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace krul::domain {

// Numbered as krul.v1.FaultCode, which says what each means and which arguments it has; tests/rpc holds them equal.
enum class FaultCode : std::uint8_t {
  kRequired = 1,
  kTooLong,
  kControlCharacters,
  kNotUtf8,
  kNotPrintable,
  kNotAnId,
  kNotAUuid,
  kNotAName,
  kNotADate,
  kNotDigits,
  kNotOneOf,
  kNotAMessage,
  kNotAnsweredToken,
  kOutOfRange,
  kTooMany,
  kTooManyBytes,
  kTooManyDays,
  kTooManyBranchDays,
  kMustBeLater,
  kMustNotBeLater,
  kMustNotBeSet,
  kTimeImpossible,
  kTimeNotAhead,
  kTimeNotRecent,
  kTimeTooFar,
  kNeverOpen,
  kOtherBranch,
  kNumberOrContact,
  kNumberEmpty,
  kNumberTooShort,
  kNumberTooLong,
  kNumberNotDigits,
  kNumberWithoutAreaCode,
  kNumberTooFewDigits,
  kNumberTooManyDigits,
  kNumberImpossible,
  kNotOurQuote,
  kDiffersFromQuote,
  kDiffersFromSaved,
  kNotGoneThrough,
  kUnknownBranch,
  kUnknownPerson,
  kUnknownTeam,
  kUnknownCategory,
  kNoSuchCallback,
  kNoSuchRound,
  kNotInRound,
  kNoSuchFirmVersion,
  kNoFirmYet,
  kNotAnAddress,
  kNumberOfNoCountry,
  kBranchLeftOut,
  kNumberWithLetters,
};
inline constexpr FaultCode kLastFaultCode = FaultCode::kNumberWithLetters;

struct Argument {
  std::string_view name;  // static: "maximum"
  std::string value;

  Argument(std::string_view of, std::string text) : name(of), value(std::move(text)) {}
  Argument(std::string_view of, std::integral auto number) : name(of), value(std::to_string(number)) {}
  bool operator==(const Argument&) const = default;
};
using Arguments = std::vector<Argument>;

struct FieldFault {
  std::string field;  // path in the request, such as caller.phone_number
  FaultCode code;
  Arguments arguments = {};
  bool operator==(const FieldFault&) const = default;
};

}  // namespace krul::domain
