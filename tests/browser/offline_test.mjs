// A desk without a line keeps noting, and delivers later under the same id, counted from the time of the call. Nothing is lost, nothing is doubled.
import assert from "node:assert/strict";
import {after, afterEach, before, beforeEach, test} from "node:test";
import {Receptionist} from "./receptionist.mjs";
import {accessibilityFaults, eventually, FIRM, picture, World} from "./world.mjs";

const OFFLINE_SENTENCE = "We kunnen nu niet in ons systeem kijken.";

let world, context, page, desk;

before(async () => {
  world = await World.start();
});
after(() => world.end());
beforeEach(async () => {
  context = await world.browser();
  page = await world.desk(context);
  desk = new Receptionist(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.locator("#who").waitFor();
});
afterEach(async () => {
  const {faults} = page;
  await context.close();
  await world.restore();
  assert.deepEqual(faults, []);
});

const callersNamed = (name) => world.board().filter(({caller}) => caller.display_name === name);
const pendingCount = (count) => desk.pending().filter({hasText: count === 1 ? "1 notitie nog niet bevestigd" : `${count} notities nog niet bevestigd`}).waitFor();
const nothingPending = async () => {
  await page.locator(".line-connected").waitFor(); // signed in, that is: who is not sees nothing of what is pending
  await eventually("nothing is pending", async () => (await desk.pending().count()) === 0);
};

async function noteOffline(call) {
  await desk.fillIn(call);
  await desk.sentence().filter({hasText: OFFLINE_SENTENCE}).waitFor();
  await desk.readBackAndSave();
  await page.locator(".saved-pending").waitFor();
}

/** What a browser that has lost its server shows: the desk itself, from its own files. */
async function reloadOffline() {
  await page.reload();
  await page.locator(".line-lost").waitFor();
}

test("the gateway is killed: notes are kept over a reload, and delivered in order when it is back", async () => {
  await world.gateway.end("SIGKILL");
  await page.locator(".line-lost").waitFor();
  const called = Date.now();
  await noteOffline({name: "Eerste Beller", phone: "0611111111", reason: "een"});
  await picture(page, "offline_kept");
  await noteOffline({name: "Tweede Beller", phone: "0622222222", reason: "twee"});
  await pendingCount(2);

  await reloadOffline();
  await pendingCount(2);
  await noteOffline({name: "Derde Beller", phone: "0633333333"});
  await desk.pending().click();
  await page.locator(".pending-note").nth(2).waitFor();
  await picture(page, "offline_pending");
  assert.deepEqual(await accessibilityFaults(page), []);
  await desk.key("Escape");
  assert.equal(world.board().length, 0);

  world.advance({minutes: 90});
  await world.startGateway();
  await page.locator(".line-connected").waitFor();
  await nothingPending();
  const noted = ["Eerste", "Tweede", "Derde"].map((which) => callersNamed(`${which} Beller`));
  assert.deepEqual(noted.map((found) => found.length), [1, 1, 1]);
  const [first, second, third] = noted.map(([callback]) => callback);
  assert.ok(first.noted_time <= second.noted_time && second.noted_time <= third.noted_time, "in order");
  for (const {called_time, promise} of [first, second, third]) {
    assert.ok(Math.abs(Date.parse(called_time) - called) < 60_000, "counted from the call");
    const within_ms = Date.parse(promise.due_time) - Date.parse(called_time);
    assert.ok(within_ms >= 4 * 3_600_000 && within_ms <= 4 * 3_600_000 + 300_000, `${within_ms} from the call`);
  }
});

test("the services are away, the gateway is not: the desk says so and keeps noting", async () => {
  await world.services.end("SIGKILL");
  await page.locator(".line-away").waitFor();
  await noteOffline({name: "Dienst Weg", phone: "0644444444"});
  await pendingCount(1);
  await reloadAway();
  await pendingCount(1);
  await world.startServices();
  await page.locator(".line-connected").waitFor();
  await nothingPending();
  assert.equal(callersNamed("Dienst Weg").length, 1);
});

async function reloadAway() {
  await page.reload();
  await page.locator(".line-away, .line-lost").waitFor();
}

test("the browser crashes: what was not confirmed is there when it opens again", async () => {
  await world.gateway.end("SIGKILL");
  await page.locator(".line-lost").waitFor();
  await noteOffline({name: "Na De Crash", phone: "0655555555", reason: "blijft"});
  await pendingCount(1);
  const closed = new Promise((resolve) => context.once("close", resolve));
  const debug = await context.newCDPSession(page);
  debug.send("Browser.crash").catch(() => {});
  await closed;

  context = await world.browser({profile: context.profile});
  page = await context.newPage();
  page.faults = [];
  desk = new Receptionist(page);
  await page.goto(world.address);
  await page.locator(".line-lost").waitFor();
  await pendingCount(1);
  assert.equal(callersNamed("Na De Crash").length, 0);
  await world.startGateway();
  // A browser that crashes may have forgotten who was signed in; what is pending waits for somebody.
  await page.locator(".line-connected, .sign-in-pending").waitFor();
  if (await page.locator(".sign-in-pending").isVisible()) await page.getByRole("button", {name: "Aanmelden"}).click();
  await nothingPending();
  const [note, ...others] = callersNamed("Na De Crash");
  assert.equal(others.length, 0);
  assert.equal(note.reason, "blijft");
});

test("an answer that is lost is asked for again under the same id: one callback, whatever the quote has become", async () => {
  let lost = 0;
  await context.route("**/v1/NoteCallback", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch(); // it is saved, and nobody hears of it
    return route.abort();
  });
  await desk.fillIn({name: "Antwoord Weg", phone: "0666666666"});
  await desk.readBackAndSave();
  await page.locator(".saved-confirmed, .saved-pending").waitFor();
  await nothingPending();
  await desk.saved().waitFor();
  assert.ok(lost > 1, "it was sent again");
  const [note, ...others] = callersNamed("Antwoord Weg");
  assert.equal(others.length, 0);
  assert.equal(note.chaser_count ?? 0, 0);
});

