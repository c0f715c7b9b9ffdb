// Every state of the desk, in both languages and both themes, has nothing that axe finds wrong; it fits 320 px, and a zoom of 200 %.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {Receptionist} from "./receptionist.mjs";
import {accessibilityFaults, picture, World} from "./world.mjs";

let world;
let callers = 0; // each pass is of another caller

before(async () => {
  world = await World.start();
});
after(() => world.end());

const fitsItsWidth = (page) => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

/** The states a receptionist passes, each handed to `look(name)`. */
async function throughTheCall(page, desk, look) {
  const phone = `06${String(10_000_000 + ++callers)}`;
  await page.locator("#who:focus").waitFor();
  await page.locator("#who-list").waitFor();
  await look("greeting");
  await desk.type("daan");
  await desk.key("Enter");
  await page.locator(".sentence").waitFor();
  await desk.type("Jan Zomer");
  await desk.key("Tab");
  await desk.type("06");
  await desk.key("Tab");
  await page.locator("#phone-fault").waitFor();
  await look("fault");
  await page.locator("#phone").fill(phone);
  await desk.key("F4");
  await page.locator("#from:focus").waitFor();
  await look("more");
  await desk.key("F4");
  await page.locator("#from").waitFor({state: "detached"});
  await page.locator(".options").waitFor();
  await desk.key("F2");
  await page.locator(".consent-note").waitFor();
  await look("away");
  await desk.key("Control+Enter");
  await page.locator(".question .primary:focus").waitFor();
  await look("read_back");
  await desk.key("Enter");
  await page.locator(".question .primary:focus").waitFor();
  await desk.key("Enter");
  await page.locator(".save:not([aria-disabled]):focus").waitFor();
  await look("save");
  await desk.key("Control+Enter");
  await desk.saved().waitFor();
  await look("saved");
  await desk.type("anna");
  await desk.key("Enter");
  await page.locator("#phone").fill(phone);
  await page.locator(".open-promise").waitFor();
  await page.locator("#name").fill("Jan Zomer");
  await page.locator(".open-promise-attached").waitFor();
  await look("known_number");
  await desk.key("F9");
  await page.locator(".question .primary:focus").waitFor();
  await look("helped");
  await desk.key("Escape");
}

async function throughTheDialogs(page, look) {
  await page.keyboard.press("Control+k");
  await page.locator(".palette-input:focus").waitFor();
  await look("palette");
  await page.keyboard.press("Escape");
  for (const name of ["Toetsen", "Keys"]) if (await page.getByRole("button", {name}).isVisible()) await page.getByRole("button", {name}).click();
  await page.locator(".key-list").waitFor();
  await look("keys");
  await page.keyboard.press("Escape");
  await page.getByRole("button", {name: /^(Instellingen|Settings)$/}).click();
  await page.locator(".settings").waitFor();
  await look("settings");
  await page.keyboard.press("Escape");
}

for (const [language, branch, person] of [["nl", "centrum", "fatima"], ["en", "noord", "emma"]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${language}, ${colorScheme}: nothing is wrong with any state`, async () => {
      world.krul("mia", "away", "daan", "--until", "+30h");
      const context = await world.browser({colorScheme, locale: language === "nl" ? "nl-NL" : "en-GB"});
      const out = await context.newPage();
      await out.goto(world.address);
      await out.locator(".sign-in-card form").waitFor();
      await picture(out, `sign_in_${language}_${colorScheme}`);
      assert.deepEqual(await accessibilityFaults(out), []);
      await out.close();

      const page = await world.desk(context, {branch, person});
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      let looked = 0;
      const look = async (name) => {
        looked++;
        await picture(page, `${name}_${language}_${colorScheme}`);
        assert.deepEqual(await accessibilityFaults(page), [], name);
        assert.ok(await fitsItsWidth(page), name);
      };
      await throughTheCall(page, new Receptionist(page), look);
      await throughTheDialogs(page, look);
      assert.ok(looked > 10);
      assert.deepEqual(page.faults, []);
      await context.close();
    });
  }
}

for (const [what, options] of [
  ["320 px wide", {viewport: {width: 320, height: 640}}],
  ["a zoom of 200 % on a small screen", {viewport: {width: 640, height: 400}, deviceScaleFactor: 2}],
]) {
  test(`${what}: nothing lies outside, and all of it can be reached`, async () => {
    world.krul("mia", "away", "daan", "--until", "+30h");
    const context = await world.browser(options);
    const page = await world.desk(context);
    const look = async (name) => {
      await picture(page, `${name}_${options.viewport.width}`);
      assert.ok(await fitsItsWidth(page), name);
      assert.deepEqual(await accessibilityFaults(page), [], name);
      const focused = await page.evaluate(() => {
        const box = document.activeElement.getBoundingClientRect();
        return box.bottom > 0 && box.top < innerHeight;
      });
      assert.ok(focused, `${name}: where the caret is can be seen`);
    };
    await throughTheCall(page, new Receptionist(page), look);
    assert.deepEqual(page.faults, []);
    await context.close();
  });
}
