// The promises made to this caller, old and new, and on demand how the deadline was counted.
import {html, useEffect, useState} from "../shell/view.js";
import {call} from "../live/api.js";
import {promiseTitle} from "../callback/callback_words.js";
import {isClosed, promisesOf, wasMoved} from "../callback/callback.js";
import {errorWords} from "../shell/error_words.js";
import {momentWords} from "../time/time_words.js";
import {named, words} from "../shell/words.js";
import {entryWords, summaryWords} from "./explanation_words.js";

function Status({status}) {
  const tone = {KEPT: "good", AT_RISK: "risk", BROKEN: "bad", MISSED: "bad"}[status];
  return html`<span class=${tone ? `badge badge-${tone}` : "badge"}>${named("status", status)}</span>`;
}

function One({promise, status, title, now}) {
  const said = [
    wasMoved(promise) && words("promise.first_by", {time: momentWords(promise.original_due_time, now)}),
    promise.reached ? words("promise.reached") : promise.attempted && words("promise.attempted"),
    promise.agreed_otherwise && words("promise.agreed_otherwise"),
  ].filter(Boolean);
  return html`<li class="promise">
    <span class="promise-name">${title}${promise.number > 1 ? ` ${promise.number}` : ""}</span>
    <span class="promise-due">${promise.due_time ? words("promise.by", {time: momentWords(promise.due_time, now)}) : ""}</span>
    <${Status} status=${status} />
    ${said.length > 0 && html`<span class="promise-more">${said.join(" · ")}</span>`}
  </li>`;
}

export function Promises({callback, now}) {
  return html`<ul class="promises">
    ${promisesOf(callback).map(
      (promise) => html`<${One} key=${promise.number} promise=${promise} title=${promiseTitle(callback)} now=${now}
        status=${promise.status} />`,
    )}
  </ul>`;
}

/** How the deadline was counted, asked when somebody wants to know. */
export function Explanation({callback, now}) {
  const [told, setTold] = useState(null);
  const due = callback.promise?.due_time;
  useEffect(() => {
    const here = {still: true};
    call("ExplainDeadline", {name: callback.name}).then(
      (answer) => here.still && setTold(answer),
      (error) => here.still && setTold({error}),
    );
    return () => (here.still = false);
  }, [callback.name, due]);
  if (!told) return html`<p class="quiet small" role="status">${words("web_panel.explain_asking")}</p>`;
  if (told.error) return html`<p class="fault" role="alert">${errorWords(told.error)}</p>`;
  const lines = [...(told.entries ?? []).map(entryWords), ...summaryWords(told.summary ?? {}, now)];
  return html`<ol class="explanation">${lines.map((line) => html`<li key=${line}>${line}</li>`)}</ol>`;
}

export const canExplain = (callback) => !isClosed(callback) && Boolean(callback.promise?.due_time);
