// What can be told of a callback from the record alone and the time, without asking anybody. Pure: the clock is passed in.

const CLOSED = ["COMPLETED", "CANCELLED"];

export const isClosed = (callback) => CLOSED.includes(callback.state);
export const isOpen = (callback) => !isClosed(callback);

/** The branch and id of branches/{branch}/callbacks/{id}. */
export function nameParts(name) {
  const [, branch = "", , id = ""] = name.split("/");
  return {branch, id};
}

/** Somebody is on the phone with the caller: who, or "". A lease that has lapsed is no call, though nobody has looked at it yet. */
export function callingPerson(callback, now) {
  if (callback.state !== "CALLING") return "";
  const until = Date.parse(callback.call_lease_end_time ?? "");
  return until < now ? "" : (callback.calling_person ?? "");
}

/** Whose it is: the assignee is this person. */
export const isOf = (callback, person) => callback.assignee?.person === person;

/** Nobody in particular has it: not assigned yet, or in a pool or with a team. */
export const hasNobody = (callback) => !callback.assignee?.person;

// Attempted too late settles nothing: the status told says BROKEN then.
const isSettled = ({reached, attempted, status} = {}) => Boolean(reached || (attempted && status !== "BROKEN"));

/** When it presses next, in milliseconds: the retry, else the promise while it is not met; Infinity when only the tick is missing. */
export function deadlineOf(callback) {
  const moment = callback.retry_time ?? (isSettled(callback.promise) ? null : callback.promise?.due_time);
  return moment ? Date.parse(moment) : Infinity;
}

/**
 * How the promise stands now: ON_TRACK, AT_RISK or BROKEN while open, the verdict once closed. The server told how it stood when it was asked; time has
 * passed since, so what has only been waiting grows worse here as it does there.
 */
export function standing(callback, now) {
  const {status = "PROMISE_STATUS_UNSPECIFIED", due_time, at_risk_time} = callback.promise ?? {};
  if (isClosed(callback) || isSettled(callback.promise)) return status;
  if (due_time && now > Date.parse(due_time)) return "BROKEN";
  if (at_risk_time && now >= Date.parse(at_risk_time)) return "AT_RISK";
  return status;
}

/** The promise was not met in time, or the moment to try again has passed. */
export const isOverdue = (callback, now) => isOpen(callback) && (standing(callback, now) === "BROKEN" || deadlineOf(callback) < now);

const RANK = {BROKEN: 2, AT_RISK: 1};

/** Late, at risk, on track; who rang again is taken one step more seriously, and who waits past the retry is late too. */
function rank(callback, now) {
  if (isOverdue(callback, now)) return RANK.BROKEN;
  const own = RANK[standing(callback, now)] ?? 0;
  return callback.chaser_count > 0 ? Math.min(RANK.BROKEN, own + 1) : own;
}

/** The most urgent first; equal ones keep one order, so that no row jumps while somebody reads it. */
export function byUrgency(now) {
  return (one, other) =>
    rank(other, now) - rank(one, now) ||
    deadlineOf(one) - deadlineOf(other) ||
    (other.urgency ?? 0) - (one.urgency ?? 0) ||
    (one.name < other.name ? -1 : one.name > other.name ? 1 : 0);
}

/** How many failed attempts this promise has seen, for whoever thinks of giving up. */
export function failedAttempts(callback) {
  const since = Date.parse(callback.promise?.made_time ?? 0);
  const reached = ["CONNECTED", "RESCHEDULED"];
  return (callback.attempts ?? []).filter(({outcome, attempt_time}) => !reached.includes(outcome) && Date.parse(attempt_time) >= since).length;
}

/** All promises that were made to this caller in it, the newest first. */
export const promisesOf = (callback) => [callback.promise, ...[...(callback.former_promises ?? [])].reverse()].filter(Boolean);

/** The promise was moved with the caller's consent: the first one stays the one that is judged. */
export const wasMoved = (promise) => Boolean(promise.original_due_time && promise.due_time && promise.original_due_time !== promise.due_time);

/** Nobody spoke a promise to a caller who came another way than through a desk. */
export const isTarget = (callback) => Boolean(callback.origin) && callback.origin !== "DESK";

/** What to dial: a tel: address, or "" when the number is withheld. */
export function telAddress(caller) {
  const number = caller?.phone_number_e164 || (caller?.phone_number ?? "").replace(/[^\d+*#]/g, "");
  if (!number) return "";
  return `tel:${number}${caller.extension ? `;ext=${caller.extension}` : ""}`;
}

/** The caller's name, number and everything were erased. */
export const isErased = (callback) => isClosed(callback) && callback.disposition !== "HANDLED_AT_DESK" && !callback.caller?.display_name;
