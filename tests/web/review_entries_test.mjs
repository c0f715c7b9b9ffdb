// Going through a round: which entry comes next.
import assert from "node:assert/strict";
import {test} from "node:test";
import {isToBeHeld, nextToDo} from "../../clients/web/app/review_round/entries.js";

const entry = (callback, reviewed) => ({callback, ...(reviewed && {reviewed_time: "2026-11-25T09:00:00Z"})});
const open = () => ({state: "ASSIGNED"});

test("the next is the first behind this one that was not gone through, and the search goes round", () => {
  const entries = [entry("a"), entry("b", true), entry("c")];
  assert.equal(nextToDo(entries, 0, open), 0);
  assert.equal(nextToDo(entries, 1, open), 2);
  assert.equal(nextToDo([entry("a"), entry("b", true)], 1, open), 0);
});

test("what was closed meanwhile needs no look; when nothing is left, it is to be signed", () => {
  const states = {a: "COMPLETED", b: "ASSIGNED"};
  const callbackOf = (name) => ({state: states[name]});
  assert.equal(nextToDo([entry("a"), entry("b")], 0, callbackOf), 1);
  assert.equal(nextToDo([entry("a"), entry("b", true)], 0, callbackOf), -1);
  assert.equal(nextToDo([], 0, open), -1);
  assert.equal(nextToDo([entry("a")], 0, () => undefined), 0, "what this desk does not know is looked at");
});

test("a late round is still to be held, one that was not held is over", () => {
  assert.ok(isToBeHeld({state: "ROUND_OPEN"}) && isToBeHeld({state: "ROUND_LATE"}));
  assert.ok(!isToBeHeld({state: "ROUND_NOT_HELD"}) && !isToBeHeld({state: "ROUND_SIGNED"}));
});
