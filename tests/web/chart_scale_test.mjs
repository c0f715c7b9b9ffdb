// From figures to places on a drawing.
import assert from "node:assert/strict";
import {test} from "node:test";
import {bands, everyHowMany, pathOf, roundTicks, runs} from "../../clients/web/app/charts/scale.js";

test("marks are whole round numbers that reach the highest figure", () => {
  assert.deepEqual(roundTicks(0), [0, 1]);
  assert.deepEqual(roundTicks(3), [0, 1, 2, 3]);
  assert.deepEqual(roundTicks(9), [0, 5, 10]);
  for (let most = 1; most < 5000; most++) {
    const ticks = roundTicks(most);
    assert.ok(ticks.at(-1) >= most && ticks.length <= 6 && ticks.every(Number.isInteger), String(most));
  }
});

test("bands fill the room between the edges", () => {
  assert.deepEqual(bands(2, 10, 30), [{start: 10, middle: 15, width: 10}, {start: 20, middle: 25, width: 10}]);
  assert.deepEqual(bands(0, 10, 30), []);
});

test("labels never lie over each other", () => {
  assert.equal(everyHowMany(7, 50, 400), 1);
  assert.equal(everyHowMany(90, 50, 400), 12);
});

test("a line does not bridge what is not known", () => {
  const points = [1, 2, null, null, 3, null].map((y, x) => ({x, y}));
  assert.deepEqual(runs(points, ({y}) => y !== null).map((run) => run.map(({y}) => y)), [[1, 2], [3]]);
  assert.equal(pathOf([{x: 0, y: 1}, {x: 2.25, y: 3}]), "M0.0 1.0L2.3 3.0");
});
