// Finding a callback on the board.
import assert from "node:assert/strict";
import {test} from "node:test";
import {countKinds, EVERYTHING, passes} from "../../clients/web/app/board/filter.js";

const now = Date.parse("2026-11-25T14:30:00Z");
const seen = {me: "anna", now};
const callback = ({level = "ON_TIME", person = "anna", ...rest} = {}) => ({
  state: "ACKNOWLEDGED",
  category: "question",
  reason: "Fiets rammelt",
  caller: {display_name: "Noël Çelik", phone_number: "06 1234 5678", phone_number_e164: "+31612345678", reference: "A-77"},
  assignee: person ? {person} : {pool: "centrum"},
  standing: {level},
  ...rest,
});
const finds = (what, words) => passes(what, {...EVERYTHING, words}, seen);

test("words are found in name, reason and reference, without regard to accents and capitals", () => {
  for (const words of ["noel", "ÇELIK", "celik rammelt", "a-77", "  ", "fiets"]) assert.ok(finds(callback(), words), words);
  for (const words of ["jansen", "noel jansen"]) assert.ok(!finds(callback(), words), words);
});

test("a number is found however it is written", () => {
  for (const words of ["06 1234 5678", "0612345678", "+31 6 1234 5678", "0031612345678", "12345678", "06-1234"]) assert.ok(finds(callback(), words), words);
  for (const words of ["0698765432", "+32612345678"]) assert.ok(!finds(callback(), words), words);
  for (const words of ["\uff10\uff16 \uff11\uff12\uff13\uff14", "\u202a0612345678\u202c", "06\u200e1234"]) assert.ok(finds(callback(), words), JSON.stringify(words));
});

test("each kind shows its own, and late ones are not counted as at risk", () => {
  const all = [
    callback(),
    callback({person: "bob"}),
    callback({person: ""}),
    callback({person: "bob", level: "LATE"}),
    callback({person: "bob", level: "SOON"}),
  ];
  assert.deepEqual(countKinds(all, seen), {all: 5, mine: 1, nobody: 1, late: 1, risk: 1});
});

test("person and category narrow further", () => {
  assert.ok(passes(callback(), {...EVERYTHING, person: "anna", category: "question"}, seen));
  assert.ok(!passes(callback(), {...EVERYTHING, person: "bob"}, seen));
  assert.ok(!passes(callback(), {...EVERYTHING, category: "order"}, seen));
});
