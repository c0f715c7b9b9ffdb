// The views of work for every eye: in both languages and themes, on a small screen and at 200 %, whatever a caller's name looks like, and on paper.
import assert from "node:assert/strict";
import {after, afterEach, before, test} from "node:test";
import {firmWithRound, note, rowOf} from "./work.mjs";
import {accessibilityFaults, eventually, picture, World} from "./world.mjs";

const HOSTILE = ["<script>window.broken = true</script><b>vet</b>", "\u202Eemoordnilap", "Zalgo " + "e\u0301\u0323\u0300\u0302".repeat(20), "W".repeat(120)];
const MARKS = "o" + "\u0301\u0323".repeat(990); // 4 KiB of combining marks
let world, context, page, opened;

before(async () => {
  world = await World.start({firm: firmWithRound(30)});
  for (const [at, name] of HOSTILE.entries()) await note(world, {name, reason: `${HOSTILE[(at + 1) % HOSTILE.length]} ${MARKS}`.slice(0, 2000), category: at === 0 ? "complaint" : "question"});
  const mine = await note(world, {name: "Mevrouw De Wit", reason: "Fiets rammelt na de beurt"});
  world.krul("anna", "call", mine.name);
  world.krul("anna", "attempt", mine.name, "no-answer", "--remark", HOSTILE[0]);
  const done = await note(world, {name: "Karel Jansen"});
  world.krul("anna", "done", done.name);
  opened = mine.name;
  world.advance({minutes: 70});
  await eventually("the round has opened", () => world.krulJson("mia", "round", "list").rounds?.length > 0);
  [context] = await world.contexts(1);
  page = await world.desk(context, {person: "mia", path: "/#/board"});
  await rowOf(page, "Mevrouw De Wit").waitFor();
});
after(() => world.end());
afterEach(() => assert.deepEqual(page.faults, []));

const round = () => world.krulJson("mia", "round", "list").rounds[0].name;

/** Where to go, what is there when it is drawn, and what to do first. */
const views = () => [
  {name: "my_calls", path: "my_calls", ready: ".empty, .callbacks"},
  {name: "board", path: "board", ready: ".callbacks"},
  {name: "board_panel", path: `board/${opened}`, ready: ".panel .past li"},
  {name: "attempt_form", path: `board/${opened}`, ready: ".panel .past li", then: async () => (await page.keyboard.press("r"), page.locator(".action-form input:focus").waitFor())},
  {name: "renegotiate_form", path: `board/${opened}`, ready: ".panel .past li", then: async () => (await page.keyboard.press("t"), page.locator(".action-form select:focus").waitFor())},
  {name: "forward_form", path: `board/${opened}`, ready: ".panel .past li", then: async () => (await page.keyboard.press("f"), page.locator(".action-form select:focus").waitFor())},
  {name: "who_is_there", path: "board", ready: ".callbacks", then: async () => (await page.keyboard.press("w"), page.locator(".person").first().waitFor())},
  {name: "review_rounds", path: "board/rounds", ready: ".rounds"},
  {name: "review_round", path: `board/${round()}`, ready: ".entry-form"},
  {name: "print_sheet", path: "board/print", ready: ".sheet-table"},
  {name: "head_office", path: "head_office", ready: ".chart-svg"},
];

async function visit({path, ready, then}) {
  await page.goto("about:blank");
  await page.goto(`${world.address}/#/${path}`);
  await page.locator(".line-connected").waitFor();
  await page.locator(ready).first().waitFor();
  await then?.();
}

async function prefer(preferences) {
  await page.evaluate((kept) => localStorage.setItem("krul.preferences", JSON.stringify({single_keys: true, ...kept})), preferences);
}

for (const language of ["nl", "en"]) {
  for (const theme of ["light", "dark"]) {
    test(`no view has a barrier, in ${language}, ${theme}`, async () => {
      await prefer({language, theme});
      for (const view of views()) {
        await visit(view);
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        assert.deepEqual(await accessibilityFaults(page), [], view.name);
        await picture(page, `${view.name}_${language}_${theme}`);
      }
    });
  }
}

