// Changes of callbacks that are on their way to the server. Nothing is shown as done before the server said so: until then a change is "saving", and
// "unsure" while its outcome is unknown, in which case the same request is sent again under the same id. One change of a callback at a time.
import {useEffect, useState} from "../shell/view.js";
import {call, write} from "../live/api.js";
import {newId} from "../live/ids.js";
import {Listeners} from "../shell/listeners.js";
import {words} from "../shell/words.js";
import {toast} from "../shell/toasts.js";
import {learn} from "./known.js";

let underway = new Map(); // name -> {rpc, phase: "saving" | "unsure" | "refused", error}
const listeners = new Listeners();

function put(name, what) {
  underway = new Map(underway);
  if (what) underway.set(name, what);
  else underway.delete(name);
  listeners.tell();
}

const isWaiting = (name) => ["saving", "unsure"].includes(underway.get(name)?.phase);

/** How the change of a callback stands: {rpc, phase, error}, or undefined. */
export function useChange(name) {
  const [change, setChange] = useState(underway.get(name));
  useEffect(() => {
    const look = () => setChange(underway.get(name));
    look();
    return listeners.add(look);
  }, [name]);
  return change;
}

export const forgetRefusal = (name) => !isWaiting(name) && underway.has(name) && put(name, null);

/**
 * Sends a change; resolves with the callback as the server then has it, or null when it was refused (the refusal stands beside the callback) or another
 * change of it is still on its way. `said` is what to tell once it is saved.
 */
export async function changeCallback(rpc, message, said, {undoable = true} = {}) {
  const {name} = message;
  if (isWaiting(name)) return null;
  put(name, {rpc, phase: "saving"});
  try {
    const saved = await write(rpc, {...message, request_id: newId()}, {onWaiting: (error) => put(name, {rpc, phase: "unsure", error})});
    put(name, null);
    learn(saved);
    toast({about: name, text: said, undo: undoable ? () => undoLatest(name, saved.version) : null});
    return saved;
  } catch (error) {
    put(name, {rpc, phase: "refused", error});
    readAgain(name);
    return null;
  }
}

// What was refused was asked of a callback that is no longer as it was shown.
async function readAgain(name) {
  try {
    learn(await call("GetCallback", {name}));
  } catch {
    // The refusal stands on screen; the line tells of what has changed.
  }
}

/** Takes back the latest event, provided that nothing has happened since `version`: never what somebody else did. */
export async function undoLatest(name, version) {
  if (isWaiting(name)) return null;
  put(name, {rpc: "Undo", phase: "saving"});
  let shown;
  try {
    shown = await call("GetCallback", {name});
  } catch (error) {
    put(name, {rpc: "Undo", phase: "refused", error});
    return null;
  }
  put(name, null);
  learn(shown);
  if (shown.version !== version) {
    put(name, {rpc: "Undo", phase: "refused", error: {reason: "NOT_LATEST", fields: []}});
    return null;
  }
  return changeCallback("Undo", {name, sequence: shown.possible?.undo_sequence ?? shown.history.at(-1).sequence}, words("web_said.undo"), {undoable: false});
}

// Whoever closes the page now would not hear whether it was saved.
addEventListener("beforeunload", (event) => {
  if ([...underway.keys()].some(isWaiting)) event.preventDefault();
});
