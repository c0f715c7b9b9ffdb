// The spoken sentences as ICU message patterns, one table a language. For spoken and its test only.
#pragma once
#include <map>
#include <string>
#include <string_view>

namespace krul::domain {

using SpokenCatalogue = std::map<std::string_view, std::string_view>;  // pattern by key

// Keys, and the arguments that their patterns take
//   promise            day, time
//   stand_in           title, day, time
//   person_later       title, day, time; ends in a question
//   away               title
//   away_until_time    title, day, time
//   away_until_day     title, day
//   read_back          name, number
//   read_back_name     name
//   read_back_number   number
//   with_extension     number, extension
//   unusual_number     number
//   open_promises      count, a number from 1
//   goodbye
//   day                weekday, day_of_month, month
//   time               hour, minute; two digits each
// In a pattern an apostrophe is written twice.
const SpokenCatalogue& SpokenCatalogueOf(std::string_view language);

// The language in which one is spoken to whose branch asks for `language`: "nl", else "en".
std::string SpokenLanguage(std::string_view language);

}  // namespace krul::domain
