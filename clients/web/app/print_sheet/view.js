// All that is open on paper, for the day the network is down: one row each, by deadline, with room to tick and to write. Made from what this desk knows,
// so that it works without a line.
import {html} from "../shell/view.js";
import {assigneeTitle, callerName, categoryTitle, reachAt, windowWords} from "../callback/callback_words.js";
import {inOrder, isOpen} from "../callback/callback.js";
import {known} from "../callback/known.js";
import {serverNow} from "../time/clock.js";
import {partyTitle, useDesk} from "../live/desk.js";
import {keyOf, onKey, useKeys} from "../shell/keys.js";
import {addressOf, go} from "../shell/routes.js";
import {dateWords, momentWords} from "../time/time_words.js";
import {words} from "../shell/words.js";

function Row({callback, now}) {
  const window = windowWords(callback, now);
  const due = callback.retry_time ?? callback.promise?.due_time;
  const caller = callback.caller ?? {};
  return html`<tr>
    <td class="sheet-tick"><span class="sheet-box"></span></td>
    <td class="sheet-due">${due && dateWords(due)}${callback.retry_time && html`<span class="sheet-more">${words("web_print.again")}</span>`}</td>
    <td class="sheet-who"><bdi class="typed sheet-name">${callerName(callback)}</bdi><bdi class="typed sheet-reach">${reachAt(callback)}</bdi>
      ${caller.other_contact && caller.phone_number && html`<bdi class="typed sheet-more">${caller.other_contact}</bdi>`}
      ${window && html`<span class="sheet-more">${window}</span>`}</td>
    <td class="sheet-why"><bdi class="typed sheet-category">${categoryTitle(callback.category)}</bdi><bdi
      class="typed sheet-reason">${callback.reason}</bdi>
      ${caller.reference && html`<bdi class="typed sheet-more">${caller.reference}</bdi>`}</td>
    <td class="sheet-with"><bdi class="typed">${assigneeTitle(callback)}</bdi>
      ${callback.requested?.person !== callback.assignee?.person && html`<span
        class="sheet-more">${words("web_print.for", {party: partyTitle(callback.requested)})}</span>`}</td>
    <td class="sheet-notes"><span class="visually-hidden">${words("web_print.room")}</span></td>
  </tr>`;
}

export function PrintSheet() {
  const branch = useDesk((desk) => desk.branch);
  const callbacks = useDesk((desk) => desk.callbacks);
  const line = useDesk((desk) => desk.line);
  useDesk(({firm}) => firm);
  const seen_at = useDesk((desk) => desk.board_seen_at);
  // What is on paper is as old as the last moment at which this desk heard of every change.
  const now = line === "connected" || !seen_at ? serverNow() : seen_at;
  const open = [...callbacks.keys()]
    .filter((name) => name.startsWith(`branches/${branch?.id}/`))
    .map(known)
    .filter(isOpen);
  const sorted = open.sort(inOrder);
  useKeys([
    onKey("back", () => go("board"), {title: words("view.board")}),
    onKey("print", () => window.print(), {title: words("web_print.print")}),
  ]);
  return html`<section class="page page-wide sheet">
    <p class="page-back"><a href=${addressOf("board")}>‹ ${words("view.board")}</a></p>
    <div class="page-head"><h1>${words("web_print.heading")} <span class="page-of"><bdi>${branch?.title}</bdi></span></h1>
      <div class="page-tools"><button type="button" class="primary" onClick=${() => window.print()}>${words("web_print.print")} <kbd
        aria-hidden="true">p</kbd></button></div></div>
    <p class="sheet-stand">${words("web_print.stand", {time: momentWords(now, now), date: dateWords(now, {dayOnly: true}), count: sorted.length})}
      ${line !== "connected" && html` <strong>${words("web_print.old")}</strong>`}</p>
    ${
      sorted.length === 0
        ? html`<p class="empty">${words("web_board.nothing_open")}</p>`
        : html`<div class="sheet-scroll" tabindex="0" role="region" aria-label=${words("web_print.heading")}><table class="sheet-table">
          <thead><tr><th scope="col">${words("web_print.done")}</th><th scope="col">${words("web_print.by")}</th><th scope="col">${words("web_print.caller")}</th>
            <th scope="col">${words("web_print.about")}</th><th scope="col">${words("web_print.with")}</th><th
              scope="col">${words("web_print.notes")}</th></tr></thead>
          <tbody>${sorted.map((callback) => html`<${Row} key=${callback.name} callback=${callback} now=${now} />`)}</tbody>
        </table></div>
        <p class="sheet-foot quiet small">${words("web_print.foot")}</p>`
    }
  </section>`;
}
