// All tabs of a browser share one line of events; every tab hears what comes over it.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {Receptionist} from "./receptionist.mjs";
import {eventually, World} from "./world.mjs";

let world, context;

before(async () => {
  world = await World.start();
  context = await world.browser();
});
after(() => world.end());

const streams = () => world.metric("krul_event_streams");

test("two tabs have one line; a second branch has one of its own; the last tab closes it", async () => {
  const first = await world.desk(context);
  await eventually("one line", async () => (await streams()) === 1);
  const second = await world.desk(context);
  const third = await world.desk(context);
  for (const page of [first, second, third]) await page.locator(".line-connected").waitFor();
  assert.equal(await streams(), 1);

  // All of them hear of it: a callback noted elsewhere is in each tab's palette.
  world.krul("mia", "note", "--for", "anna", "--name", "Mevrouw Overal", "--phone", "0612341234", "--read-back");
  for (const page of [first, second, third]) {
    await eventually("the tab knows of the callback", async () => {
      await page.bringToFront();
      await page.keyboard.press("Control+k");
      await page.keyboard.type("overal");
      const found = await page.getByRole("option", {name: "Mevrouw Overal"}).count();
      await page.keyboard.press("Escape");
      return found === 1;
    });
  }

  await first.close();
  await second.bringToFront();
  assert.equal(await streams(), 1, "the line is not the first tab's");
  await second.close();
  await third.close();
  await eventually("no tab, no line", async () => (await streams()) === 0);
});

test("a tab that opens while the gateway is away is connected with the others when it is back", async () => {
  const first = await world.desk(context);
  await first.evaluate(() => navigator.serviceWorker.ready);
  await world.gateway.end("SIGKILL");
  await first.locator(".line-lost").waitFor();
  const second = await context.newPage();
  await second.goto(world.address);
  await second.locator(".line-lost").waitFor();
  const desk = new Receptionist(second);
  await desk.fillIn({name: "Tweede Tab", phone: "0612121212"});
  await desk.readBackAndSave();
  await second.locator(".saved-pending").waitFor();
  // The first tab shows it as well, and either of them delivers it.
  await first.locator(".pending-button").waitFor();
  await world.startGateway();
  for (const page of [first, second]) {
    await page.locator(".line-connected").waitFor();
    await page.locator(".pending-button").waitFor({state: "detached"});
  }
  assert.equal(world.board().filter(({caller}) => caller.display_name === "Tweede Tab").length, 1);
  assert.equal(await streams(), 1);
});

test("a browser without shared workers has a line of its own in the page", async () => {
  const alone = await world.browser();
  await alone.addInitScript(() => delete window.SharedWorker);
  const page = await world.desk(alone);
  await page.locator(".line-connected").waitFor();
  assert.deepEqual(page.faults, []);
  await alone.close();
});
