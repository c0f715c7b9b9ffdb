// The board of a branch: finding a callback, looking into it, dealing work out.
import assert from "node:assert/strict";
import {after, afterEach, before, beforeEach, test} from "node:test";
import {note, rowOf, shown} from "./work.mjs";
import {eventually, picture, World} from "./world.mjs";

let world, context, page;

before(async () => {
  world = await World.start();
  await note(world, {name: "Noël Çelik", reason: "Fiets rammelt", phone: "06 1111 2222"});
  await note(world, {name: "Bakkerij Van Dam", who: "daan", category: "complaint", reason: "Levering te laat", phone: "030 234 5678"});
  await note(world, {name: "Meneer Bos", who: "team:werkplaats", reason: "Band loopt leeg", phone: "06 3333 4444"});
  [context] = await world.contexts(1);
});
after(() => world.end());
beforeEach(async () => {
  page = await world.desk(context, {person: "mia", path: "/#/board"});
  await rowOf(page, "Noël Çelik").waitFor();
});
afterEach(async () => {
  assert.deepEqual(page.faults, []);
  await page.close();
});

const names = () => page.locator(".row-name").allTextContents();
const shows = (wanted) => eventually(`the board shows ${wanted}`, async () => JSON.stringify((await names()).sort()) === JSON.stringify([...wanted].sort()));
const open = async (name) => {
  await rowOf(page, name).locator(".row-link").click();
  await page.locator(".panel .past li").first().waitFor();
};

test("filters and search narrow what is shown", async () => {
  await shows(["Noël Çelik", "Bakkerij Van Dam", "Meneer Bos"]);
  await page.keyboard.press("/");
  await page.keyboard.type("noel");
  await shows(["Noël Çelik"]);
  await page.keyboard.press("Escape");
  await shows(["Noël Çelik", "Bakkerij Van Dam", "Meneer Bos"]);
  await page.keyboard.press("/");
  await page.keyboard.type("levering");
  await shows(["Bakkerij Van Dam"]);
  await page.keyboard.press("Escape");
  await page.getByLabel("Onderwerp").selectOption({label: "Klacht"});
  await shows(["Bakkerij Van Dam"]);
  await page.getByRole("button", {name: "Filter wissen"}).click();
  await page.getByLabel("Collega").selectOption({label: "Anna Visser"});
  await shows(["Noël Çelik"]);
  await page.getByRole("button", {name: "Filter wissen"}).click();
  await page.getByRole("button", {name: /^Van mij/}).click();
  await page.getByText("Niets gevonden.").waitFor();
});

test("what becomes at risk and late is shown so by itself, without anything happening to it", async () => {
  const world_before = world.offset_ms ?? 0;
  const risk = page.getByRole("button", {name: /^Wordt krap/});
  const late = page.getByRole("button", {name: /^Te laat/});
  assert.equal(world_before, 0);
  await late.filter({hasText: "0"}).waitFor();
  world.advance({minutes: 125}); // the complaint was promised within two hours
  await late.filter({hasText: "1"}).waitFor();
  await late.click();
  await shows(["Bakkerij Van Dam"]);
  await rowOf(page, "Bakkerij Van Dam").filter({hasText: "te laat"}).waitFor();
  await rowOf(page, "Bakkerij Van Dam").locator(".badge-bad").filter({hasText: "Te laat"}).waitFor();
  await risk.waitFor();
});

test("the panel tells what was promised, what happened, and how it was counted", async () => {
  await open("Noël Çelik");
  const panel = page.locator(".panel");
  await panel.getByText("Fiets rammelt").waitFor();
  await panel.getByText("Genoteerd voor Anna Visser").waitFor();
  await panel.getByText("Toegewezen aan Anna Visser").waitFor();
  await page.keyboard.press("e");
  await panel.locator(".explanation li").filter({hasText: "Uiterlijk"}).waitFor();
  assert.equal(await panel.locator(".explanation [lang=en]").count(), 0, "all of it is told in Dutch");
  await picture(page, "board_panel");
  await page.keyboard.press("Escape");
  await panel.waitFor({state: "detached"});
  await page.locator(".row-link:focus").waitFor();
});

