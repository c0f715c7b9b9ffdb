// All entries of a round, with a tick at those that were gone through.
import {html, useEffect, useRef} from "../shell/view.js";
import {callerName} from "../callback/callback_words.js";
import {nameParts} from "../callback/callback.js";
import {partyTitle} from "../live/desk.js";
import {deadlineWords} from "../time/time_words.js";
import {words} from "../shell/words.js";
import {isDone} from "./entries.js";

export function EntryList({entries, at, callbackOf, now, onPick}) {
  const list = useRef(null);
  useEffect(() => list.current?.querySelector("[aria-current]")?.scrollIntoView({block: "nearest"}), [at]);
  if (entries.length === 0) return html`<p class="empty" role="status">${words("web_round.empty")}</p>`;
  return html`<ol class="entries" ref=${list} aria-label=${words("web_round.entries")}>${entries.map((entry, place) => {
    const callback = callbackOf(entry.callback);
    const done = isDone(entry, callback);
    return html`<li key=${entry.callback}><button type="button" class="entry" aria-current=${place === at ? "step" : undefined}
      onClick=${() => onPick(place)}>
      <span class=${done ? "entry-tick entry-ticked" : "entry-tick"}><span aria-hidden="true">${done ? "✓" : place + 1}</span>
        <span class="visually-hidden">${words(done ? "web_round.gone_through" : "web_round.not_yet")}</span></span>
      <span class="entry-who"><bdi class="clipped">${callback ? callerName(callback) : nameParts(entry.callback).id}</bdi>
        <span class="quiet small clipped">${[entry.due_time && deadlineWords(entry.due_time, now).text, partyTitle(entry.assignee)].filter(Boolean).join(" · ")}</span></span>
    </button></li>`;
  })}</ol>`;
}
