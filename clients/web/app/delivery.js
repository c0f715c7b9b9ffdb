// Brings the pending notes to the server: in order, by one tab at a time, each under its own id until its outcome is known.
import {call, DeskError, pauseBefore, sendAgainNow} from "./api.js";
import {clockMoment} from "./clock.js";
import {desk, takeOver} from "./desk.js";
import {inOneTab} from "./one_tab.js";
import {load, pendingNotes, remove, replace, settled, tellOutcome} from "./pending.js";

const AT_THE_DESK_MS = 60_000; // so long somebody may still sit before the form from which the note came
const QUOTES_ANEW = 3;

const waiting = () => pendingNotes().filter((note) => !note.refusal);

/** The same note with `what` changed, on disk before it is used. */
async function stored(note, what) {
  const changed = {...note, ...what};
  await replace(changed);
  return changed;
}

const sameParty = (one, other) => one?.person === other?.person && one?.team === other?.team && one?.pool === other?.pool;

/** A note taken without a quote, or whose quote is over, is quoted from the time of its call. */
async function quoted(note) {
  const called_time = clockMoment(note.taken_at);
  const answer = await call("QuotePromise", {...note.asked, called_time});
  const agreed = note.message.consent_confirmed && answer.proposals?.find((proposal) => sameParty(proposal.agreed, note.agreed));
  return stored(note, {message: {...note.message, quote: (agreed || answer).quote, called_time}});
}

// Another quote may help: it is over, what it is attached to was closed, or it is of an older release.
const wantsQuote = (error) => ["QUOTE_EXPIRED", "CLOSED"].includes(error.reason) || error.at?.("quote") !== "";

/** Sends one note; the callback that came of it. Throws what the server refused, or that it is not known. */
async function send(note) {
  if (note.kind === "helped") return call("RecordHandledAtDesk", note.message);
  let ready = note.message.quote ? note : await quoted(note);
  for (let anew = 0; ; anew++) {
    try {
      return await call("NoteCallback", ready.message);
    } catch (error) {
      if (error.reason === "ID_REUSED") return itself(ready, error);
      // The desk has just spoken another promise: whoever sits there must hear of it. A note from before is quoted anew by itself.
      const atTheDesk = note.tries === 0 && Date.now() - note.made_at < AT_THE_DESK_MS;
      if (!wantsQuote(error) || atTheDesk || anew === QUOTES_ANEW) throw error;
      ready = await quoted(ready);
    }
  }
}

/** The id carries other content. Ids are made here and used once, so this note was saved, before it was quoted anew. */
async function itself(note, error) {
  const {branch, callback_id, caller} = note.message;
  const saved = await call("GetCallback", {name: `branches/${branch}/callbacks/${callback_id}`});
  if (saved.caller?.display_name !== caller.display_name || saved.caller?.phone_number !== caller.phone_number) throw error;
  return saved;
}

async function deliverOne(note) {
  try {
    const callback = await send(note);
    await remove(note.id);
    if (callback.name.startsWith(`branches/${desk().branch?.id}/`)) takeOver(callback);
    tellOutcome(note.id, {callback});
  } catch (error) {
    if (!(error instanceof DeskError) || error.passing) {
      await stored(pendingNotes().find(({id}) => id === note.id) ?? note, {tries: note.tries + 1});
      throw error;
    }
    if (error.status === 401) throw error;
    const {code, reason, message, fields} = error;
    const refusal = {code, reason, message, fields};
    await stored(note, {refusal});
    tellOutcome(note.id, {refusal});
  }
}

let delivering = false;

/** Delivers until nothing waits; calling it while it does so is harmless. Without a session it stops: signing in calls it again. */
export async function deliver() {
  sendAgainNow();
  if (delivering) return;
  delivering = true;
  try {
    for (let attempt = 0; waiting().length > 0; attempt++) {
      const failure = await inOneTab("krul.delivery", deliverAll);
      if (failure?.status === 401) return;
      if (failure) await pauseBefore(attempt, failure.retry_after_ms);
    }
  } finally {
    delivering = false;
  }
}

async function deliverAll(stillMine) {
  await load(); // another tab may have delivered meanwhile
  for (const note of waiting()) {
    if (!(await stillMine())) return null;
    try {
      await deliverOne(note);
    } catch (error) {
      return error;
    }
  }
  return null;
}

/** What becomes of a note: {callback}, {refusal}, or {} when that is not known within `patience_ms`. */
export function outcomeOf(id, patience_ms) {
  return new Promise((resolve) => {
    const done = (outcome) => {
      clearTimeout(timer);
      end();
      resolve(outcome);
    };
    const timer = setTimeout(() => done({}), patience_ms);
    const end = settled.add((which, outcome) => which === id && done(outcome));
  });
}
