// What this desk knows: who sits here, the firm, the callbacks of the branch on screen, and whether the line is up. One value that is replaced, never
// changed in place, so that a view is drawn again exactly when what it looks at has changed.
import {useEffect, useState} from "../shell/view.js";
import {call, getSession, pauseBefore, sendAgainNow, signedOut} from "./api.js";
import {learnTime, serverNow} from "../time/clock.js";
import {forget, remember, remembered} from "../offline/desk_memory.js";
import {Listeners} from "../shell/listeners.js";
import {Stream} from "./stream.js";

const PAGE_SIZE = 200;
const NOTICES_KEPT = 50;
const LIST_AGAIN_MS = 4000; // at most, after a listing that failed

let state = {
  phase: "starting", // starting, signed_out, signed_in, unreachable (no gateway, and nothing known from before)
  session: null, // {person, branch, role, desk}
  firm: null, // as GetFirm
  branch: null, // the Branch on screen: at first the session's
  callbacks: new Map(), // by name: what is open in that branch, and what changed since
  listed: false, // callbacks holds the whole board
  board_seen_at: 0, // while the line is not up: until when it told of every change (ms); 0: not known
  board_refusal: null, // DeskError: why it could not be listed
  line: "connecting", // connecting, connected, away (the services do not answer the gateway), lost (nor does the gateway)
  at_desk: new Set(), // people of the branch who have a desk open
  notices: [], // of this person, newest first: the WatchResponse of each
};
const listeners = new Listeners();

export const desk = () => state;

export function change(what) {
  state = {...state, ...what};
  listeners.tell();
}

export const onDesk = (listener) => listeners.add(listener);

/** Draws the component again when what `select` picks from the desk is another value. */
export function useDesk(select = (all) => all) {
  const [, redraw] = useState(0);
  const picked = select(state);
  useEffect(() => {
    let drawn = picked;
    const look = () => {
      const now = select(state);
      if (now === drawn) return;
      drawn = now;
      redraw((count) => count + 1);
    };
    look(); // it may have changed between drawing and listening
    return listeners.add(look);
  });
  return picked;
}

export const people = () => state.firm?.people ?? [];
export const personOf = (id) => people().find((person) => person.id === id);
export const teamOf = (id) => state.firm?.teams?.find((team) => team.id === id);
export const branchOf = (id) => state.firm?.branches?.find((branch) => branch.id === id);
export const categoryOf = (id) => state.firm?.categories?.find((category) => category.id === id);
/** As the protos name a role. */
export const roleName = (role = "") => (role.startsWith("ROLE_") ? role : `ROLE_${role.toUpperCase().replace("-", "_")}`);
export const myRole = () => roleName(state.session?.role);
export const leads = () => ["ROLE_MANAGER", "ROLE_HEAD_OFFICE"].includes(myRole());

/** A Party in words: the name of the person or team, else its id. */
export function partyTitle(party) {
  if (party?.person) return personOf(party.person)?.title ?? party.person;
  if (party?.team) return teamOf(party.team)?.title ?? party.team;
  return branchOf(party?.pool)?.title ?? party?.pool ?? "";
}

// --- callbacks

let arrived = new Set(); // names that came by another way while the board was being listed

/** Takes over callbacks as the server told them; what is known already in a later version stays. */
export function takeOver(...callbacks) {
  let changed = null;
  for (const callback of callbacks) {
    const known = state.callbacks.get(callback.name);
    if (known && Number(known.version) >= Number(callback.version)) continue;
    changed ??= new Map(state.callbacks);
    changed.set(callback.name, callback);
  }
  for (const callback of callbacks) arrived.add(callback.name);
  if (changed) change({callbacks: changed});
}

let listing = 0;

async function listBoard() {
  const mine = ++listing;
  const branch = state.branch?.id;
  if (!branch) return;
  arrived = new Set();
  const found = [];
  let page_token = "";
  do {
    const page = await call("ListBoard", {branch, page_size: PAGE_SIZE, page_token});
    if (mine !== listing) return;
    found.push(...(page.callbacks ?? []));
    page_token = page.next_page_token ?? "";
  } while (page_token);
  const callbacks = new Map(found.map((callback) => [callback.name, callback]));
  for (const [name, known] of state.callbacks) {
    const listed = callbacks.get(name);
    if (listed ? Number(known.version) > Number(listed.version) : arrived.has(name)) callbacks.set(name, known);
  }
  owesListing = false;
  change({callbacks, listed: true, board_refusal: null});
}

