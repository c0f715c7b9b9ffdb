// Short messages at the foot of the page: what was saved, and the way back while there is one.
import {html, useEffect, useState} from "./view.js";
import {Listeners} from "./listeners.js";
import {useKeys} from "./keys.js";
import {words} from "./words.js";

const SHOWN_MS = 20_000; // time to read it, think, and reach for undo; the callback's panel offers it for longer
const MOST = 3;

let shown = []; // newest last: {id, text, undo (function, or null)}
let count = 0;
const listeners = new Listeners();

function put(toasts) {
  shown = toasts;
  listeners.tell();
}

const remove = (id) => put(shown.filter((toast) => toast.id !== id));

/** `undo` is called when somebody wants it taken back; without it the toast only tells. */
export function toast({text, undo = null}) {
  put([...shown, {id: ++count, text, undo}].slice(-MOST));
}

function Toast({id, text, undo, first}) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => remove(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, id]);
  const takeBack = () => {
    remove(id);
    undo();
  };
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return html`<li class="toast" onMouseEnter=${hold} onMouseLeave=${release} onFocusIn=${hold} onFocusOut=${release}>
    <span class="toast-mark" aria-hidden="true">✓</span><span class="toast-text">${text}</span>
    ${undo && html`<button type="button" class="toast-undo" onClick=${takeBack}>${words("action.undo")}${first && html` <kbd aria-hidden="true">u</kbd>`}</button>`}
    <button type="button" class="toast-close" onClick=${() => remove(id)} aria-label=${words("toast.close")}>×</button>
  </li>`;
}

export function Toasts() {
  const [toasts, setToasts] = useState(shown);
  useEffect(() => listeners.add(() => setToasts(shown)), []);
  const latest = toasts.findLast(({undo}) => undo);
  useKeys(
    latest
      ? [{key: "u", words: words("action.undo"), run: () => (remove(latest.id), latest.undo())}]
      : [],
  );
  return html`<ul class="toasts" role="status" aria-live="polite" aria-label=${words("toast.region")}>
    ${toasts.map((one) => html`<${Toast} key=${one.id} ...${one} first=${one === latest} />`)}
  </ul>`;
}