test("a callback found by its number is shown though it is closed, and can be opened again with a reason", async () => {
  const closed = await note(world, {name: "Sofie Willemsen", phone: "06 7777 8888"});
  world.krul("anna", "done", closed.name, "--remark", "Geregeld");
  await rowOf(page, "Sofie Willemsen").waitFor({state: "detached"});
  await page.keyboard.press("/");
  await page.keyboard.type("+31 6 7777 8888");
  await rowOf(page, "Sofie Willemsen").filter({hasText: "Nagekomen"}).waitFor();
  await open("Sofie Willemsen");
  await page.locator(".panel").getByText("Geregeld").waitFor();
  await page.keyboard.press("o");
  await page.locator(".action-form input:focus").waitFor();
  await page.keyboard.type("Belde toch nog terug");
  await page.keyboard.press("Enter");
  await page.locator(".panel").getByText("Toezegging 2").waitFor();
  const again = shown(world, closed);
  assert.equal(again.promise.number, 2);
  assert.equal(again.former_promises[0].status, "KEPT", "the first verdict stands");
});

test("another time agreed with the caller is kept beside the first", async () => {
  const callback = await note(world, {name: "Lisa Kramer"});
  await rowOf(page, "Lisa Kramer").waitFor();
  await open("Lisa Kramer");
  await page.keyboard.press("t");
  await page.locator(".action-form select:focus").waitFor();
  const tomorrow = new Date(Date.now() + 26 * 3_600_000).toLocaleDateString("sv-SE", {timeZone: "Europe/Amsterdam"});
  await page.getByLabel("Dag").selectOption(tomorrow);
  await page.getByLabel("Tijd", {exact: true}).fill("1530");
  await page.getByLabel("Waarom, en wie").fill("Wil liever morgen, Mia heeft het gezegd");
  await page.keyboard.press("Enter");
  await page.locator(".panel .promises").getByText("eerst toegezegd").waitFor();
  const moved = shown(world, callback);
  const shownTime = new Date(moved.promise.due_time).toLocaleTimeString("nl-NL", {timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit"});
  assert.equal(shownTime, "15:30", "the time that was typed is that of the branch");
  assert.notEqual(moved.promise.original_due_time, moved.promise.due_time);
});

test("when a colleague falls ill, what she has not confirmed goes to others, and the rest is dealt out", async () => {
  const taken = await note(world, {name: "Fleur de Jong", who: "noor"});
  world.krul("noor", "ack", taken.name);
  const untaken = await note(world, {name: "Garage Hendriks", who: "noor"});
  await rowOf(page, "Garage Hendriks").filter({hasText: "Noor Smit"}).waitFor();
  await page.keyboard.press("w");
  await page.getByRole("button", {name: "Noor Smit is afwezig"}).click();
  await page.locator(".away-form").getByRole("button", {name: "Is afwezig"}).click();
  await page.locator(".person-away").filter({hasText: "Noor Smit"}).filter({hasText: "afwezig tot nader bericht"}).waitFor();
  await eventually("somebody else has it", () => !["noor", undefined].includes(shown(world, untaken).assignee?.person));
  await page.locator(".person-away").getByRole("button", {name: "bekijk en geef door"}).click();
  await shows(["Fleur de Jong"]);
  await picture(page, "board_who_is_there");
  await open("Fleur de Jong");
  await page.keyboard.press("f");
  await page.locator(".action-form select:focus").waitFor();
  await page.getByLabel("Aan wie").selectOption({label: "Anna Visser"});
  await page.getByLabel("Bericht erbij").fill("Noor is ziek");
  await page.keyboard.press("Enter");
  await page.locator(".panel").getByText("Doorgegeven aan Anna Visser").waitFor();
  await page.locator(".panel").getByText("Noor is ziek").waitFor();
  assert.deepEqual(shown(world, taken).assignee, {person: "anna"});
  await page.getByRole("button", {name: "Noor Smit is er weer"}).click();
  await page.locator(".person-away").waitFor({state: "detached"});
});
