// How a deadline was counted, in Dutch. The services count aloud in English, in a few kinds of sentences; one that is not known here stays as it came.
// Pure.

const DAYS = {Mon: "ma", Tue: "di", Wed: "wo", Thu: "do", Fri: "vr", Sat: "za", Sun: "zo"};
const LONG_DAYS = {
  Mondays: "maandag",
  Tuesdays: "dinsdag",
  Wednesdays: "woensdag",
  Thursdays: "donderdag",
  Fridays: "vrijdag",
  Saturdays: "zaterdag",
  Sundays: "zondag",
};
const MONTHS = {
  Jan: "jan",
  Feb: "feb",
  Mar: "mrt",
  Apr: "apr",
  May: "mei",
  Jun: "jun",
  Jul: "jul",
  Aug: "aug",
  Sep: "sep",
  Oct: "okt",
  Nov: "nov",
  Dec: "dec",
};
const DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const MOMENT = `${DAY}(?: \\d{4})? \\d\\d:\\d\\d`;
const SPAN = "\\d+ (?:h|min|s)(?: \\d+ (?:min|s))*";

const time = (text) => text.replace(/(\d\d):(\d\d)/g, "$1.$2");
const day = (text) =>
  text.replace(/(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d+) (\w{3})/g, (_, name, number, month) => `${DAYS[name]} ${number} ${MONTHS[month] ?? month}`);
const moment = (text) => time(day(text));
const span = (text) => text.replace(/\bh\b/, "uur");

function skipped(reason) {
  const weekday = reason.match(/^closed on (\w+days)$/);
  if (weekday && LONG_DAYS[weekday[1]]) return `op ${LONG_DAYS[weekday[1]]} gesloten`;
  return reason === "closed on this date" ? "op deze datum gesloten" : reason; // the name of a holiday
}

function hours(text) {
  return text
    .replace(/between (\d\d:\d\d) and (\d\d:\d\d)/, "tussen $1 en $2")
    .replace(/not before /g, "niet voor ")
    .replace(/not after /g, "niet na ")
    .replace("at any hour", "op elk uur");
}

// Of the part behind "Mon 23 Nov: ".
const OF_DAY = [
  [/^skipped, (.*)$/, ([, reason]) => `overgeslagen, ${skipped(reason)}`],
  [/^nothing counted after (\d\d:\d\d)$/, ([, at]) => `niets geteld na ${time(at)}`],
  [new RegExp(`^([\\d:, -]+) counted, (${SPAN})$`), ([, intervals, sum]) => `${time(intervals)} geteld, ${span(sum)}`],
  [
    new RegExp(`^the day of the call, noted at least (${SPAN}) before closing at (\\d\\d:\\d\\d)$`),
    ([, margin, at]) => `de dag van het gesprek, minstens ${span(margin)} voor sluiting om ${time(at)} genoteerd`,
  ],
  [
    new RegExp(`^the day of the call, less than (${SPAN}) before closing at (\\d\\d:\\d\\d)$`),
    ([, margin, at]) => `de dag van het gesprek, minder dan ${span(margin)} voor sluiting om ${time(at)}`,
  ],
  [/^the day of the call, after closing at (\d\d:\d\d)$/, ([, at]) => `de dag van het gesprek, na sluiting om ${time(at)}`],
  [/^the day of the call, not counted$/, () => "de dag van het gesprek, telt niet mee"],
  [/^the day of the call, (.*)$/, ([, reason]) => `de dag van het gesprek, ${skipped(reason)}`],
  [/^working day (\d+) of (\d+)$/, ([, one, all]) => `werkdag ${one} van ${all}`],
  [/^working day (\d+)$/, ([, one]) => `werkdag ${one}`],
];

const closing = (which) =>
  which === "the same day"
    ? "sluiting van dezelfde dag"
    : which.replace(/^working day (\d+) after the day of the call$/, "sluiting van werkdag $1 na de dag van het gesprek");

const WHOLE = [
  [
    new RegExp(`^Due (${MOMENT}): (${SPAN}) of business time after the call(?:, rounded up by (${SPAN}))?\\.$`),
    ([, due, length, rounding]) =>
      `Uiterlijk ${moment(due)}: ${span(length)} openingstijd na het gesprek${rounding ? `, naar boven afgerond met ${span(rounding)}` : ""}.`,
  ],
  [
    new RegExp(`^Due (${MOMENT}): closing of (.*), not rounded\\.$`),
    ([, due, which]) => `Uiterlijk ${moment(due)}: ${closing(which)}, niet afgerond.`,
  ],
  [new RegExp(`^First promised: (${MOMENT}), by which it is judged\\.$`), ([, due]) => `Eerst toegezegd: ${moment(due)}; daarnaar wordt geoordeeld.`],
  [new RegExp(`^Agreed anew with the caller: (${MOMENT})\\.$`), ([, due]) => `Opnieuw afgesproken met de beller: ${moment(due)}.`],
  [
    /^No deadline: the calendar of the branch does not open again\.$/,
    () => "Geen uiterlijk moment: de vestiging gaat volgens de agenda niet meer open.",
  ],
  [
    /^The caller wants to be called (.*): the branch is never open then\.$/,
    ([, wish]) => `De beller wil gebeld worden ${moment(hours(wish))}: dan is de vestiging nooit open.`,
  ],
  [
    new RegExp(`^The caller wants to be called (.*): too little of that is left before, so due (${MOMENT})\\.$`),
    ([, wish, due]) => `De beller wil gebeld worden ${moment(hours(wish))}: daarvan is ervoor te weinig over, dus uiterlijk ${moment(due)}.`,
  ],
  [
    new RegExp(`^The caller wants to be called (.*): due (${MOMENT}), the last moment of it before\\.$`),
    ([, wish, due]) => `De beller wil gebeld worden ${moment(hours(wish))}: uiterlijk ${moment(due)}, het laatste moment daarvan ervoor.`,
  ],
];

function said(sentences, text) {
  for (const [pattern, inDutch] of sentences) {
    const found = text.match(pattern);
    if (found) return inDutch(found);
  }
  return null;
}

/** One line in Dutch, or null when it is of a kind that is not known here. */
export function lineInDutch(line) {
  const ofDay = line.match(new RegExp(`^(${DAY}): (.*)$`));
  if (!ofDay) return said(WHOLE, line);
  const rest = said(OF_DAY, ofDay[2]);
  return rest && `${day(ofDay[1])}: ${rest}`;
}

/** "25 Nov 15:30", as the history has the time that was agreed anew. */
export const shortMomentInDutch = (text) =>
  time(text.replace(/^(\d\d) (\w{3})/, (_, number, month) => `${Number(number)} ${MONTHS[month] ?? month}`));
