#include "services/domain/speech/spoken_catalogue.h"

namespace krul::domain {
namespace {

const SpokenCatalogue& Dutch() {
  static const SpokenCatalogue catalogue = {
      {"promise", "U wordt uiterlijk {day} om {time} uur teruggebeld."},
      {"stand_in", "{title} belt u uiterlijk {day} om {time} uur terug."},
      {"person_later", "{title} kan u uiterlijk {day} om {time} uur terugbellen. Is dat goed?"},
      {"away", "Het spijt me, {title} is er op dit moment niet. Kan ik u misschien helpen?"},
      {"away_until_time",
       "Het spijt me, {title} is er op dit moment niet, maar wel weer vanaf {day} om {time} uur. Kan ik u misschien "
       "helpen?"},
      {"away_until_day",
       "Het spijt me, {title} is er op dit moment niet, maar wel weer vanaf {day}. Kan ik u misschien helpen?"},
      {"read_back", "Ik herhaal: {name}, {number}. Klopt dat?"},
      {"read_back_name", "Ik herhaal: {name}. Klopt dat?"},
      {"with_extension", "{number}, toestel {extension}"},
      {"read_back_number", "Ik herhaal: {number}. Klopt dat?"},
      {"unusual_number", "Dat nummer, {number}, ken ik niet als een bestaand nummer. Wilt u het nog eens noemen?"},
      {"open_promises",
       "{count, plural, one {Ik zie dat er al een terugbelafspraak voor u openstaat.} other {Ik zie dat er al {count} "
       "terugbelafspraken voor u openstaan.}}"},
      {"goodbye", "Dank u wel voor het bellen. Tot ziens."},
      {"day", "{weekday} {day_of_month} {month}"},
      {"time", "{hour}.{minute}"},
  };
  return catalogue;
}

const SpokenCatalogue& English() {
  static const SpokenCatalogue catalogue = {
      {"promise", "You will be called back by {day} at {time} at the latest."},
      {"stand_in", "{title} will call you back by {day} at {time} at the latest."},
      {"person_later", "{title} can call you back by {day} at {time} at the latest. Is that all right?"},
      {"away", "I am sorry, {title} is not available at the moment. Perhaps I can help you?"},
      {"away_until_time",
       "I am sorry, {title} is not available at the moment, but will be from {day} at {time}. Perhaps I can help you?"},
      {"away_until_day",
       "I am sorry, {title} is not available at the moment, but will be from {day}. Perhaps I can help you?"},
      {"read_back", "Let me repeat that: {name}, {number}. Is that right?"},
      {"read_back_name", "Let me repeat that: {name}. Is that right?"},
      {"with_extension", "{number}, extension {extension}"},
      {"read_back_number", "Let me repeat that: {number}. Is that right?"},
      {"unusual_number", "That number, {number}, does not look like one in use. Would you say it once more?"},
      {"open_promises",
       "{count, plural, one {I see that a call back is already open for you.} other {I see that {count} calls back are "
       "already open for you.}}"},
      {"goodbye", "Thank you for calling. Goodbye."},
      {"day", "{weekday} {day_of_month} {month}"},
      {"time", "{hour}:{minute}"},
  };
  return catalogue;
}

}  // namespace

std::string SpokenLanguage(std::string_view language) { return language == "nl" ? "nl" : "en"; }

const SpokenCatalogue& SpokenCatalogueOf(std::string_view language) {
  return SpokenLanguage(language) == "nl" ? Dutch() : English();
}

}  // namespace krul::domain
