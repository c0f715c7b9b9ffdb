// What somebody can do with a callback now, by which key, and what the server is asked for. The order is that of a working day.
import {callingPerson, hasNobody, isClosed, isErased, isOf, isOpen, telAddress} from "../callback/callback.js";
import {changeCallback} from "../callback/changes.js";
import {onKey} from "../shell/keys.js";
import {words} from "../shell/words.js";

const UNDO_LIFE_MS = 10 * 60_000;
const MADE_BY_PEOPLE = ["ACKNOWLEDGED", "CALL_BEGUN", "ATTEMPTED", "FORWARDED", "RENEGOTIATED", "CHASED", "COMPLETED", "CANCELLED", "REOPENED"];

const nobodyElseCalls = (callback, {me, now}) => isOpen(callback) && ["", me].includes(callingPerson(callback, now));

/** The latest event can be taken back: it is fresh, a person made it, and nobody else is on the phone with the caller. */
export function canUndo(callback, {me, now}) {
  if (!["", me].includes(callingPerson(callback, now))) return false;
  const latest = callback.history?.at(-1);
  return Boolean(latest && MADE_BY_PEOPLE.includes(latest.type.replace("EVENT_", "")) && Date.parse(latest.event_time) + UNDO_LIFE_MS > now);
}

/** {id, form (it asks something first), possible(callback, {me, now})} */
export const ACTIONS = [
  {
    id: "acknowledge",
    possible: (callback, seen) =>
      nobodyElseCalls(callback, seen) && callback.state !== "CALLING" && !(callback.state === "ACKNOWLEDGED" && isOf(callback, seen.me)),
  },
  {id: "begin_call", possible: (callback, seen) => nobodyElseCalls(callback, seen) && callingPerson(callback, seen.now) !== seen.me},
  {id: "record_attempt", form: true, possible: nobodyElseCalls},
  {id: "complete", form: true, possible: nobodyElseCalls},
  {id: "forward", form: true, possible: nobodyElseCalls},
  {id: "renegotiate", form: true, possible: isOpen},
  {id: "cancel", form: true, possible: nobodyElseCalls},
  {
    id: "reopen",
    form: true,
    possible: (callback) => isClosed(callback) && callback.disposition !== "HANDLED_AT_DESK" && !isErased(callback),
  },
];

export const possibleActions = (callback, seen) => ACTIONS.filter(({possible}) => possible(callback, seen));

/**
 * The keys of all actions, bound always, so that none is lost between two drawings; one that is not possible now does nothing and is not listed.
 * `callback` may be undefined; `act(id)` does it.
 */
export function actionKeys(callback, seen, act) {
  return ACTIONS.map(({id, possible}) => onKey(id, () => act(id), {is: Boolean(callback) && possible(callback, seen)}));
}

/** The one that comes next in the usual course, for the button that stands out. */
export function nextAction(callback, {me, now}) {
  if (isClosed(callback)) return "";
  if (callingPerson(callback, now) === me) return "record_attempt";
  if (callback.promise?.reached && isOf(callback, me)) return "complete";
  if (isOf(callback, me)) return callback.state === "ACKNOWLEDGED" ? "begin_call" : "acknowledge";
  return hasNobody(callback) ? "acknowledge" : ""; // what somebody else has is left to him
}

export const acknowledge = ({name}) => changeCallback("Acknowledge", {name}, words("web_said.acknowledge"));

/** Takes the call, so that all others see it, and only then dials. Resolves with the callback, or null when somebody else was first. */
export async function beginCall({name}) {
  const taken = await changeCallback("BeginCall", {name}, words("web_said.begin_call"));
  if (taken) dial(telAddress(taken.caller));
  return taken;
}

function dial(address) {
  if (!address) return; // a withheld number: the panel says how else the caller is reached
  const link = document.createElement("a");
  link.href = address;
  link.click();
}