test("an answer that is lost, and a quote that is over before it is asked for again: still one callback", async () => {
  let sent = 0;
  let through = false;
  await context.route("**/v1/NoteCallback", async (route) => {
    sent++;
    if (through) return route.continue();
    if (sent === 1) await route.fetch();
    return route.abort();
  });
  await desk.fillIn({name: "Laat Antwoord", phone: "0667676767"});
  await desk.readBackAndSave();
  await page.locator(".saved-pending").waitFor();
  world.advance({minutes: 45});
  through = true;
  await page.reload();
  await nothingPending();
  assert.equal(callersNamed("Laat Antwoord").length, 1);
  assert.equal(callersNamed("Laat Antwoord")[0].chaser_count ?? 0, 0);
});

test("a note that never arrived, and a quote that is over meanwhile, is quoted anew from the time of its call", async () => {
  let through = false;
  await context.route("**/v1/NoteCallback", (route) => (through ? route.continue() : route.abort()));
  await desk.fillIn({name: "Nooit Aangekomen", phone: "0668686868"});
  const called = Date.now();
  await desk.readBackAndSave();
  await page.locator(".saved-pending").waitFor();
  world.advance({minutes: 45});
  through = true;
  await nothingPending();
  const [note, ...others] = callersNamed("Nooit Aangekomen");
  assert.equal(others.length, 0);
  assert.ok(Math.abs(Date.parse(note.called_time) - called) < 60_000);
});

test("a note that is refused on delivery stays, with the reason, until it is corrected or expressly thrown away", async () => {
  await world.gateway.end("SIGKILL");
  await page.locator(".line-lost").waitFor();
  await noteOffline({who: "noor", name: "Voor Noor", phone: "0677777777"});
  await noteOffline({who: "noor", name: "Weg Ermee", phone: "0688888888"});
  await noteOffline({who: "anna", name: "Voor Anna", phone: "0699999999"});
  world.applyFirm(FIRM.replace(/^.*id: noor, name.*$/m, "").replace("members: [daan, noor]", "members: [daan]").replace("deputy: noor", "deputy: anna"));
  await eventually("Noor has left", () => !world.krulWorks("mia", "quote", "--for", "noor"));
  await world.startGateway();
  await desk.pending().filter({hasText: "2 notities vragen om aandacht"}).waitFor();
  assert.equal(callersNamed("Voor Anna").length, 1, "one that is refused holds up none behind it");
  await desk.pending().click();
  const refused = page.locator(".pending-note").filter({hasText: "Voor Noor"});
  await refused.getByText("Deze persoon staat niet in de bedrijfsgegevens").waitFor();
  await picture(page, "offline_refused");
  assert.deepEqual(await accessibilityFaults(page), []);

  const unwanted = page.locator(".pending-note").filter({hasText: "Weg Ermee"});
  await unwanted.getByRole("button", {name: "Weggooien"}).click();
  await unwanted.getByRole("button", {name: "Nee, bewaren"}).click();
  await unwanted.getByRole("button", {name: "Weggooien"}).click();
  await unwanted.getByRole("button", {name: "Ja, weggooien"}).click();
  await unwanted.waitFor({state: "detached"});

  await refused.getByRole("button", {name: "Verbeteren"}).click();
  await page.locator("#who").fill("anna");
  await page.locator("#who").press("Enter");
  await desk.sentence().filter({hasText: "teruggebeld"}).waitFor();
  await desk.readBackAndSave();
  await desk.saved().waitFor();
  await nothingPending();
  assert.equal(callersNamed("Voor Noor").length, 1);
  assert.equal(callersNamed("Weg Ermee").length, 0);
});

