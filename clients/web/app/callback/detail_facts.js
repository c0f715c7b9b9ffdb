// The facts of an event, taken from its sentence, until the services send them.
const partyIn = (text) =>
  text.startsWith("team ") ? {team: text.slice(5)} : text.startsWith("the open pool of ") ? {pool: text.slice(17)} : {person: text};

/** @type {[RegExp, (found: string[]) => object][]} */
const PATTERNS = [
  [/^(?:for|to) ((?:team |the open pool of )?[a-z0-9-]+)(?:: (.*))?$/s, ([, party, remark]) => ({party: partyIn(party), remark})],
  [/^to be assigned(?:: (.*))?$/s, ([, remark]) => ({cause: "NOBODY_YET", remark})],
  [/^chaser (\d+)(?:: (.*))?$/s, ([, number, remark]) => ({number, remark})],
  [/^event (\d+)(?:: (.*))?$/s, ([, number, remark]) => ({number, remark})],
  [/^by version (\d+) of the firm file$/, ([, number]) => ({number})],
  [/^step (\d+) to ([a-z0-9\- ]+)$/, ([, number, people]) => ({number, people: people.split(" ")})],
  [/^([a-z0-9-]+) is away$/, ([, person]) => ({party: {person}, cause: "IS_AWAY"})],
  [/^([a-z0-9-]+) has left$/, ([, person]) => ({party: {person}, cause: "HAS_LEFT"})],
  [/^([A-Z_]+)(?:: (.*))?$/s, ([, code, remark]) => ({outcome: code, disposition: code, remark})],
  [/^(\d\d \w{3} \d\d:\d\d)(?:: (.*))?$/s, ([, moment, remark]) => ({moment: `${moment} ${new Date().getFullYear()} UTC`, remark})],
  [/^([a-z0-9-]+)$/, ([, person]) => ({party: {person}})],
];

export function factsOf(event) {
  const told = [event.sentence, event.remark].filter(Boolean).join(": ");
  for (const [pattern, facts] of PATTERNS) {
    const found = told.match(pattern);
    if (found) return {...event, ...facts(found)};
  }
  return event;
}
