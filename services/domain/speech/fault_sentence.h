// What is wrong with a field in English, for people with a raw client: the one place where faults become sentences.
#pragma once
#include <string>

#include "services/domain/fault.h"

namespace krul::domain {

// To be read behind the name of the field ("is missing"), or a sentence of its own ("There is no such callback."). What
// is wrong and what to write instead; never the value itself.
std::string SentenceOf(const FieldFault& fault);

}  // namespace krul::domain