test("helped at once without a line counts when it is back, once", async () => {
  const handled = () => Number(world.krulJson("mia", "report").total?.handled_at_desk ?? 0);
  const before = handled();
  await world.gateway.end("SIGKILL");
  await page.locator(".line-lost").waitFor();
  await desk.key("F9");
  await page.locator(".question .primary:focus").waitFor();
  await desk.key("Enter");
  await pendingCount(1);
  await world.startGateway();
  await nothingPending();
  assert.equal(handled(), before + 1);
});

test("on plain http there are no locks and no kept files: two tabs deliver each note once all the same", async () => {
  const bare = await world.browser();
  await bare.addInitScript(() => {
    for (const name of ["locks", "serviceWorker"]) Object.defineProperty(Navigator.prototype, name, {value: undefined});
    Object.defineProperty(window, "isSecureContext", {value: false});
    delete Crypto.prototype.randomUUID;
  });
  const first = await world.desk(bare);
  const second = await world.desk(bare);
  let sent = 0;
  await bare.route("**/v1/NoteCallback", (route) => (sent++, route.continue()));
  await world.gateway.end("SIGKILL");
  await second.getByText("Laat deze pagina open.").waitFor();
  desk = new Receptionist(second);
  await desk.fillIn({name: "Zonder Slot", phone: "0612312312"});
  await desk.readBackAndSave();
  await second.locator(".saved-pending").waitFor();
  await first.locator(".pending-button").waitFor();
  await world.startGateway();
  for (const tab of [first, second]) {
    await tab.locator(".line-connected").waitFor();
    await tab.locator(".pending-button").waitFor({state: "detached"});
  }
  assert.equal(callersNamed("Zonder Slot").length, 1);
  assert.equal(sent, 1);
  assert.deepEqual([...first.faults, ...second.faults], []);
  await bare.close();
});

test("a chaser whose answer is lost is one chaser", async () => {
  world.krul("mia", "note", "--for", "anna", "--name", "Belt Weer", "--phone", "0613131313", "--read-back");
  let lost = 0;
  await context.route("**/v1/NoteCallback", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await desk.fillIn({name: "Belt Weer", phone: "0613131313"});
  await page.locator(".open-promise-attached").waitFor();
  await desk.readBackAndSave();
  await desk.saved().filter({hasText: "Toegevoegd"}).waitFor();
  await nothingPending();
  assert.ok(lost > 1, "it was sent again");
  const [open, ...others] = callersNamed("Belt Weer");
  assert.equal(others.length, 0);
  assert.equal(open.chaser_count, 1);
});

test("an id that another call has taken, as of a tab copied with its form, is changed: both calls are saved", async () => {
  world.krul("mia", "note", "--id", "019ab000-0000-7000-8000-000000000001", "--for", "anna", "--name", "Kopie Een", "--phone", "0614141414", "--read-back");
  await desk.fillIn({name: "Kopie Twee", phone: "0615151515"});
  await page.evaluate(async () => (await import("/app/take_a_call/draft.js")).changeDraft({id: "019ab000-0000-7000-8000-000000000001"}));
  await desk.readBackAndSave();
  await desk.saved().filter({hasText: "Vastgelegd"}).waitFor();
  await nothingPending();
  assert.deepEqual(["Kopie Een", "Kopie Twee"].map((name) => callersNamed(name).length), [1, 1]);
});

test("a machine whose clock is an hour ahead, and that never heard the services' time, still delivers", async () => {
  const wrong = await world.browser();
  await wrong.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + 3_600_000;
  });
  page = await world.desk(wrong);
  desk = new Receptionist(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await world.gateway.end("SIGKILL");
  await page.locator(".line-lost").waitFor();
  await page.evaluate(() => localStorage.removeItem("krul.clock_ahead_ms"));
  await page.reload();
  await page.locator(".line-lost").waitFor();
  const called = Date.now();
  await noteOffline({name: "Klok Voor", phone: "0616161616"});
  await world.startGateway();
  await nothingPending();
  const [note] = callersNamed("Klok Voor");
  assert.ok(Math.abs(Date.parse(note.called_time) - called) < 60_000, note.called_time);
  assert.deepEqual(page.faults, []);
  await wrong.close();
  page = await context.newPage();
  page.faults = [];
});
