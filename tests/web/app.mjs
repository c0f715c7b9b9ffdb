// The web desk's modules as the build has put them together, with the words that it has made: `await app("shell/words.js")`.
import {pathToFileURL} from "node:url";

const store = {getItem: () => null, setItem: () => {}};
Object.assign(globalThis, {localStorage: store, sessionStorage: store, addEventListener: () => {}});

export const app = (path) => import(`${pathToFileURL(process.env.KRUL_WEB)}/app/${path}`);
