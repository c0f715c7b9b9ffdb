// From the form to the server, by way of the pending notes.
import {serverNow} from "../time/clock.js";
import {desk} from "../live/desk.js";
import {deliver, outcomeOf} from "../offline/delivery.js";
import {newId} from "../live/ids.js";
import {add, pendingNotes} from "../offline/pending.js";
import {changeDraft, emptyDraft, takeUpDraft, theDraft} from "./draft.js";
import {calledEarlier, helpedMessage, noteMessage} from "./messages.js";

const PATIENCE_MS = 2500; // somebody waits with the receiver in his hand; after that the note is on its way by itself

/** What became of it: {id} with {callback, attached}, with {refusal} (the form has it back), or alone (kept here, not confirmed yet). */
async function save(note, offline) {
  await add(note);
  changeDraft({id: note.id});
  const reachable = desk().line === "connected" && !offline;
  const outcome = outcomeOf(note.id, reachable ? PATIENCE_MS : 0);
  deliver();
  const {callback, attached, refusal} = await outcome;
  if (refusal) {
    // It stays with the pending notes as well, until it is saved under the same id or dropped: no way of leaving the form loses it.
    takeUpDraft(note.draft, refusal);
    return {id: note.id, refusal};
  }
  if (theDraft().id === note.id) emptyDraft();
  return {id: note.id, callback, attached};
}

function about(draft, kind) {
  const id = draft.id || newId();
  const earlier = calledEarlier(draft);
  return {
    id,
    kind,
    draft: {...draft, id},
    made_at: Date.now(),
    taken_at: earlier ?? serverNow(),
    called_earlier: earlier !== null,
    tries: 0,
    refusal: null,
  };
}

export function saveNote(draft, script, request) {
  const note = about(draft, "note");
  const message = noteMessage(note.draft, script.chosen?.quote, note.taken_at);
  return save({...note, message, asked: request, agreed: script.chosen?.agreed}, script.offline);
}

export function saveHelped(draft) {
  const note = about(draft, "helped");
  return save({...note, message: helpedMessage(note.draft)}, false);
}

/** When the page was closed while its form was being saved: the note is among the pending ones or saved, and the form is free. */
export function settleDraft() {
  const {id} = theDraft();
  if (id && !pendingNotes().some((note) => note.id === id && note.refusal)) emptyDraft();
}

/** The quote was over, or what it was attached to was closed: another sentence has to be spoken, and all of it read back again. */
export function mustSpeakAgain(refusal) {
  const again = ["QUOTE_EXPIRED", "CLOSED"].includes(refusal.reason) || refusal.fields?.some(({field}) => field === "quote");
  if (again) changeDraft({confirmed: "", consented: ""});
  return again;
}
