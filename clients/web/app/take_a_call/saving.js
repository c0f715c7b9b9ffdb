// From the form to the server, by way of the pending notes.
import {serverNow} from "../clock.js";
import {desk} from "../desk.js";
import {deliver, outcomeOf} from "../delivery.js";
import {add} from "../pending.js";
import {changeDraft, emptyDraft, takeUpDraft, theDraft} from "./draft.js";
import {calledEarlier, helpedMessage, noteMessage} from "./messages.js";

const PATIENCE_MS = 2500; // somebody waits with the receiver in his hand; after that the note is on its way by itself

/** What became of it: {callback}, {refusal} (the form has it back), or {} (kept here, not confirmed yet). */
async function save(note) {
  await add(note);
  const reachable = desk().line === "connected" && !note.offline;
  const outcome = outcomeOf(note.id, reachable ? PATIENCE_MS : 0);
  deliver();
  const {callback, refusal} = await outcome;
  if (refusal) {
    // It stays with the pending notes as well, until it is saved under the same id or dropped: no way of leaving the form loses it.
    takeUpDraft(note.draft, refusal);
    return {refusal};
  }
  if (theDraft().id === note.id) emptyDraft();
  return callback ? {callback} : {};
}

const about = (draft, kind) => ({
  id: draft.id,
  taken_at: calledEarlier(draft) ?? serverNow(),
  made_at: Date.now(),
  kind,
  draft,
  tries: 0,
  refusal: null,
});

export function saveNote(draft, script, request) {
  const note = about(draft, "note");
  const message = noteMessage(draft, script.chosen?.quote, note.taken_at);
  return save({...note, message, asked: request, agreed: script.chosen?.agreed, offline: script.offline});
}

export const saveHelped = (draft) => save({...about(draft, "helped"), message: helpedMessage(draft)});

/** The quote was over, or what it was attached to was closed: another sentence has to be spoken, and all of it read back again. */
export function mustSpeakAgain(refusal) {
  const again = ["QUOTE_EXPIRED", "CLOSED"].includes(refusal.reason) || refusal.fields?.some(({field}) => field === "quote");
  if (again) changeDraft({confirmed: "", consented: ""});
  return again;
}
