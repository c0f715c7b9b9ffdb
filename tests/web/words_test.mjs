// Both languages say the same things.
import assert from "node:assert/strict";
import {test} from "node:test";
import en from "../../clients/web/app/words/en.js";
import nl from "../../clients/web/app/words/nl.js";

test("both languages have the same keys, and each a text", () => {
  assert.ok(Object.keys(nl).length > 200);
  assert.deepEqual(Object.keys(nl).sort(), Object.keys(en).sort());
  for (const [key, text] of [...Object.entries(nl), ...Object.entries(en)]) assert.ok(typeof text === "function" || text.trim(), key);
});

test("both fill in the same places", () => {
  const places = (text) => [...String(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const key of Object.keys(nl)) {
    if (typeof nl[key] === "string" && typeof en[key] === "string") assert.deepEqual(new Set(places(nl[key])), new Set(places(en[key])), key);
  }
});
