// Short messages at the foot of the page: what was saved, and the way back while there is one; what this person was told, and the way there.
import {html, useEffect, useState} from "./view.js";
import {Listeners} from "./listeners.js";
import {keyOf, onKey, useKeys} from "./keys.js";
import {words} from "./words.js";

const SHOWN_MS = 20_000; // time to read it, think, and reach for undo; the callback's panel offers it for longer
const MOST = 3;

let shown = []; // newest last: {id, about, text, undo, open}
let count = 0;
const listeners = new Listeners();

function put(toasts) {
  shown = toasts;
  listeners.tell();
}

const remove = (id) => put(shown.filter((toast) => toast.id !== id));

/**
 * `about` is the name of what it tells of: only the latest of each is shown, since only the latest step can be undone. `undo` takes it back, `open` goes
 * there; without either it only tells.
 */
export function toast({text, about = "", undo = null, open = null}) {
  const others = shown.filter((other) => about === "" || other.about !== about);
  put([...others, {id: ++count, about, text, undo, open}].slice(-MOST));
}

function Toast({id, text, undo, open, first}) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => remove(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, id]);
  const act = undo ?? open;
  const run = () => {
    remove(id);
    act();
  };
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return html`<li class="toast" onMouseEnter=${hold} onMouseLeave=${release} onFocusIn=${hold} onFocusOut=${release}>
    <span class="toast-mark" aria-hidden="true">${undo ? "✓" : "•"}</span><span class="toast-text">${text}</span>
    ${act && html`<button type="button" class="toast-act" onClick=${run}>${words(undo ? "action.undo" : "web_toast.open")}${first && html` <kbd aria-hidden="true">${keyOf("undo")}</kbd>`}</button>`}
    <button type="button" class="toast-close" onClick=${() => remove(id)} aria-label=${words("web_toast.close")}>×</button>
  </li>`;
}

export function Toasts() {
  const [toasts, setToasts] = useState(shown);
  useEffect(() => listeners.add(() => setToasts(shown)), []);
  const latest = [...toasts].reverse().find(({undo}) => undo);
  useKeys([onKey("undo", () => (remove(latest.id), latest.undo()), {is: Boolean(latest)})]);
  return html`<div class="toasts" role="status" aria-live="polite" aria-label=${words("web_toast.region")}>
    ${toasts.length > 0 && html`<ul>${toasts.map((one) => html`<${Toast} key=${one.id} ...${one} first=${one === latest} />`)}</ul>`}
  </div>`;
}
