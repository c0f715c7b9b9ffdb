// The figures of head office are those of the services, drawn and in rows and in a file.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {after, before, test} from "node:test";
import {note} from "./work.mjs";
import {eventually, picture, World} from "./world.mjs";

let world, context, page;
const ask = async (rpc, data) => (await context.request.post(`${world.address}/v1/${rpc}`, {data, headers: {"Krul-Request": "1"}})).json();
const number = (value) => Number(value ?? 0);

before(async () => {
  world = await World.start();
  const kept = await note(world, {name: "Mevrouw De Wit"});
  world.krul("anna", "done", kept.name);
  const missed = await note(world, {name: "Karel Jansen", category: "complaint"});
  await note(world, {name: "Garage Hendriks", category: "complaint", who: "daan"});
  world.advance({minutes: 130}); // complaints were promised within two hours
  world.krul("anna", "done", missed.name);
  const attempted = await note(world, {name: "Lisa Kramer"});
  world.krul("anna", "attempt", attempted.name, "no-answer");
  await note(world, {name: "Bakkerij Van Dam", who: "daan"});
  [context] = await world.contexts(1, {acceptDownloads: true});
  page = await world.desk(context, {person: "hanneke", path: "/#/head_office"});
  await page.locator(".report-total").first().waitFor();
});
after(() => world.end());

const figure = (row, name) => page.locator(`.report tr[data-key="${row}"] [data-figure="${name}"]`).first().textContent();
const tile = (name) => page.locator(`[data-figure="${name}"] .tile-value`).textContent();

test("rows and headline equal what the services report", async () => {
  const {rows, total} = await ask("GetReport", {group: "BY_BRANCH"});
  const {branches} = await ask("GetForecast", {});
  const utrecht = rows.find(({key}) => key === "centrum");
  const forecast = branches.find(({branch}) => branch === "centrum");
  const open = (row) => Object.values(row.open).reduce((sum, count) => sum + number(count), 0);
  const kept = (row) => number(row.kept_reached) + number(row.kept_attempted) + number(row.kept_caller_came);
  for (const [name, wanted] of [
    ["noted", number(utrecht.noted)], ["kept", kept(utrecht)], ["missed", number(utrecht.missed)], ["open", open(utrecht)],
    ["late", number(forecast.late)], ["at_risk", number(forecast.at_risk)], ["chasers", number(utrecht.chasers)],
  ]) assert.equal(Number(await figure("centrum", name)), wanted, name);
  assert.deepEqual([number(utrecht.noted), kept(utrecht), number(utrecht.missed), open(utrecht), number(forecast.late)], [5, 1, 1, 3, 1], "the day as it was played");
  assert.equal(await tile("rate"), "50,0%");
  assert.equal(Number(await tile("open")), open(total));
  assert.equal(Number(await tile("late")), 1);
  await picture(page, "head_office");
});

test("what is drawn stands in a table too", async () => {
  for (const [id, column, wanted] of [["kept-rate", 2, 1], ["open-by-age", 1, 3]]) {
    const chart = page.locator(".chart").filter({has: page.locator(`#${id}-title`)});
    await chart.locator("summary").click();
    const cells = await chart.locator(`tbody tr td:nth-of-type(${column})`).allTextContents();
    assert.equal(cells.map(Number).reduce((sum, count) => sum + count), wanted, id);
    assert.ok((await chart.locator("desc").textContent()).length > 10);
  }
  const {branches} = await ask("GetForecast", {hours: 12});
  const chart = page.locator(".chart").filter({has: page.locator("#forecast-title")});
  await chart.locator("summary").click();
  const due = (await chart.locator("tbody tr td:nth-of-type(1)").allTextContents()).map(Number);
  const wanted = branches.flatMap(({hours}) => hours).reduce((sum, hour) => sum + number(hour.due), 0);
  assert.equal(due.reduce((sum, count) => sum + count), wanted);
  assert.ok(wanted >= 2);
  await picture(page, "head_office_drawn");
});

test("another breakdown and another period are asked anew", async () => {
  const breakdown = page.locator(".report-section").last();
  await breakdown.getByRole("button", {name: "Collega"}).click();
  await breakdown.locator('tr[data-key="daan"]').waitFor();
  const {rows} = await ask("GetReport", {group: "BY_PERSON"});
  const anna = rows.find(({key}) => key === "anna");
  assert.equal(Number(await breakdown.locator('tr[data-key="anna"] [data-figure="missed"]').textContent()), number(anna.missed));
  const asked = page.waitForRequest((request) => request.url().endsWith("/v1/GetReport") && request.postDataJSON().group === "BY_DAY");
  await page.getByRole("button", {name: "30 dagen"}).click();
  const {from_date, until_date} = (await asked).postDataJSON();
  assert.equal((Date.parse(until_date) - Date.parse(from_date)) / 86_400_000, 29);
});

test("the file has the same figures", async () => {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(".report-section").first().getByRole("button", {name: "Download als CSV"}).click()]);
  assert.match(file.suggestedFilename(), /^krul-all-branch-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await file.path(), "utf8").replace("\ufeff", "").trim().split("\r\n").map((line) => line.split(";"));
  const row = Object.fromEntries(lines[0].map((name, at) => [name, lines.find(([title]) => title === "Utrecht Centrum")[at]]));
  assert.deepEqual([row.noted, row.kept, row.missed, row.kept_percent], ["5", "1", "1", "50,0"]);
});

test("head office looks into one branch and back; a manager has the own branch alone", async () => {
  await page.locator('tr[data-key="centrum"]').first().getByRole("button").click();
  await page.getByRole("heading", {name: /Utrecht Centrum/}).waitFor();
  await page.getByRole("button", {name: "Alle vestigingen"}).click();
  await page.getByRole("heading", {name: /Alle vestigingen/}).waitFor();
  assert.deepEqual(page.faults, []);
  await page.close(); // its last question, about all branches, must not be counted as the manager's
  const asked = [];
  context.on("request", (request) => /Get(Report|Forecast)$/.test(request.url()) && asked.push(request.postDataJSON().branch));
  const own = await world.desk(context, {person: "mia", path: "/#/head_office"});
  await own.getByRole("heading", {name: /Cijfers/}).waitFor();
  await eventually("the figures were asked for", () => asked.length >= 4);
  assert.deepEqual([...new Set(asked)], ["centrum"]);
});
