#include "clients/terminal/phrases/refusal_words.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace krul::terminal {
namespace {

using words::Key;

std::optional<Key> NameOfField(absl::string_view path) {
  path = absl::string_view(absl::StripPrefix(path, "caller."));
  return Key::Find("field", absl::StrReplaceAll(path, {{".", "_"}}));
}

// A field without a name of its own goes by its path.
Told FieldInWords(const std::string& path) {
  const auto name = NameOfField(path);
  return name ? Told(*name) : Told::AsItIs(path);
}

// A code that says something else where one of its arguments is left out.
std::optional<Key> SentenceOf(const v1::Fault& fault) {
  if (fault.code() == v1::OUT_OF_RANGE && !fault.arguments().contains("maximum")) {
    return Key("fault.out_of_range_at_least");
  }
  if (!v1::FaultCode_IsValid(fault.code()) || fault.code() == v1::FAULT_CODE_UNSPECIFIED) return std::nullopt;
  return Key::Find("fault", v1::FaultCode_Name(fault.code()));
}

// A sentence of its own begins with a capital and needs no field in front.
bool StandsAlone(const Told& told) {
  const std::string& english = told.In(words::Language::kEnglish);
  return !english.empty() && absl::ascii_isupper(static_cast<unsigned char>(english.front()));
}

}  // namespace

std::optional<Told> RefusalInWords(const v1::Refused& refused) {
  Told::Parts parts;
  for (const auto& [name, value] : refused.arguments()) parts.emplace_back(name, value);
  if (!refused.arguments().contains("person")) parts.emplace_back("person", Told("callback.somebody"));
  if (!refused.arguments().contains("count")) parts.emplace_back("count", refused.faults_size());
  if (const auto reason = Key::Find("reason", refused.reason())) return Told(*reason, parts);
  if (refused.remedy() == v1::REMEDY_UNSPECIFIED || !v1::Remedy_IsValid(refused.remedy())) return std::nullopt;
  if (const auto remedy = Key::Find("remedy", v1::Remedy_Name(refused.remedy()))) return Told(*remedy);
  return std::nullopt;
}

Told WhatIsWrong(const v1::Fault& fault) {
  Told::Parts parts;
  for (const auto& [name, value] : fault.arguments()) {
    parts.emplace_back(name, name == "other" ? Told::Part(FieldInWords(value)) : Told::Part(value));
  }
  const auto sentence = SentenceOf(fault);
  return sentence ? Told(*sentence, parts) : Told::AsItIs(fault.sentence());
}

Told FaultInWords(const v1::Fault& fault) {
  const Told said = WhatIsWrong(fault);
  if (fault.field().empty()) return said;
  if (StandsAlone(said)) {
    // A field without a name tells which of many it is: the name of a callback.
    if (NameOfField(fault.field())) return said;
    return Told("terminal_import.of_column", {{"column", fault.field()}, {"fault", said}});
  }
  return Told("terminal_error.of_field", {{"field", FieldInWords(fault.field())}, {"fault", said}});
}

}  // namespace krul::terminal
