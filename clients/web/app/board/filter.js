// What of the board somebody wants to see. Pure.
import {hasNobody, isLate, isOf, levelOf} from "../callback/callback.js";

/** {kind: "all" | "mine" | "nobody" | "late" | "risk", person: "" | id, category: "" | id, words: ""} */
export const EVERYTHING = {kind: "all", person: "", category: "", words: ""};

const KINDS = {
  all: () => true,
  mine: (callback, {me}) => isOf(callback, me),
  nobody: (callback) => hasNobody(callback),
  late: (callback, {now}) => isLate(callback, now),
  risk: (callback, {now}) => levelOf(callback, now) === "SOON",
};

export const FILTER_KINDS = Object.keys(KINDS);

/** Letters without their accents, so that "Noel" finds "Noël". */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Digits of a number, and without the way a country is written, so that 06… finds +316…. */
export const digits = (text) => text.replace(/\D/g, "").replace(/^00/, "");

/** Four digits or more, and hardly anything else, are a telephone number. */
export const isNumber = (words) => digits(words).length >= 4 && /^[\d\s+().\-/]+$/.test(words);

function says(callback, words) {
  const caller = callback.caller ?? {};
  if (isNumber(words)) {
    const wanted = digits(words).replace(/^0+/, "");
    const numbers = [caller.phone_number, caller.phone_number_e164].filter(Boolean).map(digits);
    if (numbers.some((number) => number.includes(wanted))) return true;
  }
  const text = plain([caller.display_name, caller.phone_number, caller.other_contact, caller.reference, callback.reason].filter(Boolean).join(" "));
  return plain(words)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word));
}

/** `seen` is {me, now}. */
export function passes(callback, filter, seen) {
  if (!KINDS[filter.kind](callback, seen)) return false;
  if (filter.person && !isOf(callback, filter.person)) return false;
  if (filter.category && callback.category !== filter.category) return false;
  return !filter.words.trim() || says(callback, filter.words);
}

/** How many each kind would show, for the buttons. */
export function countKinds(callbacks, seen) {
  return Object.fromEntries(FILTER_KINDS.map((kind) => [kind, callbacks.filter((callback) => KINDS[kind](callback, seen)).length]));
}
