// Until the services say what is possible: what somebody may do, made of state and lease.
import {callingPerson, isClosed, isErased, isOpen} from "../callback/callback.js";

const UNDO_LIFE_MS = 10 * 60_000;
const MADE_BY_PEOPLE = ["ACKNOWLEDGED", "CALL_BEGUN", "ATTEMPTED", "FORWARDED", "RENEGOTIATED", "CHASED", "COMPLETED", "CANCELLED", "REOPENED"];

export function mayBefore(callback, action, {person: me}, now) {
  const calling = callingPerson(callback, now);
  const latest = callback.history?.at(-1);
  if (action === "UNDO") {
    return ["", me].includes(calling) && Boolean(latest && MADE_BY_PEOPLE.includes(latest.type.replace("EVENT_", "")) && Date.parse(latest.event_time) + UNDO_LIFE_MS > now);
  }
  if (action === "REOPEN") return isClosed(callback) && callback.disposition !== "HANDLED_AT_DESK" && !isErased(callback);
  if (action === "RENEGOTIATE") return isOpen(callback);
  if (action === "ACKNOWLEDGE" && callback.state === "CALLING") return false;
  return isOpen(callback) && (calling === "" || (calling === me && action !== "BEGIN_CALL"));
}
