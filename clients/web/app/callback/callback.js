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

/** How it stands: as the services reckoned it when it was read, and from then on as they said that it grows worse. "" once closed. */
export function levelOf(callback, now) {
  const {level = "", worsens_time, worsens_to} = callback.standing ?? {};
  return worsens_time && now >= Date.parse(worsens_time) ? worsens_to : level;
}

/** The moment that must be met now was not met. */
export const isLate = (callback, now) => levelOf(callback, now) === "LATE";

/** That moment, in milliseconds; NaN once closed. */
export const dueOf = (callback) => Date.parse(callback.standing?.due_time ?? "");

/** The moment to be met is that of another attempt. */
export const isToRetry = (callback) => callback.standing?.moment === "RETRY";

/** The caller was spoken to: only the tick is missing. */
export const lacksOnlyTick = (callback) => isOpen(callback) && Boolean(callback.promise?.reached) && !callback.retry_time;

const rankOf = (callback) => Date.parse(callback.standing?.rank_time ?? "") || Infinity;

/** The order of every list, as the services' index has it. */
export const inOrder = (one, other) => {
  const [rank, others] = [rankOf(one), rankOf(other)];
  return rank < others ? -1 : rank > others ? 1 : one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
};

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

/** What to dial: a tel: address, or "" when the number is withheld, or no service has read it yet. */
export function telAddress(caller) {
  const number = caller?.phone_number_dialled || caller?.phone_number_e164;
  if (!number) return "";
  return `tel:${number}${caller.extension ? `;ext=${caller.extension}` : ""}`;
}

/** The caller's name, number and everything were erased. */
export const isErased = (callback) => isClosed(callback) && callback.disposition !== "HANDLED_AT_DESK" && !callback.caller?.display_name;
