// Until the services send codes: what they say of a field, in Dutch; read behind the name of the field ("Telefoonnummer heeft te weinig cijfers").
const IN_DUTCH = {
  "is missing": "ontbreekt",
  "is missing; a withheld number needs other_contact, another way to reach the caller":
    "ontbreekt; bij een afgeschermd nummer is een andere manier nodig om de beller te bereiken (F4)",
  "is empty; write the number the caller gives": "is leeg; noteer het nummer dat de beller noemt",
  "is too short; ask for the whole number, with its area code": "is te kort; vraag het hele nummer, met netnummer",
  "is too long; ask for the number once more and leave out what does not belong to it": "is te lang; vraag het nummer nog een keer",
  "is no phone number; write digits, and + first for a number of another country":
    "is geen telefoonnummer; gebruik cijfers, en begin met + bij een buitenlands nummer",
  "lacks its area code; ask for the whole number": "mist het netnummer; vraag het hele nummer",
  "has too few digits; ask for the number once more": "heeft te weinig cijfers; vraag het nummer nog een keer",
  "has too many digits; ask for the number once more": "heeft te veel cijfers; vraag het nummer nog een keer",
  "has a number of digits that no number of its country has; ask for the number once more": "heeft een onmogelijk aantal cijfers; vraag het nummer nog een keer",
  "must not contain control characters": "bevat tekens die niet mogen",
  "must lie within the last 7 days, and not in the future": "mag hooguit 7 dagen geleden zijn, en niet in de toekomst",
  "must lie in the future, within 366 days": "moet in de toekomst liggen, hooguit een jaar vooruit",
  "must lie within 366 days of now": "moet binnen een jaar liggen",
  "the branch is not open then in the coming year; ask the caller for other hours": "valt buiten de openingstijden; vraag de beller om andere uren",
  "must be later than from_minute": "moet later zijn dan de tijd waarvoor niet gebeld wordt",
  "must be at most 12 digits": "mag alleen cijfers hebben, hooguit 12",
  "This branch is not in the firm file.": "Deze vestiging staat niet meer in de bedrijfsgegevens.",
  "This category is not in the firm file.": "Dit onderwerp staat niet meer in de bedrijfsgegevens.",
  "This person is not in the firm file.": "Deze persoon staat niet meer in de bedrijfsgegevens; kies iemand anders.",
  "This team is not in the firm file.": "Dit team staat niet meer in de bedrijfsgegevens; kies iemand anders.",
};

export function oldFaultWords(message, language) {
  if (language !== "nl") return message;
  const tooLong = /^must be at most (\d+) characters long$/.exec(message);
  return IN_DUTCH[message] ?? (tooLong ? `mag hooguit ${tooLong[1]} tekens lang zijn` : "klopt niet");
}
