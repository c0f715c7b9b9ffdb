// What a desk shows when the server does not do as it was asked, or does not answer.
import assert from "node:assert/strict";
import {after, afterEach, before, beforeEach, test} from "node:test";
import {note, rowOf, shown} from "./work.mjs";
import {accessibilityFaults, eventually, picture, World} from "./world.mjs";

let world, context, page;

before(async () => {
  world = await World.start();
  // A service worker would see the requests before the test does.
  [context] = await world.contexts(1, {serviceWorkers: "block"});
});
after(() => world.end());
beforeEach(async () => {
  page = await world.desk(context, {person: "anna", path: "/#/my_calls"});
});
afterEach(async () => {
  assert.deepEqual(page.faults, []);
  await page.close();
});

// Routes of a page come before this: a request that is sent while the browser begins to intercept passes by them.
const open = async (name) => {
  await rowOf(page, name).locator(".row-link").click();
  await page.locator(".panel .past li").first().waitFor();
};
const refusal = () => page.locator(".panel .change-refused");

/** The answers to one RPC are kept back until the returned function is called. */
async function holdBack(rpc) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(`**/v1/${rpc}`, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test("nothing is shown as done before the server said so", async () => {
  const callback = await note(world, {name: "Mevrouw De Wit"});
  const release = await holdBack("Acknowledge");
  await open("Mevrouw De Wit");
  await page.keyboard.press("a");
  await page.locator(".panel .change-state").filter({hasText: "Opslaan"}).waitFor();
  assert.equal(await page.locator(".panel").getByText("Anna Visser: opgepakt").count(), 0);
  assert.equal(await page.locator(".toast").count(), 0);
  assert.equal(shown(world, callback).state, "ASSIGNED");
  release();
  await page.locator(".toast").filter({hasText: "Opgepakt."}).waitFor();
  await page.locator(".panel").getByText("Anna Visser: opgepakt").waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
});

test("when the answer is lost, the same change is sent again under the same id and counts once", async () => {
  const callback = await note(world, {name: "Karel Jansen"});
  const ids = [];
  await page.route("**/v1/RecordAttempt", async (route) => {
    ids.push(route.request().postDataJSON().request_id);
    if (ids.length > 1) return route.continue();
    await route.fetch(); // it is saved, but this desk does not hear of it
    return route.abort();
  });
  await open("Karel Jansen");
  await page.keyboard.press("r");
  await page.locator(".action-form input:focus").waitFor();
  await page.keyboard.press("2");
  await page.keyboard.press("Enter");
  await page.locator(".toast").filter({hasText: "Geen gehoor"}).waitFor();
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
  assert.equal(shown(world, callback).attempts.length, 1);
});

test("what was done while the gateway is away is shown as not confirmed, and saved once when it is back", async () => {
  const callback = await note(world, {name: "Bakkerij Van Dam"});
  await open("Bakkerij Van Dam");
  await world.gateway.end("SIGKILL");
  await page.locator(".line-lost").waitFor();
  await page.keyboard.press("a");
  await page.locator(".panel .change-unsure").filter({hasText: "Nog niet zeker"}).waitFor();
  await rowOf(page, "Bakkerij Van Dam").filter({hasText: "nog niet bevestigd"}).waitFor();
  assert.equal(shown(world, callback).state, "ASSIGNED");
  await world.startGateway();
  await page.locator(".toast").filter({hasText: "Opgepakt."}).waitFor();
  assert.equal(shown(world, callback).history.filter(({type}) => type === "EVENT_ACKNOWLEDGED").length, 1);
});

test("who is second to call is told who is first", async () => {
  const callback = await note(world, {name: "Dhr. Özdemir"});
  await page.route("**/v1/BeginCall", async (route) => {
    world.krul("daan", "call", callback.name); // a colleague is faster
    await route.continue();
  });
  await open("Dhr. Özdemir");
  await page.keyboard.press("c");
  await refusal().filter({hasText: "heeft de beller nu aan de lijn"}).waitFor();
  await page.locator(".calling-now").filter({hasText: "Daan Bakker belt nu"}).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await picture(page, "somebody_is_calling");
  await refusal().getByRole("button", {name: "Begrepen"}).click();
  await refusal().waitFor({state: "detached"});
});

test("undo takes back only one's own last step", async () => {
  const callback = await note(world, {name: "Sofie Willemsen"});
  await open("Sofie Willemsen");
  await page.keyboard.press("a");
  await page.locator(".toast").filter({hasText: "Opgepakt."}).waitFor();
  world.krul("daan", "forward", callback.name, "daan");
  await page.locator(".panel").getByText("Doorgegeven aan Daan Bakker").waitFor();
  await page.locator(".toast").getByRole("button", {name: "Ongedaan maken"}).first().click();
  await refusal().filter({hasText: "alleen de laatste stap"}).waitFor();
  assert.deepEqual(shown(world, callback).assignee, {person: "daan"});
});

test("passing on to one who is not there in time is asked once more, with one box", async () => {
  const callback = await note(world, {name: "Slagerij Kok"});
  world.krul("daan", "away", "daan");
  await open("Slagerij Kok");
  await page.keyboard.press("f");
  const form = page.locator(".action-form");
  await form.locator("select:focus").waitFor();
  const box = form.getByRole("checkbox");
  assert.equal(await box.count(), 0);
  await form.locator("select").selectOption("person/daan");
  await box.waitFor();
  await form.getByRole("button", {name: "Doorgeven"}).click(); // unticked, the service is asked
  await refusal().filter({hasText: "Daan Bakker is er niet op tijd"}).waitFor();
  assert.deepEqual(shown(world, callback).assignee, {person: "anna"});
  assert.deepEqual(await accessibilityFaults(page), []);
  await box.check();
  await form.getByRole("button", {name: "Doorgeven"}).click();
  await page.locator(".toast").filter({hasText: "Doorgegeven aan Daan Bakker"}).waitFor();
  world.krul("daan", "back", "daan");
});

test("giving up too early is refused with the reason, and what was filled in stays", async () => {
  await note(world, {name: "P. Vermeulen"});
  await open("P. Vermeulen");
  await page.keyboard.press("d");
  await page.locator(".action-form input:focus").waitFor();
  await page.keyboard.press("3");
  await page.getByLabel("Opmerking").fill("Nooit thuis");
  await page.keyboard.press("Enter");
  await refusal().filter({hasText: "nog niet vaak genoeg geprobeerd"}).waitFor();
  assert.equal(await page.getByLabel("Opmerking").inputValue(), "Nooit thuis");
});

test("another time is asked for where it is needed, and one that cannot be read is not sent", async () => {
  const callback = await note(world, {name: "Garage Hendriks"});
  await open("Garage Hendriks");
  await page.keyboard.press("r");
  await page.locator(".action-form input:focus").waitFor();
  await page.keyboard.press("5");
  await page.getByLabel("Dag").selectOption({label: "morgen"});
  for (const typed of ["", "straks", "25.00"]) {
    await page.getByLabel("Tijd", {exact: true}).fill(typed);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".moment input:invalid").count(), 1, typed);
  }
  await page.getByLabel("Dag").selectOption({label: "vandaag"});
  await page.getByLabel("Tijd", {exact: true}).fill("0.00");
  await page.keyboard.press("Enter");
  await refusal().filter({hasText: "moet in de toekomst liggen"}).waitFor();
  assert.equal(shown(world, callback).attempts.length, 0);
  await page.getByLabel("Dag").selectOption({label: "morgen"});
  await page.getByLabel("Tijd", {exact: true}).fill("9.15");
  await page.keyboard.press("Enter");
  await page.locator(".panel .deadline").filter({hasText: "opnieuw morgen voor 09.15"}).waitFor();
  const {attempts, retry_time} = shown(world, callback);
  assert.equal(attempts[0].outcome, "RESCHEDULED");
  assert.equal(new Date(retry_time).toLocaleTimeString("nl-NL", {timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit"}), "09:15");
});

test("whoever reaches a caller is told what else he waits for", async () => {
  const phone = "06 5555 6666";
  await note(world, {name: "Lisa Kramer", phone, reason: "Accu laadt niet op"});
  world.krul("fatima", "note", "--for", "daan", "--name", "Lisa Kramer", "--phone", phone, "--category", "complaint", "--reason", "Factuur klopt niet", "--read-back",
    "--another-matter");
  await rowOf(page, "Lisa Kramer").first().waitFor();
  await open("Lisa Kramer");
  await page.keyboard.press("r");
  await page.locator(".action-form input:focus").waitFor();
  await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await page.locator(".also-open").getByText("Factuur klopt niet").waitFor();
  await page.locator(".also-open a").click();
  await page.locator(".panel-reason").filter({hasText: "Factuur klopt niet"}).waitFor();
});

test("what was noted in another branch stands in the list of whoever must call, and is worked on there", async () => {
  const [elsewhere] = await world.contexts(1);
  const emma = await world.desk(elsewhere, {person: "emma", branch: "noord"});
  const ask = async (rpc, data) => (await elsewhere.request.post(`${world.address}/v1/${rpc}`, {data, headers: {"Krul-Request": "1"}})).json();
  const about = {branch: "noord", requested: {person: "anna"}, category: "question"};
  const {quote} = await ask("QuotePromise", about);
  const caller = {display_name: "Mister North", phone_number: "06 2222 3333"};
  await ask("NoteCallback", {...about, callback_id: "0190b3c2-7d1e-7c3a-9b1f-3f6f0d6a2b11", quote, caller, reason: "Bike", read_back_confirmed: true});
  await emma.close();
  await eventually("it is hers", () => world.krulJson("anna", "inbox").callbacks.some((one) => one.caller.display_name === "Mister North"));
  await page.reload();
  await rowOf(page, "Mister North").filter({hasText: "Noord"}).waitFor();
  await open("Mister North");
  await page.keyboard.press("a");
  await page.locator(".panel").getByText("Anna Visser: opgepakt").waitFor();
  await page.locator(".past").getByText("Opgepakt", {exact: true}).waitFor();
});
