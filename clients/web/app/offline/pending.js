// Notes that the server has not confirmed yet. Each is written to this browser's database before it is sent, under its final id, and removed when the
// server has said that it is saved: what happens to the page, the browser or the line in between loses none and doubles none.
import {allNotes, changeNote, putNote, removeNote} from "./database.js";
import {Listeners, useHeard} from "../shell/listeners.js";

/**
 * A pending note: {id, kind ("note" or "helped"), message (of NoteCallback or RecordHandledAtDesk), draft (the form, to correct it), made_at (ms, by
 * this machine's clock), taken_at (ms, by the services'), called_earlier (taken_at was typed), tries (after which its outcome was not known), refusal},
 * and of a note: asked (the QuotePromise that made or will make its quote) and agreed (who was promised). Ids sort by when they were made.
 */
let notes = [];
const onlyHere = new Map(); // notes that this browser's database did not take
const listeners = new Listeners();
/** (id, {callback, attached (to another one, as a chaser)} or {refusal}): what became of a note, in whichever tab it was sent. */
export const settled = new Listeners();

const tabs = new BroadcastChannel("krul.pending");
tabs.onmessage = ({data}) => {
  if (data.id) settled.tell(data.id, data.outcome);
  load();
};

export const pendingNotes = () => notes;
/** False: a note is kept by this page alone, and would be lost with it. */
export const isDurable = () => onlyHere.size === 0;

export const usePending = () => useHeard(listeners, pendingNotes);

export async function load() {
  const stored = await allNotes().catch(() => []);
  notes = [...stored, ...onlyHere.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  listeners.tell();
  return notes;
}

const DISK_PATIENCE_MS = 2000;

function onDisk(writing) {
  let timer = 0;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("the disk takes too long")), DISK_PATIENCE_MS);
  });
  return Promise.race([writing, late]).finally(() => clearTimeout(timer));
}

/** Resolves when the note is on disk; only then may it be sent. Where there is no disk it is kept by this page alone, and isDurable() says so. */
export async function add(note) {
  try {
    await onDisk(putNote(note));
  } catch {
    onlyHere.set(note.id, note);
  }
  notes = [...notes.filter(({id}) => id !== note.id), note];
  listeners.tell();
  tabs.postMessage({});
}

/** The same note in another state; resolves when that is on disk. */
export async function replace(note) {
  if (onlyHere.has(note.id)) onlyHere.set(note.id, note);
  notes = notes.map((one) => (one.id === note.id ? note : one));
  listeners.tell();
  await changeNote(note).catch(() => {});
}

/** It is saved, or whoever sits here has dropped or corrected it. */
export async function remove(id) {
  notes = notes.filter((note) => note.id !== id);
  onlyHere.delete(id);
  await removeNote(id).catch(() => {});
  listeners.tell();
  tabs.postMessage({});
}

export function tellOutcome(id, outcome) {
  settled.tell(id, outcome);
  tabs.postMessage({id, outcome});
}