for (const [name, size] of [["320 pixels wide", {width: 320, height: 640}], ["at 200 %", {width: 640, height: 400}]]) {
  test(`every view fits ${name}, and nothing is out of reach`, async () => {
    await prefer({language: "nl", theme: "light"});
    await page.setViewportSize(size);
    for (const view of views()) {
      await visit(view);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= size.width, `${view.name} is wider than the screen`);
      assert.deepEqual(await accessibilityFaults(page), [], view.name);
      await picture(page, `${view.name}_${size.width}`);
    }
    await page.setViewportSize({width: 1280, height: 800});
  });
}

test("whatever was typed is shown as it was typed, and does not spread", async () => {
  await visit({path: "board", ready: ".callbacks"});
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.deepEqual((await page.locator(".row-name").allTextContents()).filter((name) => HOSTILE.includes(name)).sort(), [...HOSTILE].sort());
  assert.equal(await page.locator(".row b, .row script").count(), 0);
  const heights = await page.locator(".row").evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  assert.ok(Math.max(...heights) < 130, `rows keep their height: ${heights}`);
  // A name that turns the direction of writing turns nothing beside it.
  const isolated = await page.locator(".row-name").evaluateAll((all) => all.every((one) => getComputedStyle(one).unicodeBidi.startsWith("isolate")));
  assert.ok(isolated);
  for (const name of HOSTILE) {
    const {name: callback} = world.board().find(({caller}) => caller.display_name === name);
    await visit({path: `board/${callback}`, ready: ".panel .past li"});
    assert.equal(await page.locator("#panel-title bdi").textContent(), name);
    const sides = await page.locator(".panel").evaluate((panel) => ({inside: panel.scrollWidth, outside: panel.clientWidth}));
    assert.ok(sides.inside <= sides.outside, name);
    const tall = await page.locator(".panel-reason").evaluate((reason) => reason.getBoundingClientRect().height);
    assert.ok(tall < 260, "a tall reason stays within its box");
  }
});

test("on paper there is the sheet and nothing else, by deadline, dated, with room to tick and write", async () => {
  await visit({path: "board/print", ready: ".sheet-table"});
  await page.emulateMedia({media: "print"});
  for (const hidden of [".side", ".status-bar", ".page-tools", ".page-back"]) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  const rows = page.locator(".sheet-table tbody tr");
  assert.equal(await rows.count(), world.board().length);
  assert.equal(await rows.locator(".sheet-box").count(), await rows.count());
  const year = new Date().getFullYear();
  await page.locator(".sheet-stand").filter({hasText: String(year)}).filter({hasText: "stand van"}).waitFor();
  const due = (await page.locator(".sheet-due").allTextContents()).map((text) => text.match(/\d\d\.\d\d/)[0]);
  assert.ok(due.length > 3);
  const byServices = world.board().map(({promise, retry_time}) => Date.parse(retry_time ?? promise.due_time)).sort((one, other) => one - other);
  const clock = (instant) => new Date(instant).toLocaleTimeString("nl-NL", {timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit"}).replace(":", ".");
  assert.deepEqual(due, byServices.map(clock));
  await page.emulateMedia({media: null});
});

test("the sheet can be printed when the network is down", async () => {
  await visit({path: "board", ready: ".callbacks"});
  await rowOf(page, "Mevrouw De Wit").waitFor();
  await world.gateway.end("SIGKILL");
  await page.locator(".line-lost").waitFor();
  await page.keyboard.press("p");
  await page.locator(".sheet-table tbody tr").filter({hasText: "Mevrouw De Wit"}).waitFor();
  await page.getByText("Geen verbinding: dit is de laatst bekende stand.").waitFor();
  // After a reload this desk knows no time but its own, which is another: the sheet still says from when it is.
  const stand = await page.locator(".sheet-stand").textContent();
  const [, time] = stand.match(/stand van (\d\d\.\d\d)/);
  await page.reload();
  await page.locator(".sheet-table tbody tr").filter({hasText: "Mevrouw De Wit"}).waitFor();
  const [, later] = (await page.locator(".sheet-stand").textContent()).match(/stand van (\d\d\.\d\d)/);
  const minutes = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  assert.ok((minutes(time) - minutes(later) + 1440) % 1440 < 10, `${time}, then ${later}`);
  await world.startGateway();
});
