#include "services/domain/speech/fault_sentence.h"

#include <algorithm>

#include "absl/strings/str_replace.h"

namespace krul::domain {
namespace {

struct Saying {
  FaultCode code;
  const char* sentence;  // {name} stands for the argument of that name
};

constexpr Saying kSayings[] = {
    {FaultCode::kRequired, "is missing"},
    {FaultCode::kTooLong, "must be at most {maximum} characters long"},
    {FaultCode::kControlCharacters, "must not contain control characters"},
    {FaultCode::kNotUtf8, "must be text in UTF-8"},
    {FaultCode::kNotPrintable, "must be at most {maximum} printable ASCII characters"},
    {FaultCode::kNotAnId, "must be an id of the firm file: a-z, 0-9 and -, at most {maximum}"},
    {FaultCode::kNotAUuid, "must be a UUID in lower case, such as 0190b3c2-7d1e-7c3a-9b1f-3f6f0d6a2b11"},
    {FaultCode::kNotAName, "must be {form}"},
    {FaultCode::kNotADate, "must be a date such as 2026-11-24"},
    {FaultCode::kNotDigits, "must be at most {maximum} digits"},
    {FaultCode::kNotOneOf, "must be {allowed}"},
    {FaultCode::kNotAMessage, "is no message of type {type}"},
    {FaultCode::kNotAnsweredToken, "is not one that was answered"},
    {FaultCode::kOutOfRange, "must be {minimum} to {maximum}"},
    {FaultCode::kTooMany, "must be at most {maximum} entries"},
    {FaultCode::kTooManyBytes, "must be at most {maximum} bytes"},
    {FaultCode::kTooManyDays, "is too far back: ask for at most {maximum} days"},
    {FaultCode::kTooManyBranchDays,
     "is too far back for so many branches: ask for at most {maximum} days times branches, or for one branch"},
    {FaultCode::kMustBeLater, "must be later than {other}"},
    {FaultCode::kMustNotBeLater, "must not be later than {other}"},
    {FaultCode::kMustNotBeSet, "must not be set beside {other}"},
    {FaultCode::kTimeImpossible, "must be a time between the years 1 and 9999"},
    {FaultCode::kTimeNotAhead, "must lie in the future, within {days} days"},
    {FaultCode::kTimeNotRecent, "must lie within the last {days} days, and not in the future"},
    {FaultCode::kTimeTooFar, "must lie within {days} days of now"},
    {FaultCode::kNeverOpen, "the branch is not open then in the coming year; ask the caller for other hours"},
    {FaultCode::kOtherBranch, "must be of the branch of the round"},
    {FaultCode::kNumberOrContact, "is missing; a withheld number needs {other}, another way to reach the caller"},
    {FaultCode::kNumberEmpty, "is empty; write the number the caller gives"},
    {FaultCode::kNumberTooShort, "is too short; ask for the whole number, with its area code"},
    {FaultCode::kNumberTooLong, "is too long; ask for the number once more and leave out what does not belong to it"},
    {FaultCode::kNumberNotDigits, "is no phone number; write digits, and + first for a number of another country"},
    {FaultCode::kNumberWithoutAreaCode, "lacks its area code; ask for the whole number"},
    {FaultCode::kNumberTooFewDigits, "has too few digits; ask for the number once more"},
    {FaultCode::kNumberTooManyDigits, "has too many digits; ask for the number once more"},
    {FaultCode::kNumberImpossible,
     "has a number of digits that no number of its country has; ask for the number once more"},
    {FaultCode::kNumberOfNoCountry,
     "has no country code that exists; write the number as it is dialled in {region}, or + and the country code first"},
    {FaultCode::kNumberWithLetters,
     "has letters with it; leave out what is no part of the number, and write an extension as ext. 12"},
    {FaultCode::kNotOurQuote, "is not a quote of this installation, or was changed: quote anew"},
    {FaultCode::kDiffersFromQuote, "differs from what was quoted: quote anew"},
    {FaultCode::kDiffersFromSaved, "differs from what was noted under this id"},
    {FaultCode::kNotGoneThrough, "was not gone through"},
    {FaultCode::kUnknownBranch, "This branch is not in the firm file."},
    {FaultCode::kUnknownPerson, "This person is not in the firm file."},
    {FaultCode::kUnknownTeam, "This team is not in the firm file."},
    {FaultCode::kUnknownCategory, "This category is not in the firm file."},
    {FaultCode::kNoSuchCallback, "There is no such callback."},
    {FaultCode::kNoSuchRound, "There is no such review round."},
    {FaultCode::kNotInRound, "This callback was not open when the round began."},
    {FaultCode::kNoSuchFirmVersion, "There is no such version of the firm file."},
    {FaultCode::kNoFirmYet, "No firm file was applied yet: write one and run krul firm apply FILE."},
    {FaultCode::kBranchLeftOut, "leaves out branch {branch}, which has open callbacks"},
    {FaultCode::kNotAnAddress, "write unix:/path/of/the/socket or tcp://host:port"},
};

constexpr const Saying* SayingOf(int code) {
  return std::find_if(std::begin(kSayings), std::end(kSayings),
                      [&](const Saying& one) { return static_cast<int>(one.code) == code; });
}

constexpr bool HasAll() {
  int code = 1;
  while (code <= static_cast<int>(kLastFaultCode) && SayingOf(code) != std::end(kSayings)) ++code;
  return code > static_cast<int>(kLastFaultCode);
}
static_assert(HasAll(), "a code has no sentence");

// "a, b or c" of "a,b,c".
std::string OneOf(const std::string& values) {
  const std::size_t last = values.rfind(',');
  if (last == values.npos) return values;
  return absl::StrReplaceAll(values.substr(0, last), {{",", ", "}}) + " or " + values.substr(last + 1);
}

bool HasMaximum(const FieldFault& fault) {
  return std::any_of(fault.arguments.begin(), fault.arguments.end(),
                     [](const Argument& one) { return one.name == "maximum"; });
}

}  // namespace

std::string SentenceOf(const FieldFault& fault) {
  std::string sentence = SayingOf(static_cast<int>(fault.code))->sentence;
  if (fault.code == FaultCode::kOutOfRange && !HasMaximum(fault)) sentence = "must be at least {minimum}";
  for (const Argument& argument : fault.arguments) {
    const std::string place = "{" + std::string(argument.name) + "}";
    const std::size_t found = sentence.find(place);
    if (found == sentence.npos) continue;
    sentence.replace(found, place.size(), argument.name == "allowed" ? OneOf(argument.value) : argument.value);
  }
  return sentence;
}

}  // namespace krul::domain
