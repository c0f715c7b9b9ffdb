// What went wrong, for the person at the desk.
import {hasWords, language, named, words} from "./words.js";
import faultsInDutch from "./faults_in_dutch.js";

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const sentence = (text) => capital(/[.!?…]$/.test(text) ? text : `${text}.`);

/** Of one field: the services say in English what is wrong with it ("has too few digits; ask for …"), to be read behind its name, or in a sentence of its own. */
export function faultWords({field, message}) {
  if (/^[A-Z]/.test(message)) return language() === "nl" ? (faultsInDutch[message] ?? message) : message;
  const place = field.replace(/^caller\./, "").replaceAll(".", "_");
  const name = hasWords("field", place) ? named("field", place) : "";
  const said = language() === "nl" ? faultInDutch(message) : message;
  return sentence(name ? `${name} ${said}` : said);
}

function faultInDutch(message) {
  if (faultsInDutch[message]) return faultsInDutch[message];
  const tooLong = /^must be at most (\d+) characters long$/.exec(message);
  return tooLong ? `mag hooguit ${tooLong[1]} tekens lang zijn` : "klopt niet";
}

/** What is wrong, and what to do about it, as far as this desk knows the reason; else what the services say. */
export function errorWords(error) {
  if (error.reason && hasWords("reason", error.reason)) return named("reason", error.reason);
  const faults = (error.fields ?? []).map(faultWords);
  if (faults.length > 0) return faults.join(" ");
  return words("reason.unknown", {message: error.message || error.code || String(error)});
}
