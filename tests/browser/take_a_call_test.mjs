// Take a call, as a receptionist does: without the mouse, with the receiver in one hand.
import assert from "node:assert/strict";
import {after, afterEach, before, beforeEach, test} from "node:test";
import {Receptionist} from "./receptionist.mjs";
import {eventually, picture, World} from "./world.mjs";

let world, context, page, desk;

before(async () => {
  world = await World.start();
  context = await world.browser();
});
after(() => world.end());
beforeEach(async () => {
  page = await world.desk(context);
  desk = new Receptionist(page);
});
afterEach(async () => {
  assert.deepEqual(page.faults, []);
  await page.close();
});

const callersNamed = (name) => world.board().filter(({caller}) => caller.display_name === name);

test("a note takes at most 20 keys beside the typed text, and is saved as it was spoken", async () => {
  let keys = 0;
  await page.exposeFunction("countKey", () => keys++);
  await page.evaluate(() => addEventListener("keydown", () => window.countKey(), true));
  const call = {who: "anna", name: "Mevrouw De Wit", phone: "0612345678", reason: "Fiets rammelt"};

  await page.locator("#who:focus").waitFor();
  await picture(page, "take_a_call_greeting");
  await desk.fillIn(call);
  await desk.sentence().filter({hasText: "teruggebeld"}).waitFor();
  await desk.key("Control+Enter");
  await page.locator(".read-back-line").filter({hasText: "06 12345678"}).waitFor();
  await picture(page, "take_a_call_read_back");
  await desk.key("Control+Enter");
  assert.equal(callersNamed(call.name).length, 0, "nothing is saved before the read-back is confirmed");
  await desk.key("Enter");
  await page.locator(".save:not([aria-disabled]):focus").waitFor();
  const spoken = await desk.sentence().textContent();
  await desk.key("Control+Enter");

  await desk.saved().waitFor();
  assert.match(await desk.saved().textContent(), /^Vastgelegd\. Anna Visser belt/);
  await page.getByText("Dank u wel voor het bellen, u hoort van ons.").waitFor();
  await picture(page, "take_a_call_saved");
  const [note] = callersNamed(call.name);
  assert.equal(note.caller.phone_number_e164, "+31612345678");
  assert.equal(note.reason, call.reason);
  assert.deepEqual(note.requested, {person: "anna"});
  const due = new Intl.DateTimeFormat("nl-NL", {timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit"}).format(new Date(note.promise.due_time)).replace("00:00", "24:00");
  assert.ok(spoken.includes(due.replace(":", ".")), `${spoken} is ${due}`);
  const beside = keys - Object.values(call).join("").length;
  assert.ok(beside > 5 && beside <= 20, `${beside} keys beside the text`);
  await page.locator("#who:focus").waitFor();
});

test("who is asked for is found by a few letters, with who is away until when; he himself, later, needs consent", async () => {
  world.krul("mia", "away", "daan", "--until", "+30h");
  await desk.type("baku"); // no name has these letters in this order
  await page.getByText("Niemand gevonden").waitFor();
  for (let letter = 0; letter < 4; letter++) await desk.key("Backspace");
  await desk.type("bak");
  const option = page.getByRole("option", {name: "Daan Bakker"});
  await option.filter({hasText: "afwezig tot"}).waitFor();
  await desk.key("Tab");
  await page.locator("#name:focus").waitFor();
  await desk.type("Jan Zomer");
  await desk.key("Tab");
  await desk.type("030 1234567");

  await page.locator(".say-small").waitFor(); // the kind words
  await desk.sentence().filter({hasText: "Noor Smit"}).waitFor();
  await desk.key("F2");
  await desk.sentence().filter({hasText: "Daan Bakker"}).waitFor();
  await picture(page, "take_a_call_away");
  await desk.key("Control+Enter");
  await page.locator(".question .primary:focus").waitFor();
  await desk.key("Enter");
  await page.getByText("Gaat de beller akkoord dat Daan Bakker later belt?").waitFor();
  await desk.key("Control+Enter");
  assert.equal(callersNamed("Jan Zomer").length, 0, "nothing is saved before the caller has agreed");
  await page.locator(".question .primary:focus").waitFor();
  await picture(page, "take_a_call_consent");
  await desk.key("Enter");
  await page.locator(".save:not([aria-disabled]):focus").waitFor();
  await desk.key("Control+Enter");
  await desk.saved().waitFor();
  assert.equal(callersNamed("Jan Zomer")[0].promise.agreed_otherwise, true);
  world.krul("mia", "back", "daan");
});

test("a known number shows what it waits for; noting again attaches to it, unless it is another matter", async () => {
  await desk.note({name: "Olga Prins", phone: "0622334455", reason: "Eerste vraag"});
  const [first] = callersNamed("Olga Prins");

  await desk.fillIn({who: "noor", name: "olga prins", phone: "06 22 33 44 55", reason: "Nog niets gehoord"});
  await page.locator(".open-promise-attached").filter({hasText: "Eerste vraag"}).waitFor();
  await picture(page, "take_a_call_known_number");
  await desk.readBackAndSave();
  await desk.saved().filter({hasText: "Toegevoegd aan de open toezegging"}).waitFor();
  const [risen, ...others] = callersNamed("Olga Prins");
  assert.equal(others.length, 0);
  assert.equal(risen.name, first.name);
  assert.equal(risen.chaser_count, 1);

  await desk.fillIn({who: "noor", name: "Olga Prins", phone: "0622334455", reason: "Iets heel anders"});
  await page.locator(".open-promise-attached").waitFor();
  await desk.key("F8");
  await desk.sentence().filter({hasText: "teruggebeld"}).waitFor();
  await desk.readBackAndSave();
  await desk.saved().filter({hasText: "Vastgelegd. Noor Smit belt"}).waitFor();
  assert.equal(callersNamed("Olga Prins").length, 2);
});

test("a switchboard's screen pop fills in the number, and what is known of it is there before anything is typed", async () => {
  await desk.note({name: "Piet Prefill", phone: "0633445566", reason: "Offerte"});
  await page.goto(`${world.address}/?phone=%2B31633445566`);
  await page.locator("#phone").waitFor();
  assert.equal(await page.locator("#phone").inputValue(), "+31633445566");
  assert.equal(new URL(page.url()).search, "", "a reload would fill it in again");
  await page.locator(".open-promise").filter({hasText: "Offerte"}).waitFor();
  await page.getByRole("button", {name: "Dit nummer is bekend: Piet Prefill"}).waitFor();

  // What is being typed is not written over.
  await page.goto(`${world.address}/?phone=tel:%2B31699999999`);
  await page.locator("#phone").waitFor();
  assert.equal(await page.locator("#phone").inputValue(), "+31633445566");
  await page.getByRole("button", {name: "Wissen"}).click();
  await page.goto(`${world.address}/?phone=tel:%2B31699999999`);
  await page.locator("#phone").waitFor();
  assert.equal(await page.locator("#phone").inputValue(), "+31699999999");
  await page.getByRole("button", {name: "Wissen"}).click();
});

test("a number that cannot be is refused beside its field; a withheld one needs another way to reach the caller", async () => {
  await desk.fillIn({name: "Zonder Nummer", phone: "0612"});
  await page.locator("#phone-fault").filter({hasText: "Telefoonnummer"}).waitFor();
  await desk.sentence().filter({hasText: "teruggebeld"}).waitFor(); // the promise stands nonetheless
  await desk.key("Control+Enter");
  await page.locator("#phone:focus").waitFor();
  for (let digit = 0; digit < 4; digit++) await desk.key("Backspace");
  await desk.key("Control+Enter");
  await page.locator("#phone:focus").waitFor();
  await desk.key("F4");
  await page.locator("#from:focus").waitFor();
  await desk.type("15");
  await page.locator("#other_contact").focus();
  await desk.type("zonder@example.org");
  await picture(page, "take_a_call_more");
  await desk.readBackAndSave();
  await desk.saved().waitFor();
  const [note] = callersNamed("Zonder Nummer");
  assert.equal(note.caller.other_contact, "zonder@example.org");
  assert.equal(note.window.from_minute, 15 * 60);
});

test("a quote that is over is spoken anew and read back again", async () => {
  await desk.fillIn({name: "Lange Adem", phone: "0644556677"});
  await desk.key("Control+Enter");
  await page.locator(".question .primary:focus").waitFor();
  await desk.key("Enter");
  await page.locator(".save:not([aria-disabled]):focus").waitFor();
  const before = await desk.sentence().textContent();
  world.advance({minutes: 45});
  await desk.key("Control+Enter");
  await page.getByText("Zeg de nieuwe zin en lees opnieuw terug").waitFor();
  await eventually("another sentence", async () => (await desk.sentence().textContent()) !== before);
  assert.equal(callersNamed("Lange Adem").length, 0);
  await page.locator(".question .primary:focus").waitFor();
  await desk.key("Enter");
  await page.locator(".save:not([aria-disabled]):focus").waitFor();
  await desk.key("Control+Enter");
  await desk.saved().waitFor();
  assert.equal(callersNamed("Lange Adem").length, 1);
  await eventually("nothing is pending", async () => (await desk.pending().count()) === 0);
});

test("helped at once is counted, and promises nothing", async () => {
  const before = Number(world.krulJson("mia", "report").total?.handled_at_desk ?? 0);
  await desk.key("F9");
  await page.getByText("Is de beller helemaal geholpen?").waitFor();
  await desk.key("Escape");
  await desk.key("F9");
  await page.locator(".question .primary:focus").waitFor();
  await desk.key("Enter");
  await desk.saved().filter({hasText: "zelf geholpen"}).waitFor();
  await eventually("it counts", () => Number(world.krulJson("mia", "report").total?.handled_at_desk ?? 0) === before + 1);
});

test("what was typed outlives a look at another page and a reload", async () => {
  await desk.type("anna");
  await desk.key("Enter");
  await desk.type("Half Verhaal");
  await page.reload();
  await page.locator("#name").waitFor();
  assert.equal(await page.locator("#name").inputValue(), "Half Verhaal");
  assert.equal(await page.locator("#who").inputValue(), "Anna Visser");
  await page.getByRole("button", {name: "Wissen"}).click();
});

test("who falls away while the caller speaks changes what can be promised, at once", async () => {
  await desk.fillIn({who: "noor", name: "Vlak Voor", phone: "0619191919"});
  await desk.sentence().filter({hasText: "teruggebeld"}).waitFor();
  world.krul("mia", "away", "noor", "--until", "+30h");
  await page.locator(".say-small").filter({hasText: "Noor Smit"}).waitFor();
  await page.locator(".who-box > .presence").filter({hasText: "afwezig tot"}).waitFor();
  world.krul("mia", "back", "noor");
  await page.locator(".say-small").waitFor({state: "detached"});
  await page.getByRole("button", {name: "Wissen"}).click();
});

test("a session that ends in the middle of a call takes nothing with it", async () => {
  await desk.fillIn({name: "Middenin", phone: "0620202020"});
  await desk.sentence().filter({hasText: "teruggebeld"}).waitFor();
  await context.clearCookies();
  await desk.type("en toen");
  await page.locator("#name").fill("Middenin Gebleven");
  await page.locator(".sign-in-card button[type=submit]").click();
  await page.locator("#name").waitFor();
  assert.equal(await page.locator("#name").inputValue(), "Middenin Gebleven");
  assert.equal(await page.locator("#phone").inputValue(), "0620202020");
  await desk.sentence().filter({hasText: "teruggebeld"}).waitFor();
  await desk.readBackAndSave();
  await desk.saved().waitFor();
  assert.equal(callersNamed("Middenin Gebleven").length, 1);
});
