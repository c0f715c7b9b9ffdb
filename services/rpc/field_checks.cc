#include "services/rpc/field_checks.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/domain/limits.h"
#include "services/domain/speech/fault_sentence.h"
#include "services/rpc/converters.h"

namespace krul::rpc {
namespace {
namespace limits = domain::limits;
using domain::FaultCode;

constexpr std::string_view kIdCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-";

bool IsId(std::string_view text) {
  return !text.empty() && text.size() <= limits::kIdLength && text.find_first_not_of(kIdCharacters) == text.npos;
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
    if (dash ? text[i] != '-' : !hex) return false;
  }
  return true;
}

std::size_t CodePoints(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool HasControlCharacters(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7f;
  });
}

// Both empty when it is no name of that kind.
CallbackName SplitName(std::string_view name, std::string_view kind) {
  constexpr std::string_view kBranches = "branches/";
  const std::size_t middle = name.find(kind);
  if (!name.starts_with(kBranches) || middle == name.npos || middle < kBranches.size()) return {};
  return {std::string(name.substr(0, middle).substr(kBranches.size())), std::string(name.substr(middle + kind.size()))};
}

std::optional<std::int64_t> ReadDate(const std::string& text) {
  absl::CivilDay day;
  if (text.size() != 10 || text.find_first_not_of("0123456789-") != text.npos || !absl::ParseCivilTime(text, &day) ||
      absl::FormatCivilTime(day) != text || day.year() < 1970 || day.year() > 9999) {
    return std::nullopt;
  }
  return day - absl::CivilDay();
}

// What a Timestamp may hold: the years 1 to 9999.
constexpr std::int64_t kFirstSecond = -62135596800;
constexpr std::int64_t kLastSecond = 253402300799;

constexpr std::size_t kFurthestPage = 10'000'000;  // entries before it; nobody has paged there

// "" is 0; nullopt: none of ours.
std::optional<std::size_t> ParsePageToken(const std::string& token) {
  if (token.empty()) return 0;
  std::string text;
  std::size_t offset = 0;
  if (token.size() > limits::kTokenLength || !absl::WebSafeBase64Unescape(token, &text) ||
      !text.starts_with("after:") || !absl::SimpleAtoi(text.substr(6), &offset) || offset > kFurthestPage) {
    return std::nullopt;
  }
  return offset;
}

}  // namespace

domain::Arguments DaysOf(std::chrono::hours span) { return {{"days", span / std::chrono::hours(24)}}; }

domain::Arguments AllowedOf(const google::protobuf::EnumDescriptor& type) {
  std::string allowed;
  for (int i = 1; i < type.value_count(); ++i) absl::StrAppend(&allowed, i > 1 ? "," : "", type.value(i)->name());
  return {{"allowed", allowed}};
}

void FieldChecks::Fault(std::string_view field, FaultCode code, domain::Arguments arguments) {
  faults_.push_back({std::string(field), code, std::move(arguments)});
}

void FieldChecks::Id(std::string_view field, const std::string& value, bool required) {
  if (value.empty() && !required) return;
  if (value.empty()) return Fault(field, FaultCode::kRequired);
  if (!IsId(value)) Fault(field, FaultCode::kNotAnId, {{"maximum", limits::kIdLength}});
}

void FieldChecks::Text(std::string_view field, const std::string& value, std::size_t longest, bool required) {
  if (required && value.find_first_not_of(" \t\r\n") == std::string::npos) return Fault(field, FaultCode::kRequired);
  if (CodePoints(value) > longest) return Fault(field, FaultCode::kTooLong, {{"maximum", longest}});
  if (HasControlCharacters(value)) Fault(field, FaultCode::kControlCharacters);
}

void FieldChecks::Uuid(std::string_view field, const std::string& value, bool required) {
  if (value.empty() && !required) return;
  if (value.empty()) return Fault(field, FaultCode::kRequired);
  if (!IsUuid(value)) Fault(field, FaultCode::kNotAUuid);
}

void FieldChecks::NotAName(std::string_view field, const std::string& value, std::string form) {
  if (value.empty()) return Fault(field, FaultCode::kRequired);
  Fault(field, FaultCode::kNotAName, {{"form", std::move(form)}});
}

CallbackName FieldChecks::Name(std::string_view field, const std::string& value) {
  const CallbackName name = SplitName(value, "/callbacks/");
  if (IsId(name.branch) && IsUuid(name.id)) return name;
  NotAName(field, value, "branches/{branch}/callbacks/{uuid}");
  return {};
}

CallbackName FieldChecks::RoundName(std::string_view field, const std::string& value) {
  const CallbackName name = SplitName(value, "/rounds/");
  constexpr std::size_t kDate = 10;  // 2026-11-24-0900
  const std::string time = name.id.size() == kDate + 5 ? name.id.substr(kDate) : "";
  const bool is_time = !time.empty() && time[0] == '-' && time.find_first_not_of("0123456789", 1) == time.npos;
  if (IsId(name.branch) && is_time && ReadDate(name.id.substr(0, kDate))) return name;
  NotAName(field, value, "branches/{branch}/rounds/{date}-{hhmm}");
  return {};
}

