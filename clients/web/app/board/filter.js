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

/** What the eye sees of a text: no marks that are not shown, and digits of full width as any others. */
const visible = (text) => text.normalize("NFKC").replace(/\p{Cf}/gu, "");

/** How many digits of any script stand in a text. */
export const digitCount = (text) => text.match(/\p{Nd}/gu)?.length ?? 0;

/** Digits of a number, and without the way a country is written, so that 06… finds +316…. */
const digits = (text) => text.replace(/\D/g, "").replace(/^00/, "");

/** Digits, and hardly anything else: part of a number that stands on the board. What is a whole one the services say. */
const isPartOfNumber = (words) => digits(words).length >= 4 && /^[\d\s+().\-/]+$/.test(words);

function says(callback, typed) {
  const caller = callback.caller ?? {};
  const words = visible(typed);
  if (isPartOfNumber(words)) {
    const wanted = digits(words).replace(/^0+/, "");
    const numbers = [caller.phone_number, caller.phone_number_e164].filter(Boolean).map((number) => digits(visible(number)));
    if (numbers.some((number) => number.includes(wanted))) return true;
  }
  const text = plain([caller.display_name, caller.phone_number, caller.phone_number_international, caller.other_contact, caller.reference, callback.reason].filter(Boolean).join(" "));
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
