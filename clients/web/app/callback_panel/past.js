// What has happened: the attempts to reach the caller, and who did what when.
import {html} from "../shell/view.js";
import {personTitle} from "../callback/callback_words.js";
import {historyWords} from "../callback/history_words.js";
import {momentWords} from "../time/time_words.js";
import {named, words} from "../shell/words.js";
import {Typed} from "./facts.js";

export function Attempts({callback, now}) {
  const attempts = callback.attempts ?? [];
  if (attempts.length === 0) return null;
  return html`<section><h3>${words("web_panel.attempts")}</h3>
    <ol class="past">${attempts.map(
      ({outcome, attempt_time, person, remark}) => html`<li key=${attempt_time}>
        <span class="past-what">${named("outcome", outcome)}</span>
        <span class="past-when">${momentWords(attempt_time, now)} · <${Typed} text=${personTitle(person)} /></span>
        ${remark && html`<${Typed} text=${remark} class="typed past-remark" />`}
      </li>`,
    )}</ol>
  </section>`;
}

export function History({callback, now}) {
  if (!callback.history) return html`<p class="quiet small" role="status">${words("web_panel.reading")}</p>`;
  return html`<ol class="past">${[...callback.history].reverse().map((event) => {
    const {what, remark, who, when} = historyWords(event, now);
    return html`<li key=${event.sequence}>
      <${Typed} text=${what} class="past-what" />
      <span class="past-when">${when}${who && html` · <${Typed} text=${who} />`}${event.desk && html` · <${Typed} text=${event.desk} />`}</span>
      ${remark && html`<${Typed} text=${remark} class="typed past-remark" />`}
    </li>`;
  })}</ol>`;
}
