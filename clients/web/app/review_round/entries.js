// What can be told of a review round from its record alone. Pure.

export const isToBeHeld = ({state}) => state === "ROUND_OPEN" || state === "ROUND_LATE";

/** It was gone through, or there is nothing left to go through: the callback was closed since the round opened. */
export const isDone = (entry, callback) => Boolean(entry.reviewed_time) || ["COMPLETED", "CANCELLED"].includes(callback?.state);

/** The place of the next entry to go through from `at` on, going round once; -1 when all are done. `callbackOf(name)` may not know it. */
export function nextToDo(entries, at, callbackOf) {
  for (let step = 0; step < entries.length; step++) {
    const place = (at + step) % entries.length;
    if (!isDone(entries[place], callbackOf(entries[place].callback))) return place;
  }
  return -1;
}
