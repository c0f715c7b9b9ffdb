// A desk that stays open for weeks is offered the newer version that its gateway brings, and never mixes two.
import assert from "node:assert/strict";
import {cpSync, readFileSync, writeFileSync} from "node:fs";
import {after, before, test} from "node:test";
import {World} from "./world.mjs";

let world;

before(async () => {
  world = await World.start();
});
after(() => world.end());

test("the gateway comes back with a newer version: the desk says so, and the next load is that version", async () => {
  const web = `${world.folder}/web`;
  cpSync(`${process.env.KRUL_BIN}/../web`, web, {recursive: true});
  const context = await world.browser();
  const page = await world.desk(context);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.locator(".line-connected").waitFor();
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null), "its own files are kept");
  await page.getByRole("heading", {name: "Nieuw gesprek"}).waitFor();

  const words = `${web}/app/words/words_nl.js`;
  writeFileSync(words, readFileSync(words, "utf8").replaceAll(`"Nieuw gesprek"`, `"Nog een gesprek"`));
  const files = `${web}/shell_files.js`;
  writeFileSync(files, readFileSync(files, "utf8").replace(/version: "\w+"/, `version: "newer"`));
  await world.gateway.end();
  await world.startGateway({flags: ["--web-dir", web]});
  const offer = page.getByRole("button", {name: "Nieuwe versie: herladen"});
  await offer.waitFor();
  await page.getByRole("heading", {name: "Nieuw gesprek"}).waitFor(); // nothing changes under somebody's hands
  await offer.click();
  await page.getByRole("heading", {name: "Nog een gesprek"}).waitFor();
  assert.deepEqual(page.faults, []);
});
