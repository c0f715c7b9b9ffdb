// A whole Krul of a test's own, and a browser on it: services with a Redis of their own, a gateway that can be killed apart, Chromium. Everything it
// starts it ends, by id. Time is moved, never slept through.
import {execFileSync, spawn, spawnSync} from "node:child_process";
import {closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";

const BIN = process.env.KRUL_BIN;
const require = createRequire(`${process.env.KRUL_BROWSER_PACKAGES}/`);
const {chromium} = require("playwright-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
// At which instant the services' clock of a world starts, such as 2028-02-29T23:30+01:00; else it is the machine's. See scripts/check.
const STARTS = process.env.KRUL_WORLD_STARTS;
const PATIENCE_MS = 30_000;
const CHROMIUM = {executablePath: process.env.KRUL_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-background-networking"]};
const PAGE = {viewport: {width: 1280, height: 800}, locale: "nl-NL"};

/** Open day and night, so that the time at which a test runs does not matter. */
export const FIRM = `
title: Fietsen Van der Linden
offline_sentence:
  nl: We kunnen nu niet in ons systeem kijken. Ik noteer het, en u wordt zo snel mogelijk teruggebeld.
calendars:
  always: {week: {mon-sun: "00:00-24:00"}}
branches:
  - {id: centrum, title: Utrecht Centrum, calendar: always, manager: mia, review_moments: [], answer_order: [fatima, mia]}
  - {id: noord, title: Noord, language: en, calendar: always, manager: mia, review_moments: []}
teams:
  - {id: werkplaats, title: Werkplaats, members: [daan, noor]}
people:
  - {id: anna, name: Anna Visser, branches: [centrum], deputy: daan}
  - {id: daan, name: Daan Bakker, branches: [centrum], deputy: noor}
  - {id: noor, name: Noor Smit, branches: [centrum, noord]}
  - {id: fatima, name: Fatima El Idrissi, branches: [centrum], role: desk}
  - {id: emma, name: Emma Jones, branches: [noord], role: desk}
  - {id: mia, name: Mia de Boer, role: manager}
  - {id: hanneke, name: Hanneke van der Linden, role: head-office}
categories:
  - id: question
    title: {nl: Vraag, en: Question}
    call_back_within: 4h
    acknowledge_within: 1h
    at_risk_before: 1h
    goodbye: {nl: "Dank u wel voor het bellen, u hoort van ons. Tot ziens.", en: "Thank you for calling, you will hear from us. Goodbye."}
  - id: complaint
    title: {nl: Klacht, en: Complaint}
    call_back_within: 2h
`;

/** Asks again until the answer is truthy; then that. */
export async function eventually(what, check, patience_ms = PATIENCE_MS) {
  const until = Date.now() + patience_ms;
  for (;;) {
    const answer = await check();
    if (answer) return answer;
    if (Date.now() > until) throw new Error(`still not so after ${patience_ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

class Process {
  constructor(command, args, log) {
    this.log = log;
    const out = openSync(log, "w");
    this.child = spawn(command, args, {stdio: ["ignore", out, out]});
    closeSync(out);
    this.ended = new Promise((resolve) => this.child.once("exit", resolve));
  }

  /** The first line of its log with this message. */
  async line(message) {
    return eventually(`${this.log} says ${message}`, () => {
      if (this.hasEnded) throw new Error(`it ended: ${readFileSync(this.log, "utf8").slice(-2000)}`);
      const found = readFileSync(this.log, "utf8").split("\n").find((line) => line.includes(`"message":"${message}"`));
      return found && JSON.parse(found);
    });
  }

  get hasEnded() {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async end(signal = "SIGTERM") {
    if (!this.hasEnded) this.child.kill(signal);
    await this.ended;
  }
}

export class World {
  /** Services and gateway, with `firm` in force (null: none yet); to be ended by end(). */
  static async start({firm = FIRM} = {}) {
    const world = new World();
    world.folder = mkdtempSync(`${tmpdir()}/krul-browser-`);
    world.starts = 0;
    world.profiles = [];
    try {
      await world.#begin(firm);
    } catch (error) {
      await world.end();
      throw error;
    }
    return world;
  }

  async #begin(firm) {
    await this.startServices();
    this.first_offset_ms = STARTS ? Date.parse(STARTS) - Date.now() : 0;
    if (STARTS) this.advance({minutes: 0});
    await this.startGateway();
    if (!firm) return;
    this.applyFirm(firm);
    await eventually("the gateway knows the firm", async () => (await (await fetch(`${this.address}/v1/sign-in`)).json()).title);
  }

  applyFirm(firm) {
    this.firm = firm;
    writeFileSync(`${this.folder}/firm.yaml`, firm);
    this.krul("mia", "firm", "apply", `${this.folder}/firm.yaml`);
  }

  #log(name) {
    return `${this.folder}/${name}-${this.starts++}.log`;
  }

  async startServices() {
    const args = ["--state-dir", `${this.folder}/state`, "--movable-time", "--gateway-listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"];
    this.services = new Process(`${BIN}/krul-standalone`, [...args, "--listen", `127.0.0.1:${this.port ?? 0}`], this.#log("services"));
    this.port = (await this.services.line("started")).port;
    await this.services.line("the store takes writes");
  }

  /** A gateway of its own, so that it can be away while the services are not, and the other way round; always at the same address. */
  async startGateway({flags = []} = {}) {
    const here = `127.0.0.1:${this.port}`;
    const args = ["--intake", here, "--assignment", here, "--deadline", here, "--secret-file", `${this.folder}/state/secret`, "--metrics-listen", "127.0.0.1:0"];
    this.gateway = new Process(`${BIN}/krul-gateway`, ["--listen", `127.0.0.1:${this.web_port ?? 0}`, ...args, ...flags], this.#log("gateway"));
    const started = await this.gateway.line("started");
    this.web_port = started.port;
    this.metrics_port = started.metrics_port;
    this.address = `http://127.0.0.1:${this.web_port}`;
  }

  /** Whatever a test did to it: all programs up, the time as it is, the firm in force. */
  async restore(firm = FIRM) {
    if (this.services.hasEnded) await this.startServices();
    if (this.gateway.hasEnded) await this.startGateway();
    const was_moved = Boolean(this.offset_minutes);
    this.advance({minutes: -(this.offset_minutes ?? 0)});
    if (this.firm !== firm) this.applyFirm(firm);
    if (was_moved) await this.#gatewayKnowsTheTime();
  }

  /** It asks the services every few seconds; a page that is opened before would take their former time for the present one. */
  async #gatewayKnowsTheTime() {
    const post = (path, body, Cookie = "") =>
      fetch(this.address + path, {method: "POST", headers: {"Content-Type": "application/json", "Krul-Request": "1", Cookie}, body: JSON.stringify(body)});
    const session = await post("/v1/sign-in", {branch: "centrum", person: "anna"});
    const [cookie] = session.headers.get("set-cookie").split(";");
    await eventually("the gateway knows the time", async () => {
      const told = (await post("/v1/ListInbox", {person: "anna"}, cookie)).headers.get("krul-time");
      return Math.abs(Date.parse(told) - this.now()) < 2000;
    });
  }

  #run(person, args) {
    const who = ["--server", `127.0.0.1:${this.port}`, "--credential-file", `${this.folder}/state/credential`, "--as", person, "--branch", "centrum"];
    return spawnSync(`${BIN}/krul`, [...args, ...who], {encoding: "utf8"});
  }

  /** The terminal client as one of the firm's people; what it prints. */
  krul(person, ...args) {
    const run = this.#run(person, args);
    if (run.status !== 0) throw new Error(`krul ${args.join(" ")}: ${run.stdout}${run.stderr}`);
    return run.stdout;
  }

  krulWorks(person, ...args) {
    return this.#run(person, args).status === 0;
  }

  krulJson(person, ...args) {
    return JSON.parse(this.krul(person, ...args, "--json"));
  }

  /** What is open in the branch, as the services have it. */
  board() {
    return this.krulJson("mia", "board").callbacks ?? [];
  }

  advance({minutes}) {
    this.offset_minutes = (this.offset_minutes ?? 0) + minutes;
    execFileSync("redis-cli", ["-s", `${this.folder}/state/redis.sock`, "SET", "krul:time_offset_ms", String(this.first_offset_ms + this.offset_minutes * 60_000)]);
  }

  /** Of the services, in milliseconds since 1970. */
  now() {
    return Date.now() + this.first_offset_ms + (this.offset_minutes ?? 0) * 60_000;
  }

  async metric(name) {
    const text = await (await fetch(`http://127.0.0.1:${this.metrics_port}/metrics`)).text();
    return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, "m").exec(text)?.[1]);
  }

  /** A browser with a profile of its own; `profile` is the folder of an earlier one, to open the same again after a crash. */
  async browser({profile, ...options} = {}) {
    const folder = profile ?? mkdtempSync(`${this.folder}/profile-`);
    const context = await chromium.launchPersistentContext(folder, {
      ...CHROMIUM,
      ...PAGE,
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    context.profile = folder;
    this.profiles.push(context);
    return context;
  }

  /** Desks of several people at once, who share nothing but the Chromium that draws them. */
  async contexts(count, options = {}) {
    const browser = await chromium.launch(CHROMIUM);
    this.profiles.push(browser);
    const contexts = [];
    for (let made = 0; made < count; made++) {
      const context = await browser.newContext({...PAGE, ...options});
      context.setDefaultTimeout(PATIENCE_MS);
      contexts.push(context);
    }
    return contexts;
  }

  /** A page of that browser where `person` is signed in. What a page logs as an error fails the test, unless it is a request that failed. */
  async desk(context, {person = "fatima", branch = "centrum", path = "/"} = {}) {
    await context.request.post(`${this.address}/v1/sign-in`, {data: {branch, person}, headers: {"Krul-Request": "1"}});
    const page = await context.newPage();
    page.faults = [];
    page.on("pageerror", (error) => page.faults.push(error.stack));
    page.on("console", (message) => message.type() === "error" && !/Failed to load resource/.test(message.text()) && page.faults.push(message.text()));
    await page.goto(this.address + path);
    await page.locator(".line-connected").waitFor();
    return page;
  }

  async end() {
    for (const context of this.profiles) await context.close().catch(() => {});
    await this.gateway?.end();
    await this.services?.end();
    rmSync(this.folder, {recursive: true, force: true});
  }
}

/** What axe finds wrong with the page, in words; empty when nothing is. */
export async function accessibilityFaults(page) {
  await page.evaluate(AXE); // by the debugger, which the page's policy does not bind
  const {violations} = await page.evaluate(() => window.axe.run(document, {resultTypes: ["violations"]}));
  return violations.flatMap(({id, help, nodes}) => nodes.map(({html, failureSummary}) => `${id}: ${help}\n  ${html}\n  ${failureSummary}`));
}

/** A picture for who looks at the build, and for the README. */
export async function picture(page, name) {
  const folder = process.env.KRUL_PICTURES;
  if (folder) await page.screenshot({path: `${folder}/${name}.png`});
}
