// What lies over the desk: one at a time, alone with the keys, and the caret goes back to where it was.
import {html, useLayoutEffect, useRef} from "./view.js";
import {useKeyLayer} from "./keys.js";
import {Listeners, useHeard} from "./listeners.js";
import {words} from "./words.js";

let shown = ""; // "palette", "keys", "settings" or "pending"
const listeners = new Listeners();

export function openDialog(name) {
  shown = name;
  listeners.tell();
}

export const closeDialog = () => openDialog("");

export const useOpenDialog = () => useHeard(listeners, () => shown);

/** `title` is said to who cannot see; `plain` leaves it out of sight. */
export function Dialog({title, plain, wide, children}) {
  const dialog = useRef(null);
  useKeyLayer();
  useLayoutEffect(() => {
    const element = dialog.current;
    element.showModal();
    return () => element.close();
  }, []);
  const outside = (event) => event.target === dialog.current && closeDialog();
  return html`<dialog ref=${dialog} class=${wide ? "dialog dialog-wide" : "dialog"} aria-label=${title} onCancel=${(event) => (event.preventDefault(), closeDialog())}
    onMouseDown=${outside}>
    <div class="dialog-inside">
      ${!plain && html`<header class="dialog-head"><h2>${title}</h2><button type="button" class="link" onClick=${closeDialog}>${words("web_dialog.close")} <kbd aria-hidden="true">Esc</kbd></button></header>`}
      ${children}
    </div>
  </dialog>`;
}
