// Figures of a report in words of the language: rates, days, minutes, and the names of rows.
import {branchOf, categoryOf, personOf, teamOf} from "../live/desk.js";
import {language, named, titleIn, words} from "../shell/words.js";
import {count} from "./figures.js";

const LOCALES = {nl: "nl-NL", en: "en-GB"};
const locale = () => LOCALES[language()];

export const rateWords = (rate) =>
  rate === null ? "–" : `${new Intl.NumberFormat(locale(), {maximumFractionDigits: 1, minimumFractionDigits: rate === 100 ? 0 : 1}).format(rate)}%`;

/** A civil date, which is of no zone: "25 nov". */
export function dayWords(date) {
  return new Intl.DateTimeFormat(locale(), {timeZone: "UTC", day: "numeric", month: "short"}).format(new Date(`${date}T00:00:00Z`));
}

/** "12 min", "1 u 20 min"; "–" where nothing was counted. */
export function durationWords(durations, field) {
  if (count(durations?.count) === 0) return "–";
  const minutes = Math.round(count(durations[field]) / 60);
  if (minutes < 60) return words("duration.minutes", {minutes});
  return words("duration.hours", {hours: Math.floor(minutes / 60), minutes: minutes % 60});
}

const TITLES = {
  BY_BRANCH: (key) => branchOf(key)?.title,
  BY_PERSON: (key) => personOf(key)?.title,
  BY_TEAM: (key) => teamOf(key)?.title,
  BY_CATEGORY: (key) => titleIn(categoryOf(key)?.title),
  BY_DAY: (key) => key && dayWords(key),
};

/** The name of a row; a person whom nobody knows any more, or nobody at all, has no key. */
export const rowTitle = (group, key) => TITLES[group](key) || key || named("web_report", `no_key_${group}`);
