#include "clients/terminal/phrases/failure_line.h"

#include <vector>

#include "clients/terminal/phrases/refusal_words.h"

namespace krul::terminal {

std::string InOneLine(const Failure& failure, const Reader& reader) {
  v1::Refused refused = failure.refused;
  const auto person = refused.mutable_arguments()->find("person");
  if (person != refused.mutable_arguments()->end()) person->second = reader.book.PersonTitle(person->second);
  std::vector<Told> said;
  // What is wrong with the fields says by itself that they are to be corrected.
  if (failure.fields.empty() || refused.remedy() != v1::CORRECT_FIELDS) {
    said.push_back(RefusalInWords(refused).value_or(failure.told));
  }
  for (const FieldFault& fault : failure.fields) said.push_back(fault.told);
  return Told::Joined(said, " · ").In(reader.language);
}

}  // namespace krul::terminal
