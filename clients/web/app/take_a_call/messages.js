// From what was typed to what the services are asked.
import {desk} from "../live/desk.js";
import {clockMoment, serverNow} from "../time/clock.js";
import {readTime} from "../time/time_entry.js";
import {daysAround, wallInstant} from "../time/time_words.js";

/** The branch on screen is the one that speaks. */
const branchHere = () => desk().branch?.id ?? desk().session.branch;

function minuteOf(typed) {
  const time = readTime(typed);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function windowOf(draft) {
  const from = readTime(draft.from) && minuteOf(draft.from);
  const until = readTime(draft.until) && minuteOf(draft.until);
  if (!from && !until && !draft.not_before) return undefined;
  return {
    ...(from && {from_minute: from}),
    ...(until && {until_minute: until}),
    ...(draft.not_before && {not_before_time: clockMoment(wallInstant(draft.not_before, "00:00"))}),
  };
}

/** Fields that hold something which is no time. */
export const unreadableTimes = (draft) => ["from", "until", "called_at"].filter((id) => draft[id].trim() && !readTime(draft[id]));

function callerOf(draft) {
  return {
    display_name: draft.name.trim(),
    phone_number: draft.phone.trimEnd(), // a blank in front may be a plus that an address lost: the services know
    other_contact: draft.other_contact.trim(),
    reference: draft.reference.trim(),
    extension: draft.extension.trim(),
  };
}

const isReachable = (caller) => caller.phone_number !== "" || caller.other_contact !== "";

/** When the call came, if that was typed: milliseconds, or null. */
export function calledEarlier(draft) {
  const time = readTime(draft.called_at);
  return time ? wallInstant(draft.called_on || daysAround(0, 0, serverNow())[0].value, time) : null;
}

/** What to quote, or null as long as nobody is asked for. The caller goes along as soon as there is enough of him to read back. */
export function quoteRequest(draft) {
  if (!draft.who) return null;
  const caller = callerOf(draft);
  const earlier = calledEarlier(draft);
  const window = windowOf(draft);
  return {
    branch: branchHere(),
    requested: draft.who,
    category: draft.category,
    ...(caller.display_name && isReachable(caller) && {caller}),
    ...(window && {window}),
    ...(earlier && {called_time: clockMoment(earlier)}),
  };
}

export function noteMessage(draft, quote, taken_at) {
  return {
    branch: branchHere(),
    callback_id: draft.id,
    ...(quote && {quote}),
    caller: callerOf(draft),
    requested: draft.who,
    category: draft.category,
    reason: draft.reason.trim(),
    read_back_confirmed: true,
    called_time: clockMoment(taken_at),
    ...(draft.another_matter && {another_matter: true}),
    ...(draft.consented && {consent_confirmed: true}),
  };
}

export function helpedMessage(draft) {
  return {branch: branchHere(), callback_id: draft.id, category: draft.category, reason: draft.reason.trim()};
}
