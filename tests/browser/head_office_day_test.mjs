// The figures of head office end on the day that the services have, whatever this computer's clock says and however long the page stays open.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {note} from "./work.mjs";
import {eventually, World} from "./world.mjs";

const ZONE = "Europe/Amsterdam";
const DAY_MINUTES = 24 * 60;
let world, page;
const asked = [];

const wall = (options) => new Intl.DateTimeFormat("sv-SE", {timeZone: ZONE, ...options}).format(Date.now() + (world.offset_minutes ?? 0) * 60_000);
const today = () => wall({dateStyle: "short"});

/** Moves the services' clock on to this time of day at the branch, tomorrow. */
function moveToTomorrow(hour, minute) {
  const [hours, minutes] = wall({timeStyle: "short"}).split(":").map(Number);
  world.advance({minutes: DAY_MINUTES + hour * 60 + minute - (hours * 60 + minutes)});
}

before(async () => {
  world = await World.start();
  moveToTomorrow(23, 50); // this computer is at least a quarter of a day behind
  await note(world, {name: "Mevrouw De Wit"});
  const [context] = await world.contexts(1);
  context.on("request", (request) => request.url().endsWith("/v1/GetReport") && asked.push(request.postDataJSON()));
  page = await world.desk(context, {person: "hanneke", path: "/#/head_office"});
});
after(() => world.end());

const endsOn = (date) => eventually(`it ends on ${date}`, () => asked.at(-1)?.until_date === date);
const noted = (count) => page.locator('.report tr[data-key="centrum"] [data-figure="noted"]').filter({hasText: new RegExp(`^${count}$`)}).first().waitFor();
const span = () => (Date.parse(asked.at(-1).until_date) - Date.parse(asked.at(-1).from_date)) / 86_400_000 + 1;

test("a page that is opened before the clock is known ends on the services' day", async () => {
  await endsOn(today());
  await noted(1);
  assert.equal(span(), 7);
  assert.equal(await page.getByRole("button", {name: "7 dagen"}).getAttribute("aria-pressed"), "true");
});

test("a page that is left open over midnight goes on with the day", async () => {
  const before = today();
  world.advance({minutes: 20});
  assert.notEqual(today(), before);
  await note(world, {name: "Karel Jansen"}); // the line tells of it, and of the time
  await endsOn(today());
  await noted(2);
  assert.equal(span(), 7);
  assert.deepEqual(page.faults, []);
});

test("days that somebody chose stay as they are", async () => {
  await page.getByRole("button", {name: "Zelf kiezen"}).click();
  const until = asked.at(-1).from_date;
  await page.getByLabel("Tot en met").fill(until);
  await endsOn(until);
  world.advance({minutes: DAY_MINUTES});
  const count = asked.length;
  await note(world, {name: "Garage Hendriks"});
  await page.getByRole("button", {name: "Collega"}).click();
  await eventually("it asked again", () => asked.length > count);
  assert.equal(asked.at(-1).until_date, until);
});
