// Brings the pending notes to the server: in order, by one tab at a time, each under its own id until its outcome is known.
import {call, DeskError, pauseBefore, sendAgainNow} from "../live/api.js";
import {clockMoment, serverNow} from "../time/clock.js";
import {desk, takeOver} from "../live/desk.js";
import {newId} from "../live/ids.js";
import {inOneTab} from "./one_tab.js";
import {add, load, pendingNotes, remove, replace, settled, tellOutcome} from "./pending.js";

const AT_THE_DESK_MS = 60_000; // so long somebody may still sit before the form from which the note came
const QUOTES_ANEW = 3;

const waiting = () => pendingNotes().filter((note) => !note.refusal);

const latest = (note) => pendingNotes().find(({id}) => id === note.id) ?? note;

/** The same note with `what` changed, on disk before it is used. */
async function stored(note, what) {
  const changed = {...latest(note), ...what};
  await replace(changed);
  return changed;
}

const sameParty = (one, other) => one?.person === other?.person && one?.team === other?.team && one?.pool === other?.pool;

async function askedAgain(note) {
  const ask = (called_time) => call("QuotePromise", {...note.asked, called_time}).then((answer) => ({answer, called_time}));
  try {
    return await ask(note.message.called_time);
  } catch (error) {
    // This machine's clock is ahead, and the services' was not known when the note was taken. The refusal has told it; how long ago the note was
    // taken is counted rightly by any clock. What was quoted once keeps the time of its call, for it may have been saved under it.
    if (!error.isAbout?.("called_time") || note.called_earlier || note.message.quote) throw error;
    return ask(clockMoment(serverNow() - Math.max(0, Date.now() - note.made_at)));
  }
}

/** A note taken without a quote, or whose quote is over, is quoted from the time of its call. */
async function quoted(note) {
  const {answer, called_time} = await askedAgain(note);
  const agreed = note.message.consent_confirmed && answer.proposals?.find((proposal) => sameParty(proposal.agreed, note.agreed));
  return stored(note, {message: {...note.message, quote: (agreed || answer).quote, called_time}});
}

// Another quote may help: it is over, what it is attached to was closed, or it is of an older release.
const wantsQuote = (error) => ["QUOTE_EXPIRED", "CLOSED"].includes(error.reason) || Boolean(error.isAbout?.("quote"));

/** Sends one note; the callback that came of it. Throws what the server refused, or that it is not known. */
async function send(note) {
  if (note.kind === "helped") return call("RecordHandledAtDesk", note.message);
  let ready = note.message.quote ? note : await quoted(note);
  for (let anew = 0; ; anew++) {
    try {
      return await call("NoteCallback", ready.message);
    } catch (error) {
      // The desk has just spoken another promise: whoever sits there must hear of it. A note from before is quoted anew by itself.
      const atTheDesk = note.tries === 0 && Date.now() - note.made_at < AT_THE_DESK_MS;
      if (!wantsQuote(error) || atTheDesk || anew === QUOTES_ANEW) throw error;
      ready = await quoted(ready);
    }
  }
}

/** The id carries other content: this very call, noted under another quote, or, if a tab was copied with its form, another call. */
async function savedUnder({message}) {
  const saved = await call("GetCallback", {name: `branches/${message.branch}/callbacks/${message.callback_id}`});
  const caller = message.caller ?? {};
  const same = ["display_name", "other_contact"].every((field) => (saved.caller?.[field] ?? "") === (caller[field] ?? ""));
  // A word such as "anoniem" is kept as no number.
  const same_number = [caller.phone_number ?? "", ""].includes(saved.caller?.phone_number ?? "");
  return same && same_number && saved.reason === message.reason ? saved : null;
}

async function underAnotherId(note) {
  const id = newId();
  const renamed = {...latest(note), id, message: {...latest(note).message, callback_id: id}};
  await add(renamed);
  await remove(note.id);
  return renamed;
}

async function sendOrRename(note) {
  try {
    return {note, callback: await send(note)};
  } catch (error) {
    if (error.reason !== "ID_REUSED") throw error;
    const callback = await savedUnder(latest(note));
    if (callback) return {note, callback};
    const renamed = await underAnotherId(note);
    return {note: renamed, callback: await send(renamed)};
  }
}

async function deliverOne(asked) {
  try {
    const {note, callback} = await sendOrRename(asked);
    await remove(note.id);
    if (callback.name.startsWith(`branches/${desk().branch?.id}/`)) takeOver(callback);
    tellOutcome(asked.id, {callback, attached: !callback.name.endsWith(note.id)});
  } catch (error) {
    if (error.status === 401) throw error;
    if (!(error instanceof DeskError) || error.passing) {
      if (pendingNotes().some(({id}) => id === asked.id)) await stored(asked, {tries: asked.tries + 1});
      throw error;
    }
    const {code, reason, remedy, message, fields} = error;
    const refusal = {code, reason, remedy, message, fields, arguments: error.arguments};
    await stored(asked, {refusal});
    tellOutcome(asked.id, {refusal});
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
  let failure = null;
  for (const note of waiting()) {
    if (!(await stillMine())) return null;
    try {
      await deliverOne(note);
    } catch (error) {
      failure = error;
      // A note at which the services stumble is tried again, and holds up none behind it.
      if (error.status !== 500) return failure;
    }
  }
  return failure;
}

/** What becomes of a note: {callback, attached}, {refusal}, or {} when that is not known within `patience_ms`. */
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
