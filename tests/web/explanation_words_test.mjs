// How a deadline was counted, told of the days and the summary that the services give.
import assert from "node:assert/strict";
import {test} from "node:test";
import {app} from "./app.mjs";

const {change} = await app("live/desk.js");
const {entryWords, summaryWords} = await app("callback_panel/explanation_words.js");

const inLanguage = (language) => change({firm: {}, branch: {id: "centrum", language, time_zone: "Europe/Amsterdam"}});
const at = (local) => new Date(`2026-11-${local.replace(" ", "T")}:00+01:00`).toISOString();
const interval = (from, until) => ({from_time: at(from), until_time: at(until)});

const DAYS = [
  [{date: "2026-11-24", kind: "COUNTED", intervals: [interval("24 09:00", "24 12:30"), interval("24 13:00", "24 14:00")], counted_seconds: "16200"},
    "di 24 nov: 09.00-12.30, 13.00-14.00 geteld, 4 uur 30 min", "Tue 24 Nov: 09:00-12:30, 13:00-14:00 counted, 4 h 30 min"],
  [{date: "2026-11-24", kind: "COUNTED", intervals: [interval("24 22:00", "25 00:00")], counted_seconds: "7200"}, "di 24 nov: 22.00-24.00 geteld, 2 uur",
    "Tue 24 Nov: 22:00-24:00 counted, 2 h"],
  [{date: "2026-11-23", kind: "NOTHING_COUNTED", after_time: at("23 18:00")}, "ma 23 nov: niets geteld na 18.00", "Mon 23 Nov: nothing counted after 18:00"],
  [{date: "2026-11-29", kind: "SKIPPED", skip: "WEEKDAY"}, "zo 29 nov: overgeslagen, op zondag gesloten", "Sun 29 Nov: skipped, closed on Sundays"],
  [{date: "2026-12-25", kind: "SKIPPED", skip: "HOLIDAY", holiday: "Kerstmis"}, "vr 25 dec: overgeslagen, Kerstmis", "Fri 25 Dec: skipped, Kerstmis"],
  [{date: "2026-11-29", kind: "CALL_DAY_CLOSED", skip: "DATE"}, "zo 29 nov: de dag van het gesprek, op deze datum gesloten",
    "Sun 29 Nov: the day of the call, closed on this date"],
  [{date: "2026-11-23", kind: "CALL_DAY_IN_TIME", margin_seconds: "7200", closing_time: at("23 17:30")},
    "ma 23 nov: de dag van het gesprek, minstens 2 uur voor sluiting om 17.30 genoteerd",
    "Mon 23 Nov: the day of the call, noted at least 2 h before closing at 17:30"],
  [{date: "2026-11-24", kind: "WORKING_DAY", working_day: 1, of_working_days: 2}, "di 24 nov: werkdag 1 van 2", "Tue 24 Nov: working day 1 of 2"],
  [{date: "2026-11-24", kind: "WORKING_DAY", working_day: 1}, "di 24 nov: werkdag 1", "Tue 24 Nov: working day 1"],
];

test("every kind of day has its words, with times on the branch's wall", () => {
  for (const [entry, nl, en] of DAYS) {
    inLanguage("nl");
    assert.equal(entryWords(entry), nl);
    inLanguage("en");
    assert.equal(entryWords(entry), en);
  }
});

test("what came of it: the level, the caller's wish, and what was agreed anew", () => {
  inLanguage("nl");
  const now = Date.parse(at("23 12:00"));
  const summary = {
    level: "BUSINESS_TIME", level_due_time: at("24 14:05"), business_seconds: "14400", rounded_up_seconds: "200", window: {from_minute: 540, until_minute: 660},
    window_effect: "LAST_MOMENT_BEFORE", window_due_time: at("24 11:00"), judged_due_time: at("24 11:00"), agreed_due_time: at("26 15:30"),
  };
  assert.deepEqual(summaryWords(summary, now), [
    "Uiterlijk di 24 nov 14.05: 4 uur openingstijd na het gesprek, naar boven afgerond met 3 min 20 s.",
    "De beller wil gebeld worden tussen 09.00 en 11.00: uiterlijk di 24 nov 11.00, het laatste moment daarvan ervoor.",
    "Eerst toegezegd: di 24 nov 11.00; daarnaar wordt geoordeeld.",
    "Opnieuw afgesproken met de beller: do 26 nov 15.30.",
  ]);
  assert.deepEqual(summaryWords({level: "SAME_DAY", level_due_time: at("23 17:30")}, now), ["Uiterlijk ma 23 nov 17.30: sluiting van dezelfde dag, niet afgerond."]);
  assert.match(summaryWords({level: "SAME_DAY", level_due_time: at("24 17:30"), working_day: 1}, now)[0], /sluiting van werkdag 1 na de dag van het gesprek/);
});
