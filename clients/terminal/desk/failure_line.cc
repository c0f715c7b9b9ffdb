#include "clients/terminal/desk/failure_line.h"

#include "absl/strings/str_cat.h"
#include "clients/terminal/connection/refusal_words.h"

namespace krul::terminal::desk {

std::string InOneLine(const Failure& failure, const Reader& reader) {
  v1::Refused refused = failure.refused;
  const auto person = refused.mutable_arguments()->find("person");
  if (person != refused.mutable_arguments()->end()) person->second = reader.book.PersonTitle(person->second);
  std::string line = RefusalInWords(refused).value_or(failure.told).In(reader.language);
  for (const FieldFault& fault : failure.fields) absl::StrAppend(&line, " · ", fault.told.In(reader.language));
  return line;
}

}  // namespace krul::terminal::desk
