// What krul-words makes for the browser says the same as the terminal does, and a catalogue that is not whole ends it.
import assert from "node:assert/strict";
import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {after, test} from "node:test";

const folder = mkdtempSync(join(tmpdir(), "krul-words-"));
after(() => rmSync(folder, {recursive: true}));

async function made(dutch, english = dutch, keys = "{}") {
  writeFileSync(join(folder, "nl.yaml"), dutch);
  writeFileSync(join(folder, "en.yaml"), english);
  writeFileSync(join(folder, "keys.yaml"), keys);
  const output = mkdtempSync(join(folder, "made-"));
  writeFileSync(join(output, "package.json"), '{"type": "module"}');
  const run = spawnSync(process.env.KRUL_WORDS_PROGRAM, [folder, join(folder, "keys.yaml"), output], {encoding: "utf8"});
  if (run.status !== 0) return run;
  const read = async (name) => (await import(join(output, name))).default;
  return {nl: await read("words_nl.js"), en: await read("words_en.js"), keys: await read("keys.js")};
}

test("plain texts are strings, others functions of the values", async () => {
  const {nl} = await made('a:\n  plain: "foto\'s en \\"`$\\\\`"\n  named: "naar {party}, $5 `q`"\n');
  assert.equal(nl["a.plain"], 'foto\'s en "`$\\`');
  assert.equal(nl["a.named"]({party: "Anna"}), "naar Anna, $5 `q`");
  assert.equal(nl["a.named"]({}), "naar {party}, $5 `q`");
  assert.equal(nl["a.named"](), "naar {party}, $5 `q`");
});

test("a number decides the form, also as a text, and is written as the language does", async () => {
  const {nl, en} = await made(
    'a:\n  n: "{n, plural, =0 {geen} one {# verzoek van {who}} other {# verzoeken}}"\n',
    'a:\n  n: "{n, plural, =0 {none} one {# request of {who}} other {# requests}}"\n',
  );
  assert.equal(nl["a.n"]({n: 0}), "geen");
  assert.equal(nl["a.n"]({n: 1, who: "Bo"}), "1 verzoek van Bo");
  assert.equal(nl["a.n"]({n: "1", who: "Bo"}), "1 verzoek van Bo");
  assert.equal(nl["a.n"]({n: 1234}), "1.234 verzoeken");
  assert.equal(en["a.n"]({n: 1234}), "1,234 requests");
});

test("a word decides the form", async () => {
  const {nl} = await made('a:\n  s: "{who, select, she {haar} other {hem}}"\n');
  assert.deepEqual(["she", "he", "constructor"].map((who) => nl["a.s"]({who})), ["haar", "hem", "hem"]);
});

test("keys come with their words, in the order of the file", async () => {
  const {keys} = await made("a:\n  b: x\n", "a:\n  b: x\n", 'z: {key: "?", words: a.b}\nc: {key: Ctrl+Enter, terminal: Ctrl+s, words: a.b}\n');
  assert.deepEqual(Object.entries(keys), [["z", {key: "?", words: "a.b"}], ["c", {key: "Ctrl+Enter", words: "a.b"}]]);
});

test("what is not whole is refused, a line a fault", async () => {
  const refused = await made("a:\n  b: x\n  c: y\n", "a:\n  b: x\n  d: y\n");
  assert.equal(refused.status, 1);
  assert.deepEqual(refused.stderr.trim().split("\n"), [
    "clients/words/nl.yaml:3: a.c is missing in clients/words/en.yaml",
    "clients/words/en.yaml:3: a.d is missing in clients/words/nl.yaml",
  ]);
});
