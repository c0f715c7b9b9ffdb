// Take a call, as a receptionist does: without the mouse, with the receiver in one hand.
import assert from "node:assert/strict";
import {after, afterEach, before, beforeEach, test} from "node:test";
import {picture, World} from "./world.mjs";

let world, context, page;

before(async () => {
  world = await World.start();
  context = await world.browser();
});
after(() => world.end());
beforeEach(async () => {
  page = await world.desk(context);
});
afterEach(async () => {
  assert.deepEqual(page.faults, []);
  await page.close();
});

const key = (name) => page.keyboard.press(name);
const type = (text) => page.keyboard.type(text);
const sentence = () => page.locator(".sentence");
const saved = () => page.locator(".saved-confirmed .saved-line");
const callersNamed = (name) => world.board().filter(({caller}) => caller.display_name === name);

/** The usual call, up to the read-back. */
async function fillIn({who = "anna", name, phone, reason = ""}) {
  await type(who);
  await key("Enter");
  await type(name);
  await key("Tab");
  await type(phone);
  await key("Tab");
  await key("Tab");
  await type(reason);
}

async function confirmAndSave() {
  await page.getByRole("button", {name: "Ja, dat klopt"}).waitFor();
  await key("Enter");
  await page.locator(".save:not([aria-disabled])").waitFor();
  await key("Control+Enter");
}

test("a note takes at most 20 keys beside the typed text, and is saved as it was spoken", async () => {
  let keys = 0;
  await page.exposeFunction("countKey", () => keys++);
  await page.evaluate(() => addEventListener("keydown", () => window.countKey(), true));
  const typed = ["anna", "Mevrouw De Wit", "0612345678", "Fiets rammelt"];

  await page.locator("#who:focus").waitFor();
  await picture(page, "take_a_call_greeting");
  await fillIn({who: typed[0], name: typed[1], phone: typed[2], reason: typed[3]});
  await sentence().filter({hasText: "teruggebeld"}).waitFor();
  await key("Control+Enter");
  await page.locator(".read-back-line").filter({hasText: "06 12345678"}).waitFor();
  await picture(page, "take_a_call_read_back");
  assert.equal(callersNamed("Mevrouw De Wit").length, 0, "nothing is saved before the read-back is confirmed");
  await confirmAndSave();

  await saved().waitFor();
  assert.match(await saved().textContent(), /^Vastgelegd\. Anna Visser belt/);
  await page.getByText("Dank u wel voor het bellen, u hoort van ons.").waitFor();
  await picture(page, "take_a_call_saved");
  const [note] = callersNamed("Mevrouw De Wit");
  assert.equal(note.caller.phone_number_e164, "+31612345678");
  assert.equal(note.reason, "Fiets rammelt");
  assert.deepEqual(note.requested, {person: "anna"});
  const beside = keys - typed.join("").length;
  assert.ok(beside > 0 && beside <= 20, `${beside} keys beside the text`);
  await page.locator("#who:focus").waitFor();
});
