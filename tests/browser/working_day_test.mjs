// A working day: a receptionist, a colleague and a manager, each at a desk of their own, at once.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {dialled, firmWithRound, hearDialling, note, rowOf, shown} from "./work.mjs";
import {eventually, picture, World} from "./world.mjs";

const ROUND_IN_MINUTES = 60;
let world, fatima, anna, mia;

before(async () => {
  world = await World.start({firm: firmWithRound(ROUND_IN_MINUTES)});
  const contexts = await world.contexts(3);
  fatima = await world.desk(contexts[0], {person: "fatima"});
  anna = await world.desk(contexts[1], {person: "anna", path: "/#/my_calls"});
  mia = await world.desk(contexts[2], {person: "mia", path: "/#/board"});
});
after(() => world.end());

const key = (page, name) => page.keyboard.press(name);
const seesCalling = (page, name) => rowOf(page, name).filter({hasText: "Anna Visser belt nu"}).waitFor();
/** A form takes keys from the moment at which it has the focus. */
const formIsReady = (page) => page.locator(".action-form input:focus").waitFor();
const badge = (page, name, text) => rowOf(page, name).locator(".badge").filter({hasText: text});

test("a note is a promise, is called back, is ticked off, and everybody sees every step", async () => {
  await anna.getByText("Er wacht niemand.").waitFor();
  await hearDialling(anna);

  // The receptionist takes the call.
  await fatima.locator("#who:focus").waitFor();
  await fatima.keyboard.type("anna");
  await key(fatima, "Enter");
  await fatima.keyboard.type("Mevrouw De Wit");
  await key(fatima, "Tab");
  await fatima.keyboard.type("0612345678");
  await key(fatima, "Tab");
  await key(fatima, "Tab");
  await fatima.keyboard.type("Fiets rammelt");
  await fatima.locator(".sentence").filter({hasText: "teruggebeld"}).waitFor();
  await key(fatima, "Control+Enter");
  await fatima.getByRole("button", {name: "Ja, dat klopt"}).waitFor();
  await key(fatima, "Enter");
  await fatima.locator(".save:not([aria-disabled])").waitFor();
  await key(fatima, "Control+Enter");
  await fatima.locator(".saved-confirmed").waitFor();
  await fatima.goto(`${world.address}/#/board`);

  // It appears on the colleague's list by itself, and on the manager's board.
  await badge(anna, "Mevrouw De Wit", "Nieuw").waitFor();
  await rowOf(mia, "Mevrouw De Wit").filter({hasText: "Anna Visser"}).waitFor();
  const callback = world.board()[0];

  // Mine.
  await key(anna, "j");
  await key(anna, "a");
  await badge(anna, "Mevrouw De Wit", "Nieuw").waitFor({state: "detached"});
  assert.equal(shown(world, callback).state, "ACKNOWLEDGED");

  // She calls: all others see it, and the number is dialled only after that.
  await key(anna, "c");
  await seesCalling(fatima, "Mevrouw De Wit");
  await seesCalling(mia, "Mevrouw De Wit");
  await eventually("the number is dialled", async () => (await dialled(anna)).length > 0);
  assert.deepEqual(await dialled(anna), ["tel:+31612345678"]);
  await picture(fatima, "board_somebody_calls");

  // Nobody answers.
  await formIsReady(anna);
  await key(anna, "2");
  await key(anna, "Enter");
  await badge(mia, "Mevrouw De Wit", "1 poging").waitFor();
  await rowOf(mia, "Mevrouw De Wit").filter({hasText: "opnieuw"}).waitFor();

  // Again, and now she speaks to the caller.
  await anna.locator(".action-form").waitFor({state: "detached"});
  await key(anna, "c");
  await seesCalling(mia, "Mevrouw De Wit");
  await formIsReady(anna);
  await key(anna, "1");
  await anna.getByLabel("Opmerking").fill("Komt morgen langs");
  await picture(anna, "my_calls_outcome");
  await key(anna, "Enter");
  await rowOf(mia, "Mevrouw De Wit").filter({hasText: "gesproken, nog afronden"}).waitFor();

  // Done, taken back, done again.
  await anna.locator(".action-form").waitFor({state: "detached"});
  await key(anna, "d");
  await formIsReady(anna);
  await key(anna, "Enter");
  await rowOf(anna, "Mevrouw De Wit").waitFor({state: "detached"});
  await rowOf(mia, "Mevrouw De Wit").waitFor({state: "detached"});
  assert.equal(shown(world, callback).promise.status, "KEPT");
  await anna.getByRole("button", {name: "Ongedaan maken", exact: false}).first().waitFor();
  await anna.locator("#panel-title").focus();
  await key(anna, "u");
  await rowOf(mia, "Mevrouw De Wit").waitFor();
  await eventually("it is open again", () => shown(world, callback).state === "ACKNOWLEDGED");
  await anna.locator(".badge").filter({hasText: "Nagekomen"}).waitFor({state: "detached"});
  await key(anna, "d");
  await formIsReady(anna);
  await key(anna, "Enter");
  await rowOf(mia, "Mevrouw De Wit").waitFor({state: "detached"});
  assert.deepEqual(
    shown(world, callback).history.map(({type}) => type.replace("EVENT_", "")),
    ["NOTED", "ASSIGNED", "ACKNOWLEDGED", "CALL_BEGUN", "ATTEMPTED", "CALL_BEGUN", "ATTEMPTED", "COMPLETED", "UNDONE", "COMPLETED"],
  );
});

test("the manager signs the review round, and sees in the figures what was kept", async () => {
  await note(world, {name: "Bakkerij Van Dam"});
  await rowOf(mia, "Bakkerij Van Dam").waitFor();
  world.advance({minutes: ROUND_IN_MINUTES + 1});
  await eventually("the round has opened", () => world.krulJson("mia", "round", "list").rounds?.length > 0);
  await key(mia, "v");
  await mia.locator(".round-open a:focus").waitFor();
  await key(mia, "Enter");
  await mia.locator(".entry-card").filter({hasText: "Bakkerij Van Dam"}).waitFor();
  await picture(mia, "review_round");
  await mia.locator(".entry-form .primary:focus").waitFor();
  await key(mia, "Enter");
  await mia.locator(".signing-here .primary:focus").waitFor();
  await key(mia, "Enter");
  await mia.getByText("afgetekend door Mia de Boer").waitFor();
  assert.equal(world.krulJson("mia", "round", "list").rounds[0].state, "ROUND_SIGNED");

  await key(mia, "h");
  await mia.locator('[data-figure="rate"]').filter({hasText: "100%"}).waitFor();
  await mia.locator('[data-figure="rate"]').filter({hasText: "1 nagekomen, 0 gemist"}).waitFor();
});

test("no page has complained all day", () => {
  for (const page of [fatima, anna, mia]) assert.deepEqual(page.faults, []);
});
