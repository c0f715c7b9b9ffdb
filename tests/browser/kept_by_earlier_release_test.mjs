// What the web desk of an earlier release left in a browser is read by this one: each note that was never confirmed is delivered once, under its id.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {after, before, test} from "node:test";
import {Receptionist} from "./receptionist.mjs";
import {eventually, World} from "./world.mjs";

const LEFT = JSON.parse(readFileSync(`${process.env.KRUL_SOURCE}/tests/upgrade/0.1.0/desk.json`, "utf8"));
const noteOf = (name) => LEFT.stores.notes.records.map(({value}) => value).find((note) => note.draft.name === name);

let world, page, desk;
const sent = [];

/** Lays down the records as they were kept, in the page's own browser, before a desk is opened there. */
const layDown = async ({version, stores, settings}) => {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("krul", version);
    request.onupgradeneeded = () => Object.entries(stores).forEach(([name, {keyPath}]) => request.result.createObjectStore(name, keyPath ? {keyPath} : {}));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = database.transaction(Object.keys(stores), "readwrite");
  for (const [name, {keyPath, records}] of Object.entries(stores)) {
    for (const {key, value} of records) transaction.objectStore(name).put(value, keyPath ? undefined : key);
  }
  await new Promise((resolve, reject) => Object.assign(transaction, {oncomplete: resolve, onabort: () => reject(transaction.error)}));
  database.close();
  for (const [name, value] of Object.entries(settings)) localStorage.setItem(name, value);
};

before(async () => {
  world = await World.start();
  world.advance({minutes: Math.round((LEFT.now_ms - world.now()) / 60_000) + 60}); // an hour after they were taken
  const context = await world.browser();
  context.on("request", (request) => /\/v1\/(NoteCallback|RecordHandledAtDesk)$/.test(request.url()) && sent.push(request.postDataJSON().callback_id));
  const empty = await context.newPage();
  await empty.goto(`${world.address}/icon.svg`);
  await empty.evaluate(layDown, LEFT);
  await empty.close();
  page = await world.desk(context);
  desk = new Receptionist(page);
});
after(() => world.end());

const keptNotes = () =>
  new Promise((resolve) => {
    indexedDB.open("krul").onsuccess = ({target}) => {
      target.result.transaction("notes").objectStore("notes").count().onsuccess = (counted) => resolve(counted.target.result);
      target.result.close();
    };
  });
const shown = (note) => world.krulJson("mia", "show", note.id);
const delivered = ["Nooit Gehoord", "Zonder Lijn", ""];

test("each note is delivered once, under its id, counted from its call", async () => {
  await eventually("only one is kept", async () => (await page.evaluate(keptNotes)) === 1);
  await desk.pending().filter({hasText: "1 notitie vraagt om aandacht"}).waitFor();
  for (const name of delivered) {
    const note = noteOf(name);
    const saved = shown(note);
    assert.equal(saved.caller?.display_name ?? "", name);
    assert.equal(saved.history[0].actor, "fatima");
    if (name) assert.ok(Math.abs(Date.parse(saved.called_time) - note.taken_at) < 60_000, `${saved.called_time} for ${note.taken_at}`);
  }
  assert.deepEqual([...new Set(sent)].sort(), delivered.map((name) => noteOf(name).id).sort());
  assert.deepEqual(world.board().map(({caller}) => caller.display_name).sort(), ["Nooit Gehoord", "Zonder Lijn"]);
});

test("a note that was refused stays, with the reason, and is delivered under its id when it is corrected", async () => {
  const note = noteOf("Geweigerd Voor Noor");
  await desk.pending().click();
  const refused = page.locator(".pending-note").filter({hasText: note.draft.name});
  await refused.getByText("Deze persoon staat niet in de bedrijfsgegevens").waitFor();
  await refused.getByRole("button", {name: "Verbeteren"}).click();
  await page.locator("#who").fill("anna");
  await page.locator("#who").press("Enter");
  await desk.sentence().filter({hasText: "teruggebeld"}).waitFor();
  await desk.readBackAndSave();
  await desk.saved().waitFor();
  await eventually("nothing is pending", async () => (await desk.pending().count()) === 0);
  assert.equal(shown(note).caller.display_name, note.draft.name);
});

test("opened once more, the desk delivers nothing again", async () => {
  const count = sent.length;
  await page.reload();
  await page.locator(".line-connected").waitFor();
  await page.locator("#who").waitFor();
  assert.equal(await desk.pending().count(), 0);
  assert.equal(sent.length, count);
  assert.equal(world.board().length, 3);
  assert.deepEqual(page.faults, []);
});
