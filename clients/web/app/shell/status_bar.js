// At the foot of every view: whether the line is up, what is not confirmed yet, and the keys that reach everything.
import {html} from "./view.js";
import {useDesk} from "../live/desk.js";
import {openDialog} from "./dialog.js";
import {isDurable, usePending} from "../offline/pending.js";
import {useNewerVersion} from "../offline/service_worker.js";
import {keyOf, shownKey} from "./keys.js";
import {words} from "./words.js";

function Pending() {
  const notes = usePending();
  if (notes.length === 0) return null;
  const refused = notes.filter((note) => note.refusal).length;
  const text = refused > 0 ? words("web_pending.refused", {count: refused}) : words("web_pending.count", {count: notes.length});
  return html`<button type="button" class=${refused > 0 ? "pending-button pending-button-refused" : "pending-button"} onClick=${() => openDialog("pending")}>
    <span aria-hidden="true">${refused > 0 ? "!" : "↻"}</span> ${text}</button>`;
}

export function StatusBar() {
  const line = useDesk((desk) => desk.line);
  usePending();
  const staysOpen = line === "lost" && !(window.isSecureContext && isDurable());
  return html`<footer class="status-bar">
    <div class="line line-${line}" role="status"><span class="line-dot" aria-hidden="true"></span>${words(`web_line.${line}`)}
      ${staysOpen && html`<span>${words("web_line.keep_open")}</span>`}</div>
    <${Pending} />
    ${useNewerVersion() && html`<button type="button" class="link" onClick=${() => location.reload()}>${words("web_line.newer")}</button>`}
    <div class="status-keys">
      <button type="button" class="quiet-button" onClick=${() => openDialog("palette")}><kbd>${shownKey(keyOf("palette"))}</kbd> ${words("web_palette.title")}</button>
      <button type="button" class="quiet-button" onClick=${() => openDialog("keys")}><kbd>${keyOf("keys")}</kbd> ${words("web_keys.title")}</button>
    </div>
  </footer>`;
}
