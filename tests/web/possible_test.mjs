// What may be done is what a row of Callback.possible says, and nothing else.
import assert from "node:assert/strict";
import {test} from "node:test";
import {app} from "./app.mjs";

const {canUndo, may, nextAction, possibleActions} = await app("callback_panel/actions.js");
const {change} = await app("live/desk.js");

const at = (clock) => Date.parse(`2026-11-25T${clock}:00Z`);
const anna = {person: "anna", role: "ROLE_COLLEAGUE"};
const ALL = ["ROLE_DESK", "ROLE_COLLEAGUE", "ROLE_MANAGER"];
const callback = (rows, rest = {}) => ({state: "ASSIGNED", assignee: {person: "anna"}, possible: {rows}, ...rest});

test("role, person and time must fit in one and the same row", () => {
  const row = {roles: ["ROLE_COLLEAGUE"], actions: ["COMPLETE"], only_person: "anna", from_time: "2026-11-25T10:00:00Z", until_time: "2026-11-25T11:00:00Z"};
  const is = (me, clock, what = "COMPLETE") => may(callback([row]), what, me, at(clock));
  assert.equal(is(anna, "10:00"), true);
  assert.equal(is(anna, "11:00"), true, "the last instant is included");
  assert.equal(is(anna, "09:59"), false);
  assert.equal(may(callback([row]), "COMPLETE", anna, at("11:00") + 1), false);
  assert.equal(is({...anna, person: "daan"}, "10:30"), false);
  assert.equal(is({...anna, role: "ROLE_DESK"}, "10:30"), false);
  assert.equal(is(anna, "10:30", "FORWARD"), false);
  assert.equal(may(callback([{...row, actions: ["FORWARD"]}, {roles: ["ROLE_DESK"], actions: ["COMPLETE"]}]), "COMPLETE", anna, at("10:30")), false);
});

test("the state of the callback decides nothing", () => {
  for (const state of ["NOTED", "CALLING", "COMPLETED"]) {
    assert.equal(may(callback([{roles: ALL, actions: ["FORWARD"]}], {state}), "FORWARD", anna, at("10:00")), true, state);
    assert.equal(may(callback([], {state}), "FORWARD", anna, at("10:00")), false, state);
  }
});

test("buttons and the next step are among what is possible", () => {
  change({session: {person: "anna", role: "ROLE_COLLEAGUE"}});
  const seen = {me: "anna", now: at("10:00")};
  const one = callback([{roles: ALL, actions: ["ACKNOWLEDGE", "FORWARD", "UNDO"]}]);
  assert.deepEqual(possibleActions(one, seen).map(({id}) => id), ["acknowledge", "forward"]);
  assert.equal(canUndo(one, seen), true);
  assert.equal(nextAction(one, seen), "acknowledge");
  assert.equal(nextAction(callback([{roles: ALL, actions: ["FORWARD"]}]), seen), "");
  assert.deepEqual(possibleActions({...one, state: "ACKNOWLEDGED"}, seen).map(({id}) => id), ["forward"], "what is said is not offered again");
});
