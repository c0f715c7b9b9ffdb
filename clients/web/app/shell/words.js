// Every text of the desk, by key, in the language of the branch or the one that was chosen: those of clients/words, as the build makes modules of them.
import {desk} from "../live/desk.js";
import {preferences} from "./preferences.js";
import nl from "../words/words_nl.js";
import en from "../words/words_en.js";

const LANGUAGES = {nl, en};

export function language() {
  const wanted = preferences().language || desk().branch?.language || preferences().branch_language || navigator.language?.slice(0, 2);
  return LANGUAGES[wanted] ? wanted : "en";
}

/** The text of a key ("section.key"), with the values of its arguments filled in. */
export const words = (key, values = {}) => wordsIn(language(), key, values);

const keyOf = (section, name) => `${section}.${String(name).toLowerCase()}`;

/** Whether the catalogue has a text for a name of an enum. */
export const hasWords = (section, name) => keyOf(section, name) in LANGUAGES.en;

/** The text for a name of an enum; the name itself where a newer service has one that this desk does not know. */
export const named = (section, name, values = {}) => (hasWords(section, name) ? words(keyOf(section, name), values) : String(name ?? ""));

/** The language that callers are spoken to in, whatever the screen is in. */
export const spokenLanguage = () => (LANGUAGES[desk().branch?.language] ? desk().branch.language : "nl");

export function wordsIn(wanted, key, values = {}) {
  const text = LANGUAGES[wanted][key] ?? key;
  return typeof text === "function" ? text(values) : text;
}

/** Of several texts by language, as the firm file gives them, the one to show. */
export const titleIn = (titles, fallback = "") => titles?.[language()] ?? Object.values(titles ?? {})[0] ?? fallback;
