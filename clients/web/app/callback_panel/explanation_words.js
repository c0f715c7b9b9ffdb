// How a deadline was counted, in words: a line for each day between the call and the deadline, and what came of it.
import {desk} from "../live/desk.js";
import {windowWords} from "../callback/callback_words.js";
import {clockTime, dateWords, dayWords, weekdayWords} from "../time/time_words.js";
import {wallDate} from "../time/wall_clock.js";
import {named, words} from "../shell/words.js";

const HOUR = 3600;
const MINUTE = 60;

/** "1 uur 30 min": a length of business time, whole. */
function spanWords(length) {
  const seconds = Number(length ?? 0);
  const parts = {hours: Math.floor(seconds / HOUR), minutes: Math.floor((seconds % HOUR) / MINUTE), seconds: seconds % MINUTE};
  const said = Object.entries(parts).filter(([, count]) => count > 0);
  return (said.length > 0 ? said : [["minutes", 0]]).map(([unit, count]) => words(`explain.span_${unit}`, {count})).join(" ");
}

/** The time of day on the branch's wall; what ends a day is its 24:00, not the midnight of the next. */
const timeOn = (date, instant) =>
  wallDate(Date.parse(instant), desk().branch?.time_zone) > date ? words("time.wall", {hour: "24", minute: "00"}) : clockTime(instant);

const closedWords = ({skip, holiday, date}) => (skip === "HOLIDAY" ? holiday : named("explain", `closed_${skip}`, {weekday: weekdayWords(date)}));

/** One day, as an Entry of ExplainDeadlineResponse tells it. */
export function entryWords(entry) {
  const {date, kind, intervals = [], working_day, of_working_days, closing_time, after_time} = entry;
  const time = closing_time ?? after_time;
  return named("explain", kind === "WORKING_DAY" && !of_working_days ? "WORKING_DAY_ALONE" : kind, {
    day: dayWords(date),
    intervals: intervals.map(({from_time, until_time}) => `${timeOn(date, from_time)}-${timeOn(date, until_time)}`).join(", "),
    length: spanWords(entry.counted_seconds),
    margin: spanWords(entry.margin_seconds),
    time: time && timeOn(date, time),
    closed: entry.skip && closedWords(entry),
    number: working_day,
    all: of_working_days,
  });
}

function levelWords({level, level_due_time, business_seconds, rounded_up_seconds, working_day}) {
  const isRounded = level === "BUSINESS_TIME" && Number(rounded_up_seconds ?? 0) > 0;
  const key = isRounded ? "DUE_BUSINESS_TIME_ROUNDED" : level === "SAME_DAY" && working_day > 0 ? "DUE_WORKING_DAYS" : `DUE_${level}`;
  return named("explain", key, {
    due: level_due_time && dateWords(level_due_time),
    length: spanWords(business_seconds),
    rounding: spanWords(rounded_up_seconds),
    number: working_day,
  });
}

/** What came of it, in as many lines as there is to say. */
export function summaryWords(summary, now) {
  const {level, window_effect, window_due_time, judged_due_time, agreed_due_time} = summary;
  return [
    level && levelWords(summary),
    window_effect && named("explain", window_effect, {window: windowWords(summary, now), due: window_due_time && dateWords(window_due_time)}),
    judged_due_time && words("explain.judged", {due: dateWords(judged_due_time)}),
    agreed_due_time && words("explain.agreed", {due: dateWords(agreed_due_time)}),
  ].filter(Boolean);
}
