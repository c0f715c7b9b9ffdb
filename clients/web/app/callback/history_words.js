// One line of a callback's history in words. The record keeps ids and names of outcomes; people read titles.
import {branchOf, personOf, teamOf} from "../live/desk.js";
import {momentWords} from "../time/time_words.js";
import {language, words} from "../shell/words.js";
import {shortMomentInDutch} from "../callback_panel/explanation_words.js";

const person = (id) => personOf(id)?.title ?? id;

/** "anna", "team sales", "the open pool of centrum" as the services write a party. */
function partyWords(text) {
  if (text.startsWith("team ")) return teamOf(text.slice(5))?.title ?? text;
  if (text.startsWith("the open pool of ")) {
    const branch = text.slice("the open pool of ".length);
    return words("callback.pool_of", {branch: branchOf(branch)?.title ?? branch});
  }
  return person(text);
}

/** What a detail says before ": ", and the remark that somebody typed behind it. */
function split(detail, head) {
  if (detail === head) return [head, ""];
  return detail.startsWith(`${head}: `) ? [head, detail.slice(head.length + 2)] : null;
}

const SERVICES = ["assignment", "deadline-watcher", "intake"];

const READERS = {
  NOTED: (detail) => partyAfter("for", detail),
  ASSIGNED: (detail) => partyAfter("to", detail),
  FORWARDED: (detail) => partyAfter("to", detail),
  REOPENED: (detail) => partyAfter("to", detail) ?? withRemark("to be assigned", words("event.to_be_assigned"), detail),
  ATTEMPTED: (detail) => outcome(detail),
  COMPLETED: (detail) => closing(detail),
  CANCELLED: (detail) => closing(detail),
  CHASED: (detail) => numbered(/^chaser (\d+)(?:: (.*))?$/s, "event.chaser", detail),
  UNDONE: (detail) => numbered(/^event (\d+)(?:: (.*))?$/s, "event.number", detail),
  RENEGOTIATED: (detail) => moved(detail),
  CLOSED_WHEN_DUE: (detail) => numbered(/^by version (\d+) of the firm file$/, "event.by_version", detail),
  LEASE_LAPSED: (detail) => ({text: person(detail), remark: ""}),
  ACKNOWLEDGEMENT_EXPIRED: (detail) => ({text: person(detail), remark: ""}),
  ESCALATED: (detail) => step(detail),
  REASSIGNED: (detail) => leaving(detail),
  HOLDER_AWAY: (detail) => leaving(detail),
};

// "to anna: she knows the order"; an id has no colon in it.
function partyAfter(preposition, detail) {
  const found = detail.match(new RegExp(`^${preposition} ((?:team |the open pool of )?[a-z0-9-]+)(?:: (.*))?$`, "s"));
  if (!found || detail.startsWith("to be assigned")) return null;
  return {text: words(`event.${preposition}`, {party: partyWords(found[1])}), remark: found[2] ?? ""};
}

function withRemark(head, text, detail) {
  const parts = split(detail, head);
  return parts && {text, remark: parts[1]};
}

function coded(prefix, detail) {
  const found = detail.match(/^([A-Z_]+)(?:: (.*))?$/s);
  return found && {text: words(`${prefix}.${found[1]}`), remark: found[2] ?? ""};
}
const outcome = (detail) => coded("outcome", detail);
const closing = (detail) => coded("disposition", detail);

function numbered(pattern, key, detail) {
  const found = detail.match(pattern);
  return found && {text: words(key, {number: found[1]}), remark: found[2] ?? ""};
}

function step(detail) {
  const found = detail.match(/^step (\d+) to ([a-z0-9\- ]+)$/);
  return found && {text: words("event.step", {number: found[1], people: found[2].split(" ").map(person).join(", ")}), remark: ""};
}

function moved(detail) {
  const found = detail.match(/^(\d\d \w{3} \d\d:\d\d)(?:: (.*))?$/s);
  return found && {text: language() === "nl" ? shortMomentInDutch(found[1]) : found[1], remark: found[2] ?? ""};
}

function leaving(detail) {
  const found = detail.match(/^([a-z0-9-]+) (is away|has left)$/);
  return found && {text: words(found[2] === "is away" ? "event.is_away" : "event.has_left", {person: person(found[1])}), remark: ""};
}

/** {what, text, remark, who, when}: what happened, the rest of the sentence, what somebody typed, by whom, and when. */
export function historyWords(event, now) {
  const detail = [event.sentence, event.remark].filter(Boolean).join(": ");
  const type = event.type.replace(/^EVENT_/, "");
  const read = READERS[type]?.(detail) ?? {text: detail, remark: ""};
  return {
    what: words(`event.${type}`),
    ...read,
    who: personOf(event.actor)?.title ?? (SERVICES.includes(event.actor) ? words("event.by_service") : (event.actor ?? "")),
    when: momentWords(event.event_time, now),
  };
}
