// Keeps what the web desk of a release leaves in a browser, for the test of upgrades: its database and its settings, with notes that were never
// confirmed.   KRUL_WEB_DIR=… KRUL_BIN=… KRUL_BROWSER_PACKAGES=… node keep_desk.mjs FILE   with the page of that release, put together.
import {writeFileSync} from "node:fs";
import {Receptionist} from "../browser/receptionist.mjs";
import {eventually, FIRM, World} from "../browser/world.mjs";

/** Of the page's own browser: every store with its records, and what is set. */
const keptInBrowser = async () => {
  const answer = (request) => new Promise((resolve, reject) => Object.assign(request, {onsuccess: () => resolve(request.result), onerror: () => reject(request.error)}));
  const database = await answer(indexedDB.open("krul"));
  const stores = {};
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    const [keys, values] = [await answer(store.getAllKeys()), await answer(store.getAll())];
    stores[name] = {keyPath: store.keyPath, records: keys.map((key, i) => ({key, value: values[i]}))};
  }
  return {version: database.version, stores, settings: Object.fromEntries(Object.entries(localStorage))};
};

async function keep(file) {
  const world = await World.start();
  const context = await world.browser();
  try {
    const page = await world.desk(context);
    const desk = new Receptionist(page);
    const save = async (call) => {
      await desk.fillIn(call);
      await desk.sentence().filter({hasText: "teruggebeld"}).waitFor();
      await desk.readBackAndSave();
      await page.locator(".saved-pending").waitFor();
    };
    await world.gateway.end("SIGKILL");
    await page.locator(".line-lost").waitFor();
    await save({who: "noor", name: "Geweigerd Voor Noor", phone: "0611110002", reason: "zij is weg"});
    world.applyFirm(FIRM.replace(/^.*id: noor, name.*$/m, "").replace("members: [daan, noor]", "members: [daan]").replace("deputy: noor", "deputy: anna"));
    await eventually("Noor has left", () => !world.krulWorks("mia", "quote", "--for", "noor"));
    await world.startGateway();
    await desk.pending().filter({hasText: "aandacht"}).waitFor();
    await context.route("**/v1/NoteCallback", (route) => route.abort()); // what is sent never arrives
    await save({name: "Nooit Gehoord", phone: "0611110001", reason: "verzonden, geen antwoord"});
    await world.gateway.end("SIGKILL");
    await page.locator(".line-lost").waitFor();
    await save({name: "Zonder Lijn", phone: "0611110003", reason: "zonder toezegging"});
    await desk.key("F9");
    await page.locator(".question .primary:focus").waitFor();
    await desk.key("Enter");
    const kept = await eventually("all four are kept", async () => {
      const found = await page.evaluate(keptInBrowser);
      return found.stores.notes.records.length === 4 && found;
    });
    writeFileSync(file, `${JSON.stringify({now_ms: world.now(), ...kept}, null, 1)}\n`);
  } finally {
    await context.close();
    await world.end();
  }
}

await keep(process.argv[2]);
