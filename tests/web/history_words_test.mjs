// What happened, told of the facts of an event in the language of the desk.
import assert from "node:assert/strict";
import {test} from "node:test";
import {app} from "./app.mjs";

const {change} = await app("live/desk.js");
const {historyWords} = await app("callback/history_words.js");

change({
  firm: {people: [{id: "anna", title: "Anna Visser"}, {id: "daan", title: "Daan Bakker"}], teams: [{id: "sales", title: "Verkoop"}], branches: [{id: "centrum", title: "Utrecht"}]},
  branch: {id: "centrum", title: "Utrecht", language: "nl", time_zone: "Europe/Amsterdam"},
});
const now = Date.parse("2026-11-25T14:00:00Z");
const told = (type, facts) => historyWords({type: `EVENT_${type}`, event_time: "2026-11-25T13:00:00Z", actor: "anna", ...facts}, now).what;

const SAID = [
  ["NOTED", {party: {team: "sales"}}, "Genoteerd voor Verkoop"],
  ["ASSIGNED", {party: {pool: "centrum"}}, "Toegewezen aan wie er kan bij Utrecht"],
  ["FORWARDED", {party: {person: "daan"}, remark: "to anna"}, "Doorgegeven aan Daan Bakker"],
  ["ATTEMPTED", {outcome: "NO_ANSWER"}, "Gebeld: Geen gehoor"],
  ["ATTEMPTED", {outcome: "RESCHEDULED", moment: "2026-11-26T14:30:00Z"}, "Gebeld: Andere tijd afgesproken; opnieuw bellen: morgen 15.30"],
  ["RENEGOTIATED", {moment: "2026-11-25T15:00:00Z"}, "Nieuwe tijd afgesproken: 16.00"],
  ["CHASED", {number: 2}, "Beller belde opnieuw, 2e keer"],
  ["ESCALATED", {number: 1, people: ["anna", "daan"]}, "Opgeschaald, stap 1: Anna Visser, Daan Bakker"],
  ["ESCALATED", {number: 2}, "Opgeschaald, stap 2: er was niemand"],
  ["REASSIGNED", {party: {person: "daan"}, cause: "HAS_LEFT"}, "Opnieuw te verdelen: Daan Bakker werkt hier niet meer"],
  ["COMPLETED", {disposition: "RESOLVED"}, "Afgerond: Afgehandeld"],
  ["UNDONE", {undone_sequence: "7"}, "Teruggedraaid: stap 7"],
  ["REOPENED", {cause: "NOBODY_YET"}, "Heropend, nog te verdelen"],
  ["CLOSED_WHEN_DUE", {firm_version: "12"}, "Gesloten op het toegezegde moment, door versie 12 van de bedrijfsgegevens"],
];

test("every fact has its place in the sentence", () => {
  for (const [type, facts, wanted] of SAID) assert.equal(told(type, facts), wanted, type);
});

test("what somebody typed stands apart, and a service is no person", () => {
  const {remark, who, when} = historyWords({type: "EVENT_AT_RISK", event_time: "2026-11-24T13:00:00Z", actor: "deadline-watcher", remark: "step 1 to daan"}, now);
  assert.deepEqual([remark, who, when], ["step 1 to daan", "Krul zelf", "gisteren 14.00"]);
});

test("a type of a newer service is shown by its name", () => assert.equal(told("SUNG", {}), "SUNG"));

test("what happened before there were facts is told by the sentence that was kept of it", () => {
  assert.equal(told("FORWARDED", {sentence: "to daan"}), "to daan");
});
