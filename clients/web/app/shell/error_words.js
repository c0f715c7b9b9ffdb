// What went wrong, for the person at the desk: the reason, else what is wrong with each field, else what to do.
import {personOf} from "../live/desk.js";
import {hasWords, language, named, words} from "./words.js";
import {oldFaultWords} from "./old_faults.js";

const isCapital = (letter) => letter !== letter.toLowerCase();
const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${[".", "!", "?", "…"].includes(text.at(-1)) ? "" : "."}`;

const fieldKey = (path) => path.replace("caller.", "").replaceAll(".", "_");
const fieldName = (path) => (hasWords("field", fieldKey(path)) ? named("field", fieldKey(path)) : "");

/** What a fault is called when one of its arguments is left out. @param {import("../live/api.js").Fault} fault */
const codeOf = ({code, arguments: given = {}}) => (code === "OUT_OF_RANGE" && !given.maximum ? "OUT_OF_RANGE_AT_LEAST" : code);

/** Of one field: its name and behind it what is wrong, or a sentence of its own. */
export function faultWords(fault) {
  const {field, message} = fault;
  const given = fault.arguments ?? {};
  const name = fieldName(field);
  const said = hasWords("fault", fault.code)
    ? named("fault", codeOf(fault), {...given, ...(given.other && {other: fieldName(given.other) || given.other})})
    : oldFaultWords(message, language());
  return sentence(name && !isCapital(said.charAt(0)) ? `${name} ${said}` : said);
}

/** `callback` is the one that was to be changed, where there is one. */
export function errorWords(error, callback) {
  const given = error.arguments ?? {};
  const fields = error.fields ?? [];
  const person = given.person ?? callback?.calling_person;
  if (hasWords("reason", error.reason)) {
    return named("reason", error.reason, {
      ...given,
      person: person ? (personOf(person)?.title ?? person) : words("callback.somebody"),
      count: given.count ?? fields.length,
    });
  }
  if (fields.length > 0) return fields.map(faultWords).join(" ");
  if (hasWords("remedy", error.remedy)) return named("remedy", error.remedy);
  return words("reason.unknown", {message: error.message || error.code || String(error)});
}
