// The buttons of a callback, each with its key, and what the server has to say about the last one.
import {html} from "../shell/view.js";
import {callingPerson} from "../callback/callback.js";
import {personTitle} from "../callback/callback_words.js";
import {forgetRefusal, undoLatest, useChange} from "../callback/changes.js";
import {errorWords} from "../shell/error_words.js";
import {keyOf} from "../shell/keys.js";
import {words} from "../shell/words.js";
import {canUndo, nextAction, possibleActions} from "./actions.js";

/** How the change that is on its way stands: saving, not known yet, or why not. */
export function ChangeState({callback}) {
  const change = useChange(callback.name);
  if (!change) return null;
  if (change.phase === "saving") return html`<p class="change-state" role="status">${words("web_change.saving")}</p>`;
  if (change.phase === "unsure") return html`<p class="change-state change-unsure" role="status">${words("web_change.unsure")}</p>`;
  return html`<div class="change-state change-refused" role="alert"><p>${errorWords(change.error, callback)}</p>
    <button type="button" class="link" onClick=${() => forgetRefusal(callback.name)}>${words("web_change.understood")}</button></div>`;
}

/** `onAct(id)` does what the button says. */
export function ActionBar({callback, me, now, onAct}) {
  const change = useChange(callback.name);
  const busy = ["saving", "unsure"].includes(change?.phase);
  const next = nextAction(callback, {me, now});
  const calling = callingPerson(callback, now);
  return html`<div class="action-bar">
    ${calling && calling !== me && html`<p class="calling-now"><span
      aria-hidden="true">☎</span> ${words("state.calling", {person: personTitle(calling)})}. ${words("web_panel.wait_for_call")}</p>`}
    <div class="action-buttons" role="group" aria-label=${words("web_panel.actions")}>
      ${possibleActions(callback, {me, now}).map(
        ({id}) => html`<button key=${id} type="button" class=${id === next ? "primary" : "button"} disabled=${busy} aria-keyshortcuts=${keyOf(id)}
          onClick=${() => onAct(id)}>${words(`action.${id}`)} <kbd aria-hidden="true">${keyOf(id)}</kbd></button>`,
      )}
      ${
        canUndo(callback, {me, now}) &&
        html`<button type="button" class="button" disabled=${busy}
          onClick=${() => undoLatest(callback.name, callback.version)}>${words("web_form.undo_latest")}</button>`
      }
    </div>
    <${ChangeState} callback=${callback} />
  </div>`;
}
