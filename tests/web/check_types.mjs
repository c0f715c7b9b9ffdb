// tsc --checkJs over the web desk as the build has put it together, with the types that its packages bring: `npm run check` in tests/browser.
import {spawnSync} from "node:child_process";
import {cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";

const {KRUL_WEB, KRUL_WEB_PACKAGES, KRUL_TSC} = process.env;
const TYPES = {"preact.module": 'export * from "preact";', "hooks.module": 'export * from "preact/hooks";', "htm.module": 'export {default} from "htm";'};
const OPTIONS = {
  checkJs: true, allowJs: true, noEmit: true, target: "es2022", module: "es2022", moduleResolution: "bundler", types: [], skipLibCheck: true,
  lib: ["es2023", "dom", "dom.iterable"],
};

// The packages' types stand beside their modules there, and are not served.
const folder = mkdtempSync(`${tmpdir()}/krul-types-`);
try {
  cpSync(KRUL_WEB, folder, {recursive: true});
  symlinkSync(KRUL_WEB_PACKAGES, `${folder}/node_modules`);
  for (const [name, text] of Object.entries(TYPES)) writeFileSync(`${folder}/vendor/${name}.d.ts`, text);
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({compilerOptions: OPTIONS, include: ["app/**/*.js"]}));
  const {status, stdout} = spawnSync("node", [KRUL_TSC, "-p", "."], {cwd: folder, encoding: "utf8"});
  process.stdout.write(stdout);
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, {recursive: true});
}
