// The first sentence of every call, in the language of the branch and by its clock.
import {serverNow} from "../time/clock.js";
import {clockTime} from "../time/time_words.js";
import {spokenLanguage, wordsIn} from "../shell/words.js";

const partOfDay = (hour) => (hour < 6 ? "night" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening");

export function greetingWords(firm, person) {
  const language = spokenLanguage();
  const hour = Number(clockTime(serverNow()).slice(0, 2));
  return wordsIn(language, "spoken.greeting", {day: wordsIn(language, `spoken.${partOfDay(hour)}`), firm: firm ?? "", person});
}
