// One line of a callback's history in words, made of the facts of the event: who, to whom, with what outcome, until when.
import {branchOf, partyTitle, personOf} from "../live/desk.js";
import {momentWords} from "../time/time_words.js";
import {hasWords, named, words} from "../shell/words.js";
import {factsOf} from "./detail_facts.js";

const SERVICES = ["assignment", "deadline-watcher", "intake"];

const personTitle = (id) => personOf(id)?.title ?? id;

/** The pool of a branch is not a person: "wie er kan bij Utrecht Centrum". */
const partyWords = (party) => (party?.pool ? words("callback.pool_of", {branch: branchOf(party.pool)?.title ?? party.pool}) : partyTitle(party));

/** Which sentence tells of it: a type with several causes has one for each. */
const sentenceOf = (type, cause) => (cause && hasWords("event", `${type}_${cause}`) ? `${type}_${cause}` : type);

/** {what, remark, who, when}: what happened, what somebody typed, by whom, and when. */
export function historyWords(event, now) {
  const {type: typed, cause, party, people = [], outcome, disposition, moment, number, remark = ""} = factsOf(event);
  const type = typed.replace("EVENT_", "");
  const values = {
    party: partyWords(party),
    people: people.map(personTitle).join(", "),
    outcome: outcome && named("outcome", outcome),
    disposition: disposition && named("disposition", disposition),
    moment: moment && momentWords(moment, now),
    number,
  };
  const by = SERVICES.includes(event.actor) ? words("event.by_service") : personTitle(event.actor ?? "");
  return {what: named("event", sentenceOf(type, cause), values), remark, who: by, when: momentWords(event.event_time, now)};
}
