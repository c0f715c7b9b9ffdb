// What the tests of the views of work have in common: a firm with a review moment, callbacks noted by the terminal, and the usual questions to a page.
import {eventually, FIRM} from "./world.mjs";

const localTime = (instant) => new Date(instant).toLocaleTimeString("nl-NL", {timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit"});

/** The firm of all tests, with a review moment in Utrecht so many minutes from now. */
export const firmWithRound = (minutes_ahead) =>
  FIRM.replace("review_moments: [], answer_order", `review_moments: ["${localTime(Date.now() + minutes_ahead * 60_000)}"], answer_order`);

let numbers = 1000;

/** Notes a callback by the terminal; resolves with it once somebody has it. Every caller has another number. */
export async function note(world, {name, who = "anna", category = "question", reason = "Vraag over de order", phone = `06 1234 ${numbers++}`}) {
  world.krul("fatima", "note", "--for", who, "--name", name, "--phone", phone, "--category", category, "--reason", reason, "--read-back");
  return eventually(`${name} is assigned`, () => world.board().find((one) => one.caller.display_name === name && one.state !== "NOTED"));
}

/** The callback as the services have it, with its history. */
export const shown = (world, callback) => world.krulJson("mia", "show", callback.name);

/** The row of a caller in a list. */
export const rowOf = (page, name) => page.locator(".row").filter({hasText: name});

/** Until every number that the page asked to be dialled is known to the test: a page that listens to its own links. */
export async function hearDialling(page) {
  await page.evaluate(() => {
    window.dialled = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      if (this.protocol === "tel:") window.dialled.push(this.href);
      else click.call(this);
    };
  });
}
export const dialled = (page) => page.evaluate(() => window.dialled);
