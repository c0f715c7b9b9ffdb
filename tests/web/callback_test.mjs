// What the desk makes of a callback as time passes, between two answers of the server.
import assert from "node:assert/strict";
import {test} from "node:test";
import {byUrgency, callingPerson, deadlineOf, failedAttempts, isErased, isOverdue, promisesOf, standing, telAddress} from "../../clients/web/app/callback/callback.js";

const at = (clock) => Date.parse(`2026-11-25T${clock}:00Z`);
const time = (clock) => `2026-11-25T${clock}:00Z`;

/** Promised by 15:00, at risk from 14:00. */
const callback = ({promise, ...rest} = {}) => ({
  name: "branches/centrum/callbacks/1",
  state: "ACKNOWLEDGED",
  promise: {number: 1, status: "ON_TRACK", due_time: time("15:00"), at_risk_time: time("14:00"), ...promise},
  ...rest,
});

test("what nobody touched grows worse by itself, and on time means at or before", () => {
  const one = callback();
  assert.equal(standing(one, at("13:59")), "ON_TRACK");
  assert.equal(standing(one, at("14:00")), "AT_RISK");
  assert.equal(standing(one, at("15:00")), "AT_RISK");
  assert.equal(standing(one, at("15:00") + 1), "BROKEN");
});

test("a promise that is settled does not break any more", () => {
  assert.equal(standing(callback({promise: {attempted: true}}), at("18:00")), "ON_TRACK");
  assert.equal(standing(callback({promise: {reached: true}}), at("18:00")), "ON_TRACK");
  assert.equal(standing(callback({promise: {attempted: true, status: "BROKEN"}}), at("18:00")), "BROKEN", "attempted too late settles nothing");
});

test("a verdict stands, whatever the time", () => {
  assert.equal(standing(callback({state: "COMPLETED", promise: {status: "KEPT"}}), at("23:00")), "KEPT");
});

test("after a failed attempt in time the retry presses; after a conversation only the tick is missing", () => {
  assert.equal(deadlineOf(callback()), at("15:00"));
  const retry = callback({retry_time: time("16:00"), promise: {attempted: true}});
  assert.equal(deadlineOf(retry), at("16:00"));
  assert.equal(isOverdue(retry, at("15:30")), false);
  assert.equal(isOverdue(retry, at("16:01")), true);
  assert.equal(deadlineOf(callback({promise: {reached: true}})), Infinity);
});

test("the most urgent is first: late, at risk, who rang again, then the earliest deadline", () => {
  const named = (name, rest) => ({...callback(rest), name});
  const now = at("14:30");
  const late = named("late", {promise: {due_time: time("14:20")}});
  const atRisk = named("at-risk", {});
  const tomorrow = named("tomorrow", {promise: {due_time: "2026-11-26T10:00:00Z", at_risk_time: "2026-11-26T09:00:00Z"}});
  const chased = named("chased", {chaser_count: 1, promise: {due_time: "2026-11-26T11:00:00Z", at_risk_time: "2026-11-26T10:00:00Z"}});
  const retryOver = named("retry-over", {retry_time: time("14:25"), promise: {attempted: true}});
  const names = [tomorrow, chased, atRisk, retryOver, late].sort(byUrgency(now)).map(({name}) => name);
  assert.deepEqual(names, ["late", "retry-over", "at-risk", "chased", "tomorrow"]);
});

test("a call of which the lease has lapsed is no call any more", () => {
  const calling = {...callback({state: "CALLING"}), calling_person: "anna", call_lease_end_time: time("14:15")};
  assert.equal(callingPerson(calling, at("14:14")), "anna");
  assert.equal(callingPerson(calling, at("14:16")), "");
  assert.equal(callingPerson({...calling, state: "ACKNOWLEDGED"}, at("14:14")), "");
});

test("only the failed attempts of the promise that runs count for giving up", () => {
  const attempts = [
    {outcome: "NO_ANSWER", attempt_time: time("09:00")},
    {outcome: "BUSY", attempt_time: time("12:00")},
    {outcome: "CONNECTED", attempt_time: time("12:10")},
  ];
  assert.equal(failedAttempts(callback({attempts, promise: {made_time: time("10:00")}})), 1);
});

test("the promises of a reopened callback are told newest first", () => {
  const reopened = {...callback({promise: {number: 3}}), former_promises: [{number: 1}, {number: 2}]};
  assert.deepEqual(promisesOf(reopened).map(({number}) => number), [3, 2, 1]);
});

test("what is dialled is the number as the world knows it, with its extension; a withheld number is not dialled", () => {
  assert.equal(telAddress({phone_number: "06 1234 5678", phone_number_e164: "+31612345678"}), "tel:+31612345678");
  assert.equal(telAddress({phone_number: "030 123 4567", phone_number_e164: "+31301234567", extension: "12"}), "tel:+31301234567;ext=12");
  assert.equal(telAddress({phone_number: "", other_contact: "info@example.org"}), "");
});

test("an erased caller is told from one who was helped at the desk", () => {
  assert.equal(isErased({state: "COMPLETED", caller: {}}), true);
  assert.equal(isErased({state: "COMPLETED", caller: {}, disposition: "HANDLED_AT_DESK"}), false);
  assert.equal(isErased({state: "ASSIGNED", caller: {}}), false);
});
