// The entry that is being gone through: what it was when the round opened, what it is now, and the remark of whoever looks at it.
import {html, useEffect, useRef, useState} from "../shell/view.js";
import {assigneeTitle, callerName, categoryTitle, deadlineShown, personTitle, reachAt, stateShown, statusShown} from "../callback/callback_words.js";
import {errorWords} from "../shell/error_words.js";
import {partyTitle} from "../live/desk.js";
import {addressOf} from "../shell/routes.js";
import {momentWords} from "../time/time_words.js";
import {named, words} from "../shell/words.js";

function Now({callback, now}) {
  const status = statusShown(callback, now);
  const deadline = deadlineShown(callback, now);
  return html`<h2><bdi class="typed">${callerName(callback)}</bdi></h2>
    <p class="panel-reach"><bdi class="typed">${reachAt(callback)}</bdi></p>
    <p class="panel-standing"><span class=${`badge badge-${status.tone}`}>${status.text}</span>
      <span class=${`deadline deadline-${deadline.tone}`}>${deadline.text}</span>
      <span class="quiet">${stateShown(callback, now)} · <bdi>${assigneeTitle(callback)}</bdi> · <bdi>${categoryTitle(callback.category)}</bdi></span></p>
    ${callback.reason && html`<p class="panel-reason"><bdi class="typed">${callback.reason}</bdi></p>`}`;
}

export function ChangeWords({change}) {
  if (!change?.phase) return null;
  if (change.phase === "saving") return html`<p class="change-state" role="status">${words("web_change.saving")}</p>`;
  if (change.phase === "unsure") return html`<p class="change-state change-unsure" role="status">${words("web_change.unsure")}</p>`;
  return html`<p class="change-state change-refused" role="alert">${errorWords(change.error)}</p>`;
}

export function EntryCard({entry, callback, now, open, change, busy, onReview}) {
  const [remark, setRemark] = useState(entry.remark ?? "");
  const button = useRef(null);
  useEffect(() => button.current?.focus(), []);
  const then = [
    words("web_round.then", {status: named("status", entry.status), party: partyTitle(entry.assignee) || words("callback.nobody")}),
    entry.rounds > 1 && words("web_round.in_a_row", {count: entry.rounds}),
  ].filter(Boolean);
  const submit = (event) => {
    event.preventDefault();
    onReview(remark);
  };
  return html`<article class="entry-card card">
    ${callback ? html`<${Now} callback=${callback} now=${now} />` : html`<h2>${words("web_panel.reading")}</h2>`}
    <p class="entry-then small">${then.join(" · ")}</p>
    ${
      entry.reviewed_time &&
      html`<p class="entry-done"><span aria-hidden="true">✓</span> ${words("web_round.reviewed_by", {name: personTitle(entry.reviewed_by), time: momentWords(entry.reviewed_time, now)})}</p>`
    }
    ${
      open &&
      html`<form class="entry-form" onSubmit=${submit}>
      <label class="field"><span class="label">${words("web_round.remark")}</span>
        <input dir="auto" autocomplete="off" maxlength="200" value=${remark} onInput=${(event) => setRemark(event.target.value)} />
        <span class="hint">${words("web_round.remark_hint")}</span></label>
      <div class="form-buttons">
        <button ref=${button} class="primary" type="submit" disabled=${busy}>${busy ? words("web_change.saving") : words(entry.reviewed_time ? "web_round.review_again" : "web_round.review")} <kbd aria-hidden="true">Enter</kbd></button>
        <a class="button" href=${addressOf("board", ...entry.callback.split("/"))}>${words("action.open")}</a>
      </div>
      <${ChangeWords} change=${change.phase === "saving" ? null : change} />
    </form>`
    }
    ${!open && entry.remark && html`<p class="past-remark"><bdi class="typed">${entry.remark}</bdi></p>`}
  </article>`;
}
