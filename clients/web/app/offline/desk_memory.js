// What a desk needs of what it knows to go on without a gateway, kept in this browser: who sits here, the firm, the board last seen.
import {serverNow} from "../time/clock.js";
import {keep, kept} from "./database.js";

const KEEP_BOARD_EVERY_MS = 2000;
let waiting = 0; // until the board is kept again
let latest = null;
let last = {}; // what was kept

// A browser that keeps nothing lets the desk work all the same, as long as its page is open.
const keepIfAble = (name, value) => keep(name, value).catch(() => {});

/** {session, firm, board: {branch, callbacks, seen_at}} of the last time; what is not known is missing. */
export async function remembered() {
  const [session, firm, board] = await Promise.all(["session", "firm", "board"].map(kept)).catch(() => []);
  return {session, firm, board};
}

/** Of a desk where somebody is signed in: what has changed since. */
export function remember(state) {
  latest = state;
  const {session, firm, branch, callbacks, listed} = state;
  if (session !== last.session) keepIfAble("session", session);
  if (firm !== last.firm) keepIfAble("firm", firm);
  last = {...last, session, firm};
  if (waiting || !listed || callbacks === last.callbacks || branch?.id !== session.branch) return;
  last.callbacks = callbacks;
  keepIfAble("board", {branch: branch.id, callbacks: [...callbacks.values()], seen_at: serverNow()});
  // All changes of the next while together: a busy board changes many times a second.
  waiting = setTimeout(() => {
    waiting = 0;
    if (latest) remember(latest);
  }, KEEP_BOARD_EVERY_MS);
}

/** Callers' data are kept no longer than somebody is signed in. */
export function forget() {
  latest = null;
  last = {};
  for (const name of ["session", "firm", "board"]) keepIfAble(name, null);
}
