// Callbacks that this desk knows beside those of the branch on screen: of other branches, in somebody's inbox. What is newer wins, wherever it is kept.
import {desk, onDesk, takeOver} from "../live/desk.js";
import {Listeners} from "../shell/listeners.js";

let kept = new Map(); // by name
const listeners = new Listeners();

const isNewer = (one, other) => !other || Number(one.version) > Number(other.version);

/** The newest that is known of it, or undefined. */
export function known(name) {
  const here = desk().callbacks.get(name);
  const elsewhere = kept.get(name);
  return here && elsewhere ? (isNewer(elsewhere, here) ? elsewhere : here) : (here ?? elsewhere);
}

/** Takes over what the server answered, so that every view shows it. */
export function learn(...callbacks) {
  const newer = callbacks.filter((callback) => isNewer(callback, kept.get(callback.name)));
  if (newer.length > 0) kept = new Map([...kept, ...newer.map((callback) => /** @type {[string, object]} */ ([callback.name, callback]))]);
  takeOver(...callbacks.filter((callback) => desk().callbacks.has(callback.name) || isOfBranch(callback)));
  if (newer.length > 0) listeners.tell();
}

const isOfBranch = ({name}) => name.startsWith(`branches/${desk().branch?.id}/`);

export const onKnown = (listener) => listeners.add(listener);

/** Somebody else sits here now: nothing of the one before is shown. */
let person = "";
onDesk(() => {
  const now = desk().session?.person ?? "";
  if (now === person) return;
  person = now;
  kept = new Map();
  listeners.tell();
});
