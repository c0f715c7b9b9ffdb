// Ctrl-K for everything, the keys, the settings, signing in and out.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {after, afterEach, before, beforeEach, test} from "node:test";
import {Receptionist} from "./receptionist.mjs";
import {accessibilityFaults, eventually, World} from "./world.mjs";

let world, context, page, desk;

before(async () => {
  world = await World.start();
});
after(() => world.end());
beforeEach(async () => {
  context = await world.browser();
  page = await world.desk(context);
  desk = new Receptionist(page);
  await page.locator("#who:focus").waitFor();
});
afterEach(async () => {
  const {faults} = page;
  await context.close();
  assert.deepEqual(faults, []);
});

async function palette(text) {
  await desk.key("Control+k");
  await page.locator(".palette-input:focus").waitFor();
  await desk.type(text);
}
const chosen = () => page.locator(".palette-item[aria-selected=true]");
const leaveTheField = () => page.locator("h1").first().click();

test("a colleague is found from within a field, and the form is for him", async () => {
  await desk.type("wil");
  await palette("daan");
  await chosen().filter({hasText: "Daan Bakker"}).waitFor();
  await desk.key("Enter");
  await page.locator("#who").waitFor();
  await eventually("the form is for Daan", async () => (await page.locator("#who").inputValue()) === "Daan Bakker");
  await page.getByRole("button", {name: "Wissen"}).click();
});

test("a caller is found by name and by number, and leads to what was promised", async () => {
  world.krul("mia", "note", "--for", "anna", "--name", "Mevrouw Zoekmij", "--phone", "0617171717", "--read-back");
  for (const text of ["zoekmij", "0617171717"]) {
    await eventually("the palette knows the caller", async () => {
      await palette(text);
      const known = await chosen().filter({hasText: "Mevrouw Zoekmij"}).count();
      if (!known) await desk.key("Escape");
      return known;
    });
    await desk.key("Enter");
    await page.waitForURL(/#\/board\/branches\/centrum\/callbacks\//);
    await page.getByText("Mevrouw Zoekmij").first().waitFor();
  }
});

test("an action is found and done; arrows choose, Escape gives the caret back", async () => {
  await desk.key("Control+k");
  await page.locator(".palette-input:focus").waitFor();
  const first = await chosen().textContent();
  await desk.key("ArrowDown");
  assert.notEqual(await chosen().textContent(), first);
  await desk.key("ArrowUp");
  assert.equal(await chosen().textContent(), first);
  await desk.type("zzzzzz");
  await page.getByText("Niets gevonden").waitFor();
  await desk.key("Escape");
  await page.locator("#who:focus").waitFor();
  await palette("instell");
  await desk.key("Enter");
  await page.locator(".settings").waitFor();
  await desk.key("Escape");
});

test("single keys lead to the views, not while somebody types, and not when they are off", async () => {
  await desk.type("b");
  assert.equal(await page.locator("#who").inputValue(), "b");
  await desk.key("Backspace");
  await leaveTheField();
  await desk.key("b");
  await page.waitForURL(/#\/board/);
  await desk.key("n");
  await page.waitForURL(/#\/take_a_call/);
  await leaveTheField();
  await desk.key("?");
  await page.locator(".key-list").getByText("Bord").waitFor();
  await desk.key("b"); // what lies on top has the keys
  assert.match(page.url(), /#\/take_a_call/);
  await desk.key("Escape");
  await desk.key(",");
  await page.getByRole("checkbox", {name: "Losse toetsen"}).uncheck();
  await desk.key("Escape");
  await page.locator("h1").first().click();
  await desk.key("b");
  await palette("bord");
  await page.locator(".palette-item").first().waitFor();
  await desk.key("Escape");
  assert.match(page.url(), /#\/take_a_call/);
});

test("Escape leaves a field, and the key of a view that is open leads back into it", async () => {
  await desk.type("an");
  await desk.key("Escape"); // the list
  await desk.key("Escape"); // the field
  await desk.key("n");
  await page.locator("#who:focus").waitFor();
  assert.equal(await page.locator("#who").inputValue(), "an");
  await page.getByRole("button", {name: "Wissen"}).click();
});

test("language and colours follow the branch and the system, and can be chosen; the choice stays", async () => {
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await palette("english");
  await desk.key("Enter");
  await page.getByRole("heading", {name: "Take a call"}).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await palette("dark");
  await desk.key("Enter");
  await eventually("it is dark", async () => (await ground()) !== light);
  await page.reload();
  await page.getByRole("heading", {name: "Take a call"}).waitFor();
  assert.notEqual(await ground(), light);
  // What is said to callers stays in the branch's language.
  assert.match(await page.locator(".say-large").textContent(), /u spreekt met/);
});

test("who signs out leaves nothing of callers behind; who signs in next is offered the same place", async () => {
  await desk.note({name: "Blijft Niet", phone: "0618181818"});
  const board = () =>
    page.evaluate(async () => JSON.stringify((await (await import("/app/offline/desk_memory.js")).remembered()).board ?? null));
  await eventually("the board is remembered", async () => (await board()).includes("Blijft Niet"));
  await page.getByRole("button", {name: "Afmelden"}).click();
  await page.locator(".sign-in-card").waitFor();
  await eventually("the board is forgotten", async () => (await board()) === "null");
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.locator("select").nth(1).selectOption("anna");
  await page.locator(".sign-in-card button[type=submit]").click();
  await page.locator(".who-name").filter({hasText: "Anna Visser"}).waitFor();
});

test("where a credential is asked, a wrong one is refused in words", async () => {
  await world.gateway.end();
  await world.startGateway({flags: ["--sign-in", "credential"]});
  const other = await world.browser();
  const tab = await other.newPage();
  await tab.goto(world.address);
  const fields = tab.locator(".sign-in-card input");
  await fields.nth(0).fill("centrum");
  await fields.nth(1).fill("fatima");
  await tab.locator("input[type=password]").fill("verkeerd");
  await tab.locator("button[type=submit]").click();
  await tab.getByRole("alert").filter({hasText: "Deze toegangscode klopt niet"}).waitFor();
  assert.deepEqual(await accessibilityFaults(tab), []);
  await tab.locator("input[type=password]").fill(readFileSync(`${world.folder}/state/credential`, "utf8").trim());
  await tab.locator("button[type=submit]").click();
  await tab.locator(".line-connected").waitFor();
  await other.close();
  await world.gateway.end();
  await world.startGateway();
});