std::optional<std::int64_t> FieldChecks::Date(std::string_view field, const std::string& value) {
  if (value.empty()) return std::nullopt;
  const std::optional<std::int64_t> date = ReadDate(value);
  if (!date) Fault(field, FaultCode::kNotADate);
  return date;
}

domain::Party FieldChecks::Party(std::string_view field, const v1::Party& value, bool pool_allowed) {
  domain::Party party;
  switch (value.kind_case()) {
    case v1::Party::kPerson:
      party = {domain::Party::Kind::kPerson, value.person()};
      Id(absl::StrCat(std::string(field), ".person"), party.id);
      break;
    case v1::Party::kTeam:
      party = {domain::Party::Kind::kTeam, value.team()};
      Id(absl::StrCat(std::string(field), ".team"), party.id);
      break;
    case v1::Party::kPool:
      party = {domain::Party::Kind::kPool, value.pool()};
      if (pool_allowed) {
        Id(absl::StrCat(std::string(field), ".pool"), party.id);
      } else {
        Fault(field, FaultCode::kNotOneOf, {{"allowed", "person,team"}});
      }
      break;
    case v1::Party::KIND_NOT_SET:
      Fault(field, FaultCode::kRequired);
      break;
  }
  return party;
}

std::optional<domain::CallWindow> FieldChecks::Window(std::string_view field, bool is_set,
                                                      const v1::CallWindow& value) {
  if (!is_set) return std::nullopt;
  const std::string path(field);
  constexpr int kDay = 24 * 60;
  domain::CallWindow window;
  window.from_minute = value.from_minute();
  window.until_minute = value.until_minute() == 0 ? kDay : value.until_minute();
  if (window.from_minute < 0 || window.from_minute >= kDay)
    Fault(path + ".from_minute", FaultCode::kOutOfRange, {{"minimum", 0}, {"maximum", kDay - 1}});
  if (window.until_minute < 1 || window.until_minute > kDay) {
    Fault(path + ".until_minute", FaultCode::kOutOfRange, {{"minimum", 1}, {"maximum", kDay}});
  } else if (window.until_minute <= window.from_minute) {
    Fault(path + ".until_minute", FaultCode::kMustBeLater, {{"other", "from_minute"}});
  }
  const auto not_before = Time(path + ".not_before_time", value.has_not_before_time(), value.not_before_time(), false);
  window.not_before = not_before.value_or(domain::Instant{});
  if (not_before && *not_before <= domain::Instant{})
    Fault(path + ".not_before_time", FaultCode::kTimeTooFar, DaysOf(limits::kPromiseAhead));
  return window;
}

void FieldChecks::Extension(std::string_view field, const std::string& value) {
  if (value.size() > limits::kExtensionLength || value.find_first_not_of("0123456789") != value.npos)
    Fault(field, FaultCode::kNotDigits, {{"maximum", limits::kExtensionLength}});
}

std::optional<domain::Instant> FieldChecks::Time(std::string_view field, bool is_set,
                                                 const google::protobuf::Timestamp& value, bool required) {
  if (!is_set) {
    if (required) Fault(field, FaultCode::kRequired);
    return std::nullopt;
  }
  if (value.seconds() < kFirstSecond || value.seconds() > kLastSecond || value.nanos() < 0 ||
      value.nanos() > 999999999) {
    Fault(field, FaultCode::kTimeImpossible);
    return std::nullopt;
  }
  return TimeOf(value);
}

void FieldChecks::Within(std::string_view field, const std::optional<domain::Instant>& value, domain::Instant earliest,
                         domain::Instant latest, FaultCode code, domain::Arguments arguments) {
  if (value && (*value < earliest || *value > latest)) Fault(field, code, std::move(arguments));
}

std::size_t FieldChecks::PageSize(std::string_view field, int value) {
  if (value < 0) Fault(field, FaultCode::kOutOfRange, {{"minimum", 0}});
  if (value == 0) return limits::kPageSize;
  return static_cast<std::size_t>(std::clamp(value, 1, limits::kMaxPageSize));
}

std::size_t FieldChecks::Offset(std::string_view field, const std::string& token) {
  const auto offset = ParsePageToken(token);
  if (!offset) Fault(field, FaultCode::kNotAnsweredToken);
  return offset.value_or(0);
}

domain::Refusal FieldChecks::refusal() const {
  std::string message;
  for (const domain::FieldFault& fault : faults_)
    message += (message.empty() ? "" : "; ") + fault.field + " " + SentenceOf(fault);
  return {domain::Reason::kInvalidField, message + ".", faults_};
}

std::string PageToken(std::size_t offset) {
  std::string token;
  absl::WebSafeBase64Escape(absl::StrCat("after:", offset), &token);
  return token;
}

}  // namespace krul::rpc
