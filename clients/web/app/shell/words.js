// Every text of the desk, by key, in the language of the branch or the one that was chosen. Both languages have the same keys.
import {desk} from "../live/desk.js";
import {preferences} from "./preferences.js";
import nl from "../words/nl.js";
import en from "../words/en.js";

const LANGUAGES = {nl, en};

export function language() {
  const wanted = preferences().language || desk().branch?.language || preferences().branch_language || navigator.language?.slice(0, 2);
  return LANGUAGES[wanted] ? wanted : "en";
}

/** The text of a key; `{name}` in it is filled in. A text that depends on a number is a function of the values. */
export const words = (key, values = {}) => wordsIn(language(), key, values);

/** The language that callers are spoken to in, whatever the screen is in. */
export const spokenLanguage = () => (LANGUAGES[desk().branch?.language] ? desk().branch.language : "nl");

export function wordsIn(wanted, key, values = {}) {
  const text = LANGUAGES[wanted][key];
  if (typeof text === "function") return text(values);
  return (text ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Of several texts by language, as the firm file gives them, the one to show. */
export const titleIn = (titles, fallback = "") => titles?.[language()] ?? Object.values(titles ?? {})[0] ?? fallback;
