// What the desk makes of a callback as time passes, between two answers of the server.
import assert from "node:assert/strict";
import {test} from "node:test";
import {callingPerson, dueOf, failedAttempts, inOrder, isErased, isLate, isToRetry, lacksOnlyTick, levelOf, promisesOf, telAddress} from "../../clients/web/app/callback/callback.js";

const at = (clock) => Date.parse(`2026-11-25T${clock}:00Z`);
const time = (clock) => `2026-11-25T${clock}:00Z`;

/** To be met by 15:00, soon from 14:00; read before that. */
const callback = ({promise, standing, ...rest} = {}) => ({
  name: "branches/centrum/callbacks/1",
  state: "ACKNOWLEDGED",
  promise: {number: 1, status: "ON_TRACK", due_time: time("15:00"), ...promise},
  standing: {level: "ON_TIME", worsens_time: time("14:00"), worsens_to: "SOON", moment: "PROMISED", due_time: time("15:00"), rank_time: time("15:00"), ...standing},
  ...rest,
});

test("it grows worse by itself at the moment that the services named, and to what they named", () => {
  assert.equal(levelOf(callback(), at("13:59")), "ON_TIME");
  assert.equal(levelOf(callback(), at("14:00")), "SOON");
  const soon = callback({standing: {level: "SOON", worsens_time: "2026-11-25T15:00:00.001Z", worsens_to: "LATE"}});
  assert.equal(isLate(soon, at("15:00")), false, "on time means at or before");
  assert.equal(isLate(soon, at("15:00") + 1), true);
  const late = callback({standing: {level: "LATE", worsens_time: undefined, worsens_to: undefined}});
  assert.equal(isLate(late, at("09:00")), true, "whatever this desk's clock says");
});

test("the moment that must be met is the one that the services name, whatever the promise", () => {
  const retry = callback({standing: {moment: "RETRY", due_time: time("16:00")}});
  assert.equal(dueOf(retry), at("16:00"));
  assert.equal(isToRetry(retry), true);
  assert.equal(isToRetry(callback()), false);
});

test("after a conversation only the tick is missing, unless another call was agreed", () => {
  assert.equal(lacksOnlyTick(callback({promise: {reached: true}})), true);
  assert.equal(lacksOnlyTick(callback({promise: {reached: true}, retry_time: time("17:00")})), false);
  assert.equal(lacksOnlyTick(callback({state: "COMPLETED", promise: {reached: true}})), false);
});

test("lists are in the order of the index: by rank, then by name, whatever the level", () => {
  const named = (name, rank, level = "ON_TIME") => ({...callback({standing: {rank_time: rank && time(rank), level}}), name});
  const names = [named("d", ""), named("c", "15:00", "LATE"), named("b", "15:00"), named("a", "16:00"), named("e", "14:20")].sort(inOrder).map(({name}) => name);
  assert.deepEqual(names, ["e", "b", "c", "a", "d"]);
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
  assert.equal(telAddress({phone_number: "14 030", phone_number_e164: "+3114030", phone_number_dialled: "14030"}), "tel:14030");
  assert.equal(telAddress({phone_number: "06 12"}), "", "no service has read it");
  assert.equal(telAddress({phone_number: "", other_contact: "info@example.org"}), "");
});

test("an erased caller is told from one who was helped at the desk", () => {
  assert.equal(isErased({state: "COMPLETED", caller: {}}), true);
  assert.equal(isErased({state: "COMPLETED", caller: {}, disposition: "HANDLED_AT_DESK"}), false);
  assert.equal(isErased({state: "ASSIGNED", caller: {}}), false);
});
