// A callback in words: who to reach where, when at the latest, how it stands and whose it is.
import {branchOf, categoryOf, desk, partyTitle, personOf} from "../live/desk.js";
import {deadlineWords, momentWords} from "../time/time_words.js";
import {named, titleIn, words} from "../shell/words.js";
import {callingPerson, dueOf, hasNobody, isClosed, isErased, isLate, isTarget, isToRetry, lacksOnlyTick, levelOf, nameParts} from "./callback.js";

export const callerName = (callback) => callback.caller?.display_name || (isErased(callback) ? words("callback.erased") : words("callback.no_name"));

/** The number as the services write it for who sits in this branch: with its country where that is another one. As typed until they have read it. */
export function numberShown(caller) {
  const {phone_number = "", phone_number_national, phone_number_international, phone_country_code} = caller ?? {};
  const is_home = phone_country_code === desk().branch?.phone_country_code;
  return (is_home ? phone_number_national : phone_number_international) || phone_number;
}

/** The number, or the other way to reach the caller. */
export function reachAt(callback) {
  const {extension, other_contact} = callback.caller ?? {};
  const number = numberShown(callback.caller);
  if (!number) return other_contact ?? "";
  return extension ? words("callback.with_extension", {number, extension}) : number;
}

export const personTitle = (id) => personOf(id)?.title ?? id;

export const categoryTitle = (id) => titleIn(categoryOf(id)?.title, id);

export const branchTitle = (callback) => {
  const {branch} = nameParts(callback.name);
  return branchOf(branch)?.title ?? branch;
};

export const assigneeTitle = (callback) =>
  callback.assignee?.pool ? words("callback.pool") : partyTitle(callback.assignee) || words("callback.nobody");

const VERDICT_TONES = {KEPT: "good", MISSED: "bad"};
const TONES = {SOON: "risk", LATE: "bad"};

function verdict({promise}) {
  const status = promise?.status ?? "PROMISE_STATUS_UNSPECIFIED";
  return {text: named("status", status), tone: VERDICT_TONES[status] ?? ""};
}

/** {text, tone: "good" | "risk" | "bad" | ""}: by when at the latest, or what became of it. */
export function deadlineShown(callback, now) {
  if (isClosed(callback)) return verdict(callback);
  const level = levelOf(callback, now);
  if (lacksOnlyTick(callback)) return {text: words("callback.only_tick"), tone: TONES[level] ?? "good"};
  const due = dueOf(callback);
  // The services may know of the passing a moment before this desk's clock does.
  const {text} = deadlineWords(due, isLate(callback, now) ? Math.max(now, due + 1) : Math.min(now, due));
  return {text: isToRetry(callback) ? words("callback.again", {deadline: text}) : text, tone: TONES[level] ?? ""};
}

/** The badge: how what presses now stands, or the verdict: {text, tone}. */
export function statusShown(callback, now) {
  if (isClosed(callback)) return verdict(callback);
  const level = levelOf(callback, now);
  const text = level === "LATE" && isToRetry(callback) ? words("standing.retry_due") : named("standing", level);
  return {text, tone: TONES[level] ?? ""};
}

/** "Anna Visser belt nu", or whose it is and whether that is known to them. */
export function stateShown(callback, now) {
  const calling = callingPerson(callback, now);
  if (calling) return words("state.calling", {person: personTitle(calling)});
  if (isClosed(callback)) return named("disposition", callback.disposition ?? "DISPOSITION_UNSPECIFIED");
  if (hasNobody(callback)) return words("state.nobody");
  return words(callback.state === "ACKNOWLEDGED" || callback.state === "CALLING" ? "state.acknowledged" : "state.assigned");
}

/** When the caller wants to be called, in words; "" at any hour. */
export function windowWords(callback, now) {
  const {from_minute = 0, until_minute = 0, not_before_time} = callback.window ?? {};
  const clock = (minute) =>
    words("time.wall", {hour: String(Math.floor(minute / 60)).padStart(2, "0"), minute: String(minute % 60).padStart(2, "0")});
  const said = [];
  if (from_minute > 0 && until_minute > 0 && until_minute < 1440)
    said.push(words("window.between", {from: clock(from_minute), until: clock(until_minute)}));
  else if (from_minute > 0) said.push(words("window.not_before", {from: clock(from_minute)}));
  else if (until_minute > 0 && until_minute < 1440) said.push(words("window.not_after", {until: clock(until_minute)}));
  if (not_before_time) said.push(words("window.not_before", {from: momentWords(not_before_time, now)}));
  return said.join(", ");
}

/** What the panel and the print sheet call the deadline: a promise was spoken, a target was not. */
export const promiseTitle = (callback) => words(isTarget(callback) ? "callback.target" : "callback.promise");
