// One line of a callback's history in words, made of the facts of the event: who, to whom, with what outcome, until when.
import {branchOf, partyTitle, personOf} from "../live/desk.js";
import {momentWords} from "../time/time_words.js";
import {hasWords, named, words} from "../shell/words.js";

// Without this fact the event is of before there were facts: it is told by the sentence that was kept of it.
const NEEDS = {
  NOTED: "party",
  ASSIGNED: "party",
  ACKNOWLEDGEMENT_EXPIRED: "party",
  LEASE_LAPSED: "party",
  ATTEMPTED: "outcome",
  FORWARDED: "party",
  RENEGOTIATED: "moment",
  CHASED: "number",
  ESCALATED: "number",
  REASSIGNED: "party",
  HOLDER_AWAY: "party",
  COMPLETED: "disposition",
  CANCELLED: "disposition",
  CLOSED_WHEN_DUE: "firm_version",
  UNDONE: "undone_sequence",
};

const SERVICES = ["assignment", "deadline-watcher", "intake"];

const personTitle = (id) => personOf(id)?.title ?? id;

/** The pool of a branch is not a person: "wie er kan bij Utrecht Centrum". */
const partyWords = (party) => (party?.pool ? words("callback.pool_of", {branch: branchOf(party.pool)?.title ?? party.pool}) : partyTitle(party));

const shortType = (type) => type.replace("EVENT_", "");

/** Which sentence tells of it: a type with several causes has one for each. */
function sentenceOf(type, {cause, people = [], moment}) {
  if (type === "ESCALATED" && people.length === 0) return "ESCALATED_TO_NOBODY";
  if (type === "ATTEMPTED" && moment) return "ATTEMPTED_AGAIN";
  return cause && hasWords("event", `${type}_${cause}`) ? `${type}_${cause}` : type;
}

/** {what, remark, who, when}: what happened, what somebody typed, by whom, and when. */
export function historyWords(event, now) {
  const type = shortType(event.type);
  const lacks = type === "REOPENED" ? !event.party && !event.cause : NEEDS[type] && !event[NEEDS[type]];
  const {party, people = [], outcome, disposition, moment, remark = ""} = event;
  const values = {
    party: partyWords(party),
    people: people.map(personTitle).join(", "),
    outcome: outcome && named("outcome", outcome),
    disposition: disposition && named("disposition", disposition),
    moment: moment && momentWords(moment, now),
    number: event.number ?? event.undone_sequence ?? event.firm_version,
  };
  const by = SERVICES.includes(event.actor) ? words("event.by_service") : personTitle(event.actor ?? "");
  const what = lacks && event.sentence ? event.sentence : named("event", sentenceOf(type, event), values);
  return {what, remark, who: by, when: momentWords(event.event_time, now)};
}
