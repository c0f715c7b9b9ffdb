// At the foot of every view: whether the line is up, and what is not confirmed yet.
import {html} from "./view.js";
import {useDesk} from "./desk.js";
import {words} from "./words.js";

export function StatusBar() {
  const line = useDesk((desk) => desk.line);
  return html`<footer class="status-bar">
    <div class="line line-${line}" role="status"><span class="line-dot" aria-hidden="true"></span>${words(`line.${line}`)}</div>
  </footer>`;
}
