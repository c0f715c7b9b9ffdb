// A time that somebody types means the moment at which the wall of the branch shows it, whatever the zone of the browser.
import assert from "node:assert/strict";
import {test} from "node:test";
import {instantOf, wallDate, wallTime} from "../../clients/web/app/time/wall_clock.js";

const AMSTERDAM = "Europe/Amsterdam";
const iso = (instant) => (instant === null ? null : new Date(instant).toISOString());

test("winter and summer are told apart", () => {
  assert.equal(iso(instantOf("2026-11-25T15:00", AMSTERDAM)), "2026-11-25T14:00:00.000Z");
  assert.equal(iso(instantOf("2026-07-01T15:00", AMSTERDAM)), "2026-07-01T13:00:00.000Z");
  assert.equal(iso(instantOf("2026-11-25T15:00", "America/New_York")), "2026-11-25T20:00:00.000Z");
  assert.equal(iso(instantOf("2026-11-25T15:00", "Pacific/Auckland")), "2026-11-25T02:00:00.000Z");
});

test("an hour that the clock skips counts as the one after it; of an hour that comes twice the first is meant", () => {
  assert.equal(iso(instantOf("2027-03-28T02:30", AMSTERDAM)), "2027-03-28T01:30:00.000Z");
  assert.equal(iso(instantOf("2026-10-25T02:30", AMSTERDAM)), "2026-10-25T00:30:00.000Z");
});

test("every quarter of an hour of a year of changes comes back as it was typed", () => {
  let checked = 0;
  for (const zone of [AMSTERDAM, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]) {
    for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2027, 0, 1); instant += 6.25 * 3_600_000, checked++) {
      const shown = wallTime(instant, zone);
      const back = instantOf(shown, zone);
      assert.equal(wallTime(back, zone), shown);
      assert.ok(back <= instant, `${shown} in ${zone} comes no later than it was`);
    }
  }
  assert.ok(checked > 5000);
});

test("what is no time is no moment", () => {
  for (const typed of ["", "15:00", "2026-11-25", "2026-13-45T99:99"]) assert.equal(instantOf(typed, AMSTERDAM), null, typed);
});

test("the day is that of the branch", () => {
  assert.equal(wallDate(Date.parse("2026-11-25T23:30:00Z"), AMSTERDAM), "2026-11-26");
});
