// Moments in words, on the wall of the branch: whoever looks from another time zone must see what the caller was told.
import {desk} from "../live/desk.js";
import {instantOf} from "./wall_clock.js";
import {language, words} from "../shell/words.js";

const MINUTE = 60_000;
const LOCALES = {nl: "nl-NL", en: "en-GB"};
const formats = new Map();

function format(options) {
  const zone = desk().branch?.time_zone;
  const key = JSON.stringify([language(), zone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALES[language()], {timeZone: zone, ...options}));
  return formats.get(key);
}

/** Number of the local day, so that two can be subtracted. */
function dayOf(instant) {
  const parts = Object.fromEntries(format({year: "numeric", month: "numeric", day: "numeric"}).formatToParts(instant).map(({type, value}) => [type, value]));
  return Date.UTC(parts.year, parts.month - 1, parts.day) / 86_400_000;
}

/** "14.30", as the language writes it; English "14:30". */
export function clockTime(instant) {
  const text = format({hour: "2-digit", minute: "2-digit", hourCycle: "h23"}).format(new Date(instant));
  const [hour, minute] = text.split(":");
  return words("time.wall", {hour, minute});
}

/** A length of time, in the one unit that says enough: "12 minuten", "3 uur", "2 dagen". */
function spanWords(span_ms) {
  const minutes = Math.floor(span_ms / MINUTE);
  if (minutes < 120) return words("time.minutes", {n: minutes});
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? words("time.hours", {n: hours}) : words("time.days", {n: Math.floor(hours / 24)});
}

function dayName(instant, now) {
  const ahead = dayOf(instant) - dayOf(now);
  if (ahead === 0) return "";
  if (ahead === 1) return words("time.tomorrow");
  if (ahead === -1) return words("time.yesterday");
  return ahead > 0 && ahead < 7
    ? format({weekday: "long"}).format(instant)
    : format({weekday: "short", day: "numeric", month: "short"}).format(instant);
}

const isMidnight = (instant) => format({hour: "2-digit", minute: "2-digit", hourCycle: "h23"}).format(instant) === "00:00";

/** A deadline as a colleague reads it: {text: "voor 15.00", late: false} or {text: "12 minuten te laat", late: true}. Midnight ends a day, as callers hear it. */
export function deadlineWords(instant, now) {
  const due = new Date(instant);
  const lateness_ms = now - due.getTime();
  if (lateness_ms > 0) {
    return {text: lateness_ms < MINUTE ? words("time.just_late") : words("time.late", {span: spanWords(lateness_ms)}), late: true};
  }
  const ends_day = isMidnight(due);
  const day = dayName(ends_day ? new Date(due.getTime() - 1) : due, new Date(now));
  const time = ends_day ? words("time.wall", {hour: "24", minute: "00"}) : clockTime(due);
  return {text: day ? words("time.day_by", {day, time}) : words("time.by", {time}), late: false};
}

/** A moment that has been or comes: "14.30", "gisteren 14.30", "vr 20 nov 14.30". */
export function momentWords(instant, now) {
  const moment = new Date(instant);
  const day = dayName(moment, new Date(now));
  return day ? words("time.at", {day, time: clockTime(moment)}) : clockTime(moment);
}

/** A moment in full, for what is read on another day: "wo 25 nov 14.30"; with dayOnly "woensdag 25 november 2026". */
export function dateWords(instant, {dayOnly = false} = {}) {
  const moment = new Date(instant);
  if (dayOnly) return format({weekday: "long", day: "numeric", month: "long", year: "numeric"}).format(moment);
  return words("time.at", {day: format({weekday: "short", day: "numeric", month: "short"}).format(moment), time: clockTime(moment)});
}

const civil = (date, options) => new Intl.DateTimeFormat(LOCALES[language()], {timeZone: "UTC", ...options}).format(new Date(`${date}T00:00:00Z`));

/** A civil date, which is of no zone: "wo 25 nov". */
export const dayWords = (date) => civil(date, {weekday: "short", day: "numeric", month: "short"});

/** Its day of the week: "woensdag". */
export const weekdayWords = (date) => civil(date, {weekday: "long"});

/** The local dates from `first` to `last` days from now, as {value: "2026-11-25", text: "wo 25 nov"}; "vandaag", "morgen" and "gisteren" by name. */
export function daysAround(first, last, now) {
  const today = dayOf(new Date(now));
  const names = {0: words("time.today"), 1: words("time.tomorrow"), [-1]: words("time.yesterday")};
  const written = new Intl.DateTimeFormat(LOCALES[language()], {timeZone: "UTC", weekday: "short", day: "numeric", month: "short"});
  const days = [];
  for (let ahead = first; ahead <= last; ahead++) {
    const date = new Date((today + ahead) * 86_400_000);
    days.push({value: date.toISOString().slice(0, 10), text: names[ahead] ?? written.format(date)});
  }
  return days;
}

/** The instant (ms) at which the branch's clock shows a date ("2026-11-27") and time ("15:00"). */
export const wallInstant = (date, time) => instantOf(`${date}T${time}`, desk().branch?.time_zone);
