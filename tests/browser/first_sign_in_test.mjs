// The first time: nothing is set up, then a firm is there, and somebody sits down.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {accessibilityFaults, FIRM, World} from "./world.mjs";

let world;

before(async () => {
  world = await World.start({firm: null});
});
after(() => world.end());

test("without a firm the desk says what is to be done, and goes on by itself when it is done", async () => {
  const context = await world.browser();
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.stack));
  await page.goto(world.address);
  await page.getByText("Er is nog geen bedrijf ingericht").waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  world.applyFirm(FIRM);
  await page.getByRole("button", {name: "Aanmelden"}).click();
  await page.locator(".line-connected").waitFor();
  assert.deepEqual(faults, []);
});
