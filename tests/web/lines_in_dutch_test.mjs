// How a deadline was counted, told in Dutch; the sentences are those of the services (services/domain/promise/promise_explanation.cc).
import assert from "node:assert/strict";
import {test} from "node:test";
import {lineInDutch, shortMomentInDutch} from "../../clients/web/app/callback_panel/lines_in_dutch.js";

const SAID = {
  "Mon 23 Nov: 16:00-17:30 counted, 1 h 30 min": "ma 23 nov: 16.00-17.30 geteld, 1 uur 30 min",
  "Tue 24 Nov: 09:00-12:30, 13:00-14:00 counted, 4 h": "di 24 nov: 09.00-12.30, 13.00-14.00 geteld, 4 uur",
  "Sun 29 Nov: skipped, closed on Sundays": "zo 29 nov: overgeslagen, op zondag gesloten",
  "Fri 25 Dec: skipped, Kerstmis": "vr 25 dec: overgeslagen, Kerstmis",
  "Mon 11 Jan: skipped, closed on this date": "ma 11 jan: overgeslagen, op deze datum gesloten",
  "Mon 23 Nov: nothing counted after 18:00": "ma 23 nov: niets geteld na 18.00",
  "Mon 23 Nov: the day of the call, not counted": "ma 23 nov: de dag van het gesprek, telt niet mee",
  "Sun 29 Nov: the day of the call, closed on Sundays": "zo 29 nov: de dag van het gesprek, op zondag gesloten",
  "Mon 23 Nov: the day of the call, noted at least 2 h before closing at 17:30": "ma 23 nov: de dag van het gesprek, minstens 2 uur voor sluiting om 17.30 genoteerd",
  "Mon 23 Nov: the day of the call, less than 2 h before closing at 17:30": "ma 23 nov: de dag van het gesprek, minder dan 2 uur voor sluiting om 17.30",
  "Mon 23 Nov: the day of the call, after closing at 17:30": "ma 23 nov: de dag van het gesprek, na sluiting om 17.30",
  "Tue 24 Nov: working day 1 of 2": "di 24 nov: werkdag 1 van 2",
  "Tue 24 Nov: working day 1": "di 24 nov: werkdag 1",
  "Due Tue 24 Nov 14:00: 4 h of business time after the call.": "Uiterlijk di 24 nov 14.00: 4 uur openingstijd na het gesprek.",
  "Due Tue 24 Nov 14:05: 4 h of business time after the call, rounded up by 3 min 20 s.":
    "Uiterlijk di 24 nov 14.05: 4 uur openingstijd na het gesprek, naar boven afgerond met 3 min 20 s.",
  "Due Wed 25 Nov 17:30: closing of working day 2 after the day of the call, not rounded.":
    "Uiterlijk wo 25 nov 17.30: sluiting van werkdag 2 na de dag van het gesprek, niet afgerond.",
  "Due Mon 23 Nov 17:30: closing of the same day, not rounded.": "Uiterlijk ma 23 nov 17.30: sluiting van dezelfde dag, niet afgerond.",
  "The caller wants to be called between 09:00 and 11:00, not before Thu 26 Nov 09:00: due Thu 26 Nov 11:00, the last moment of it before.":
    "De beller wil gebeld worden tussen 09.00 en 11.00, niet voor do 26 nov 09.00: uiterlijk do 26 nov 11.00, het laatste moment daarvan ervoor.",
  "The caller wants to be called not before 15:00: too little of that is left before, so due Tue 24 Nov 17:30.":
    "De beller wil gebeld worden niet voor 15.00: daarvan is ervoor te weinig over, dus uiterlijk di 24 nov 17.30.",
  "First promised: Mon 23 Nov 2026 14:00, by which it is judged.": "Eerst toegezegd: ma 23 nov 2026 14.00; daarnaar wordt geoordeeld.",
  "Agreed anew with the caller: Thu 26 Nov 2026 15:30.": "Opnieuw afgesproken met de beller: do 26 nov 2026 15.30.",
};

test("every kind of sentence has its Dutch", () => {
  for (const [english, dutch] of Object.entries(SAID)) assert.equal(lineInDutch(english), dutch);
});

test("a sentence of a kind that is not known is left alone", () => {
  for (const line of ["", "Something else altogether.", "Mon 23 Nov: something else"]) assert.equal(lineInDutch(line), null, line);
});

test("the time that was agreed anew", () => assert.equal(shortMomentInDutch("05 Mar 15:30"), "5 mrt 15.30"));
