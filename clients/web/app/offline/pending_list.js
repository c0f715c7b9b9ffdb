// The notes that the server has not confirmed: each with what it waits for, and what can be done about one that was refused.
import {html, useState} from "../shell/view.js";
import {serverNow} from "../time/clock.js";
import {partyTitle, useDesk} from "../live/desk.js";
import {closeDialog, Dialog} from "../shell/dialog.js";
import {errorWords} from "../shell/error_words.js";
import {isDurable, remove, usePending} from "./pending.js";
import {go} from "../shell/routes.js";
import {isEmpty, takeUpDraft, theDraft} from "../take_a_call/draft.js";
import {momentWords} from "../time/time_words.js";
import {words} from "../shell/words.js";

function correct(note) {
  takeUpDraft(note.draft, note.refusal);
  closeDialog();
  go("take_a_call");
}

function Refused({note}) {
  const [asking, setAsking] = useState(false);
  const occupied = !isEmpty() && theDraft().id !== note.id;
  return html`<p class="fault">${errorWords(note.refusal)}</p>
    ${asking
      ? html`<p>${words("web_pending.drop_sure")}</p>
          <p class="pending-actions">
            <button type="button" class="button" onClick=${() => remove(note.id)}>${words("web_pending.drop_yes")}</button>
            <button type="button" class="button" onClick=${() => setAsking(false)}>${words("web_pending.drop_no")}</button>
          </p>`
      : html`<p class="pending-actions">
            <button type="button" class="button" disabled=${occupied} onClick=${() => correct(note)}>${words("web_pending.correct")}</button>
            <button type="button" class="link" onClick=${() => setAsking(true)}>${words("web_pending.drop")}</button>
          </p>
          ${occupied && html`<p class="small quiet">${words("web_pending.occupied")}</p>`}`}`;
}

function PendingNote({note}) {
  const line = useDesk((desk) => desk.line);
  const {draft} = note;
  return html`<li class="pending-note">
    <p><b class="typed">${note.kind === "helped" ? words("action.helped") : draft.name}</b>
      ${note.kind === "note" && html`<span class="quiet"> <span class="typed">${draft.phone || draft.other_contact}</span> → ${draft.who_text || partyTitle(draft.who)}</span>`}</p>
    <p class="small quiet">${words("web_pending.taken", {time: momentWords(note.taken_at, serverNow())})}</p>
    ${note.refusal ? html`<${Refused} note=${note} />` : html`<p class="small">${words(line === "connected" ? "web_pending.sending" : "web_pending.waiting")}</p>`}
  </li>`;
}

export function PendingList() {
  const notes = usePending();
  return html`<${Dialog} title=${words("web_pending.title")}>
    ${!isDurable() && html`<p class="warning">${words("web_pending.not_durable")}</p>`}
    ${notes.length === 0 ? html`<p role="status">${words("web_pending.none")}</p>` : html`<ul class="pending-notes">${notes.map((note) => html`<${PendingNote} key=${note.id} note=${note} />`)}</ul>`}
  <//>`;
}
