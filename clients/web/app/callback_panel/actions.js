// What somebody can do with a callback now, by which key, and what the server is asked for. The order is that of a working day.
import {callingPerson, hasNobody, isClosed, isOf, telAddress} from "../callback/callback.js";
import {changeCallback} from "../callback/changes.js";
import {myRole} from "../live/desk.js";
import {onKey} from "../shell/keys.js";
import {words} from "../shell/words.js";

/** {id (of keys.yaml and of the protos' Action), form (it asks something first)} */
export const ACTIONS = [
  {id: "acknowledge"},
  {id: "begin_call"},
  {id: "record_attempt", form: true},
  {id: "complete", form: true},
  {id: "forward", form: true},
  {id: "renegotiate", form: true},
  {id: "cancel", form: true},
  {id: "reopen", form: true},
];

/**
 * Whether `me` ({person, role}) may do this with a callback now: whether a row of what the services call possible fits. Nothing else decides.
 */
export function may(callback, action, me, now) {
  return (callback.possible?.rows ?? []).some(
    ({roles = [], actions = [], only_person, from_time, until_time}) =>
      actions.includes(action) &&
      roles.includes(me.role) &&
      (!only_person || only_person === me.person) &&
      (!from_time || now >= Date.parse(from_time)) &&
      (!until_time || now <= Date.parse(until_time)),
  );
}

const reader = (person) => ({person, role: myRole()});

/** Saying "mine" to what one has already changes nothing: it is not offered. */
const isSaid = (id, callback, me) => id === "acknowledge" && callback.state === "ACKNOWLEDGED" && isOf(callback, me);

const isOffered = (id, callback, {me, now}) => may(callback, id.toUpperCase(), reader(me), now) && !isSaid(id, callback, me);

/** The latest event can be taken back. */
export const canUndo = (callback, {me, now}) => may(callback, "UNDO", reader(me), now);

export const possibleActions = (callback, seen) => ACTIONS.filter(({id}) => isOffered(id, callback, seen));

/**
 * The keys of all actions, bound always, so that none is lost between two drawings; one that is not possible now does nothing and is not listed.
 * `callback` may be undefined; `act(id)` does it.
 */
export function actionKeys(callback, seen, act) {
  return ACTIONS.map(({id}) => onKey(id, () => act(id), {is: Boolean(callback) && isOffered(id, callback, seen)}));
}

/** The one that comes next in the usual course, for the button that stands out. */
export function nextAction(callback, seen) {
  const next = usualNext(callback, seen);
  return next && isOffered(next, callback, seen) ? next : "";
}

function usualNext(callback, {me, now}) {
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
