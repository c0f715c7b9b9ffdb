// The caller rang before: what he waits for already, before anything is saved.
import {html} from "../shell/view.js";
import {useNow} from "../time/clock.js";
import {categoryOf, partyTitle} from "../live/desk.js";
import {deadlineWords} from "../time/time_words.js";
import {keyOf} from "../shell/keys.js";
import {spokenLanguage, titleIn, words} from "../shell/words.js";

function OpenPromise({callback, now, attached}) {
  const due = callback.promise?.due_time && deadlineWords(callback.promise.due_time, now);
  return html`<li class=${attached ? "open-promise open-promise-attached" : "open-promise"}>
    <p><b class="typed">${callback.caller?.display_name}</b> <span class="quiet">→ ${partyTitle(callback.assignee ?? callback.requested)}</span></p>
    <p class="small">
      ${due && html`<span class="badge ${due.late ? "badge-bad" : ""}">${due.late ? "!" : ""} ${due.text}</span>`}
      <span class="quiet">${titleIn(categoryOf(callback.category)?.title, callback.category)}</span>
      ${callback.chaser_count > 0 && html`<span class="quiet">${words("web_call.rang_again", {count: callback.chaser_count})}</span>`}
    </p>
    ${callback.reason && html`<p class="small typed open-reason">${callback.reason}</p>`}
  </li>`;
}

export function OpenPromises({script, anotherMatter, onAnotherMatter}) {
  const now = useNow();
  const {open_callbacks: open, attach_to, open_sentence} = script;
  if (open.length === 0) return null;
  const attaches = attach_to !== "";
  return html`<section class="open-promises" aria-labelledby="open-title">
    <h2 id="open-title" class="step-title">${words("web_call.open_title", {count: open.length})}</h2>
    ${open_sentence && !attaches && html`<p class="say say-small" lang=${spokenLanguage()}>${open_sentence}</p>`}
    <ul class="open-list">${open.map((one) => html`<${OpenPromise} key=${one.name} callback=${one} now=${now} attached=${one.name === attach_to} />`)}</ul>
    ${(attaches || anotherMatter) &&
    html`<p>${words(attaches ? "web_call.attaches" : "web_call.attaches_not")}</p>
      <label class="check"><input type="checkbox" checked=${anotherMatter} onChange=${(event) => onAnotherMatter(event.target.checked)} />
        ${words("action.another_matter")} <kbd aria-hidden="true">${keyOf("another_matter")}</kbd></label>`}
  </section>`;
}
