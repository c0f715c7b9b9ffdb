// What went wrong, for the person at the desk.
import {language, words} from "./words.js";
import faultsInDutch from "../words/nl/faults.js";

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const sentence = (text) => capital(/[.!?…]$/.test(text) ? text : `${text}.`);

/** Of one field: the services say in English what is wrong with it ("has too few digits; ask for …"), to be read behind its name, or in a sentence of its own. */
export function faultWords({field, message}) {
  if (/^[A-Z]/.test(message)) return language() === "nl" ? (faultsInDutch[message] ?? message) : message;
  const key = `field.${field.replace(/^caller\./, "")}`;
  const name = words(key) === key ? "" : words(key);
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
  const key = `reason.${error.reason}`;
  if (error.reason && words(key) !== key) return words(key);
  const faults = (error.fields ?? []).map(faultWords);
  if (faults.length > 0) return faults.join(" ");
  return words("error.unknown", {message: error.message || error.code || String(error)});
}
