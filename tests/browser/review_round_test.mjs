// A review round by the keyboard alone.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {firmWithRound, note, rowOf} from "./work.mjs";
import {eventually, World} from "./world.mjs";

let world, page;

before(async () => {
  world = await World.start({firm: firmWithRound(30)});
  for (const [name, category] of [["Mevrouw De Wit", "complaint"], ["Karel Jansen", "question"], ["Garage Hendriks", "question"]]) await note(world, {name, category});
  const [context] = await world.contexts(1);
  page = await world.desk(context, {person: "mia", path: "/#/board"});
  await rowOf(page, "Mevrouw De Wit").waitFor();
  world.advance({minutes: 31});
  await eventually("the round has opened", () => world.krulJson("mia", "round", "list").rounds?.length > 0);
});
after(() => world.end());

const key = (name) => page.keyboard.press(name);
const current = (name) => page.locator(".entry-card h2").filter({hasText: name}).waitFor();
const ready = () => page.locator(".entry-form .primary:focus, .signing-here .primary:focus, .signing-here .button:focus").waitFor();
const round = () => world.krulJson("mia", "round");

test("a round that is not gone through cannot be signed, and says which entry is missing", async () => {
  await key("v");
  await page.locator(".round-open a:focus").waitFor();
  await key("Enter");
  await current("Mevrouw De Wit");
  await ready();
  await key("s");
  await ready();
  await key("Enter");
  await page.locator(".change-refused").filter({hasText: "3 open verzoeken zijn nog niet doorgenomen"}).waitFor();
  await current("Mevrouw De Wit");
});

test("entries are gone through one after the other, with a remark where there is one", async () => {
  await ready();
  await key("Shift+Tab");
  await page.keyboard.type("Anna belt na de middag");
  await key("Enter");
  await current("Karel Jansen");
  await page.getByText("1 van 3 doorgenomen").waitFor();
  await ready();
  await key("j");
  await current("Garage Hendriks");
  await key("k");
  await current("Karel Jansen");
  await ready();
  assert.equal(round().reviewed_count, 1, "looking is not going through");
  await key("Enter");
  await current("Garage Hendriks");
  const entries = round().entries;
  assert.deepEqual(entries.map(({remark}) => remark ?? ""), ["Anna belt na de middag", "", ""]);
  assert.equal(entries[0].reviewed_by, "mia");
});

test("what was closed meanwhile needs no look; then the round is signed with a remark", async () => {
  const last = world.board().find(({caller}) => caller.display_name === "Garage Hendriks");
  world.krul("anna", "done", last.name);
  await page.getByText("3 van 3 doorgenomen").waitFor();
  await page.locator(".signing").getByText("Alles is doorgenomen.").waitFor();
  await ready();
  await key("s");
  await ready();
  await key("Shift+Tab");
  await page.keyboard.type("Rustige dag");
  await key("Enter");
  await page.getByText("afgetekend door Mia de Boer").waitFor();
  const [signed] = world.krulJson("mia", "round", "list").rounds;
  assert.equal(signed.state, "ROUND_SIGNED");
  assert.equal(signed.remark, "Rustige dag");
  assert.deepEqual(page.faults, []);
});