async function loadFirm() {
  const firm = await call("GetFirm", {without_document: true});
  change({firm, branch: firm.branches?.find(({id}) => id === (state.branch?.id ?? state.session?.branch)) ?? null});
}

// A listing is owed until one has succeeded, however often the line breaks and resumes meanwhile: what resumes tells nothing of before.
let owesListing = true;
let listingSoon = 0;

// What is on screen, listed again, some moment within `within_ms`: the more desks there are, the longer, so that they do not all ask at once.
function listAgain(within_ms = 0) {
  owesListing = true;
  clearTimeout(listingSoon);
  listingSoon = setTimeout(async () => {
    try {
      await loadFirm();
      await listBoard();
    } catch (error) {
      change({board_refusal: error.passing ? null : error});
      if (error.passing && owesListing && state.line === "connected") listAgain(LIST_AGAIN_MS);
    }
  }, Math.random() * within_ms);
}

// --- the line

const stream = new Stream((event, data) => {
  if (data.time) learnTime(data.time);
  hear[event]?.(data);
  told.tell(event, data);
});

const hear = {
  ready: () => again(),
  resync: ({within_ms}) => again(within_ms),
  resumed() {
    connected();
    if (owesListing) listAgain();
  },
  change: ({callback}) => callback && takeOver(callback),
  notice(data) {
    if (data.callback) takeOver(data.callback);
    if (data.told === state.session?.person) change({notices: [data, ...state.notices].slice(0, NOTICES_KEPT)});
  },
  firm: ({within_ms = 0}) => setTimeout(() => loadFirm().catch(() => listAgain(LIST_AGAIN_MS)), Math.random() * within_ms),
  at_desk: ({people = []}) => change({at_desk: new Set(people)}),
  away: () => interrupted("away"),
  lost: () => interrupted("lost"),
  signed_out: () => signedOut.tell(),
};

function connected() {
  change({line: "connected"});
  sendAgainNow();
}

function interrupted(line) {
  change({line, ...(state.line === "connected" && state.listed && {board_seen_at: serverNow()})});
}

function again(within_ms) {
  connected();
  listAgain(within_ms);
}

/** Every event of the line, for a view that wants more than the desk keeps: (event, data). */
export const told = new Listeners();

// --- who sits here

/** After signing in, and when the page opens: `session` as the gateway told it. */
export async function begin(session) {
  owesListing = true;
  change({phase: "signed_in", session, branch: null, callbacks: new Map(), listed: false, notices: []});
  await takeRemembered();
  await loadFirm().catch(() => {}); // the line tells of it, and brings it
  stream.listen(state.branch?.id ?? session.branch);
  return session;
}

/** Looks at another branch, for who leads several. */
export function lookAtBranch(id) {
  owesListing = true;
  change({branch: branchOf(id) ?? state.branch, callbacks: new Map(), listed: false, line: "connecting"});
  stream.listen(state.branch?.id ?? "");
}

/** When the page opens. Without a gateway the desk goes on as who sat here last, until the gateway says otherwise. */
export async function start() {
  let session = null;
  try {
    session = await getSession();
  } catch (error) {
    if (error.status === 401) return;
    ({session} = await remembered());
    if (!session) {
      change({phase: "unreachable"});
      return pauseBefore(2).then(start);
    }
    change({line: "lost"});
  }
  return begin(session);
}

signedOut.add(() => {
  stream.listen("");
  change({phase: "signed_out", session: null, callbacks: new Map(), listed: false, line: "connecting"});
  forget();
});

// What was known the last time is on screen at once, and stays there as long as nobody answers; the first listing replaces it.
async function takeRemembered() {
  const {firm, board} = await remembered();
  if (!firm) return;
  const branch = firm.branches?.find(({id}) => id === state.session?.branch) ?? null;
  const callbacks = board?.branch === branch?.id ? board.callbacks : [];
  change({firm, branch, callbacks: new Map(callbacks.map((callback) => [callback.name, callback])), board_seen_at: board?.seen_at ?? 0});
}

listeners.add(() => state.session && state.firm && remember(state));
