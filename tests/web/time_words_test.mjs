// A moment in words is that on the wall of the branch, and a deadline at midnight ends the day that the caller was told.
import assert from "node:assert/strict";
import {test} from "node:test";
import {app} from "./app.mjs";

const {change} = await app("live/desk.js");
const {deadlineWords, momentWords} = await app("time/time_words.js");

change({branch: {id: "centrum", title: "Utrecht", language: "nl", time_zone: "Europe/Amsterdam"}});
const now = Date.parse("2026-11-25T14:00:00Z"); // 15.00 on a Wednesday
const by = (instant) => deadlineWords(instant, now);

test("midnight ends a day", () => {
  assert.equal(by("2026-11-25T23:00:00Z").text, "voor 24.00");
  assert.equal(by("2026-11-26T23:00:00Z").text, "morgen voor 24.00");
  assert.equal(by("2026-11-25T22:59:00Z").text, "voor 23.59");
  assert.equal(by("2026-11-25T23:05:00Z").text, "morgen voor 00.05");
  assert.equal(momentWords("2026-11-25T23:00:00Z", now), "morgen 00.00");
});

test("what is past is so much late", () => {
  assert.deepEqual(by("2026-11-25T13:48:00Z"), {text: "12 minuten te laat", late: true});
});
