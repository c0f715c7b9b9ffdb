// What went wrong, for the person at the desk: what is wrong with each field where fields are to be corrected, else the reason, else what to do.
import {personOf} from "../live/desk.js";
import {hasWords, named, words} from "./words.js";

const isCapital = (letter) => letter !== letter.toLowerCase();
const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${[".", "!", "?", "…"].includes(text.at(-1)) ? "" : "."}`;

const fieldKey = (path) => path.replace("caller.", "").replaceAll(".", "_");
const fieldName = (path) => (hasWords("field", fieldKey(path)) ? named("field", fieldKey(path)) : "");

/** What a fault is called when one of its arguments is left out. @param {import("../live/api.js").Fault} fault */
const codeOf = ({code, arguments: given = {}}) => (code === "OUT_OF_RANGE" && !given.maximum ? "OUT_OF_RANGE_AT_LEAST" : code);

/** Of one field: its name and behind it what is wrong, or a sentence of its own. */
export function faultWords(fault) {
  const given = fault.arguments ?? {};
  const name = fieldName(fault.field);
  const known = hasWords("fault", fault.code) ? codeOf(fault) : "NOT_KNOWN";
  const said = named("fault", known, {...given, ...(given.other && {other: fieldName(given.other) || given.other})});
  return sentence(name && !isCapital(said.charAt(0)) ? `${name} ${said}` : said);
}

/** `callback` is the one that was to be changed, where there is one. */
export function errorWords(error, callback) {
  const given = error.arguments ?? {};
  const fields = error.fields ?? [];
  // A refusal that an earlier release left with a note names no remedy.
  const toCorrect = error.remedy === "CORRECT_FIELDS" || (!error.remedy && fields.every(({code}) => hasWords("fault", code)));
  if (toCorrect && fields.length > 0) return fields.map(faultWords).join(" ");
  const person = given.person ?? callback?.calling_person;
  if (hasWords("reason", error.reason)) {
    return named("reason", error.reason, {
      ...given,
      person: person ? (personOf(person)?.title ?? person) : words("callback.somebody"),
      count: given.count ?? fields.length,
    });
  }
  if (hasWords("remedy", error.remedy)) return named("remedy", error.remedy);
  return words("reason.unknown", {message: error.message || error.code || String(error)});
}
