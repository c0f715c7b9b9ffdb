// Whatever a caller says or a program sends is text on the screen: it runs nothing, turns nothing around, and widens nothing.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {Receptionist} from "./receptionist.mjs";
import {accessibilityFaults, eventually, picture, World} from "./world.mjs";

const SCRIPT = `<img src=x onerror="window.harm=1"><script>window.harm=1</script>`;
const TURNED = "\u202Egnal nelijk\u202C \u2067omgekeerd";
const MARKS = `Z${"\u0301".repeat(1900)}`; // nearly 4 KiB of UTF-8 in one letter
const LONG = "W".repeat(1900);

let world, context, page, desk;

before(async () => {
  world = await World.start();
  context = await world.browser();
  page = await world.desk(context);
  desk = new Receptionist(page);
});
after(() => world.end());

const fitsItsWidth = () => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

for (const [what, name, reason, phone] of [
  ["markup", SCRIPT.slice(0, 110), SCRIPT, "0610101010"],
  ["text that turns direction", TURNED, `${TURNED} en dan verder`, "0620202020"],
  ["a letter with 1,900 marks", "Stapel", MARKS, "0630303030"],
  ["a word without an end", LONG.slice(0, 120), LONG, "0640404040"],
]) {
  test(`${what} stays text`, async () => {
    world.krul("mia", "note", "--for", "anna", "--name", name, "--phone", phone, "--reason", reason, "--read-back");
    const at = await page.locator(".call-form").boundingBox();
    await page.locator("#who").fill("anna");
    await page.locator("#who").press("Enter");
    await page.locator("#name").fill(name);
    await page.locator("#phone").fill(phone);
    await page.locator(".open-promise").waitFor();
    await page.locator("#reason").fill(reason);
    await page.keyboard.press("Control+Enter");
    await page.locator(".question .primary:focus").waitFor();
    assert.ok((await page.locator(".open-promise").textContent()).includes(reason), "shown as it is");
    assert.ok((await page.locator(".read-back-line").textContent()).includes(name));
    assert.equal(await page.evaluate(() => window.harm), undefined);
    assert.ok(await fitsItsWidth());
    const now = await page.locator(".call-form").boundingBox();
    assert.deepEqual([now.x, now.width], [at.x, at.width]);
    const promise = await page.locator(".open-promise").boundingBox();
    assert.ok(promise.height < 400, `${promise.height} px high`);
    await picture(page, `hostile_${phone}`);
    assert.deepEqual(await accessibilityFaults(page), []);

    await page.keyboard.press("Control+k");
    await page.keyboard.type(phone);
    await page.locator(".palette-item").first().waitFor();
    assert.ok(await fitsItsWidth());
    assert.equal(await page.evaluate(() => window.harm), undefined);
    await page.keyboard.press("Escape");

    await desk.key("Enter");
    await page.locator(".save:not([aria-disabled]):focus").waitFor();
    await desk.key("Control+Enter");
    await desk.saved().waitFor();
    const found = world.board().filter(({caller}) => caller.phone_number === phone);
    assert.equal(found.length, 1);
    assert.equal(found[0].chaser_count, 1, "the same caller is known again by the same text");
    assert.deepEqual(page.faults, []);
  });
}
