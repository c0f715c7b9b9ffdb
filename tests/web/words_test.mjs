// Dutch and English say the same things.
import assert from "node:assert/strict";
import {readdirSync, readFileSync} from "node:fs";
import {test} from "node:test";
import {fileURLToPath} from "node:url";
import en from "../../clients/web/app/words/en.js";
import nl from "../../clients/web/app/words/nl.js";

const APP = fileURLToPath(new URL("../../clients/web/app", import.meta.url));

const placeholders = (text) => [...String(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

function sources(folder) {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? sources(path) : path.endsWith(".js") ? [path] : [];
  });
}

test("both languages have the same keys, none of them empty", () => {
  assert.ok(Object.keys(nl).length > 200);
  assert.deepEqual(Object.keys(nl).sort(), Object.keys(en).sort());
  for (const text of [...Object.values(nl), ...Object.values(en)]) assert.ok(typeof text === "function" || text.trim() !== "");
});

test("a text has the same places to fill in", () => {
  for (const key of Object.keys(nl)) {
    if (typeof nl[key] === "string" && typeof en[key] === "string") assert.deepEqual(new Set(placeholders(nl[key])), new Set(placeholders(en[key])), key);
    else assert.equal(typeof nl[key], typeof en[key], key);
  }
});

test("every key that the code names has a text", () => {
  let named = 0;
  for (const path of sources(APP)) {
    for (const [, key] of readFileSync(path, "utf8").matchAll(/\bwords\("([a-z_]+\.[\w.-]+)"/g)) {
      named++;
      assert.ok(key in nl, `${path} names ${key}`);
    }
  }
  assert.ok(named > 50);
});
