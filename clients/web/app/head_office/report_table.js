// Rows of a report: how many promises, how many of them kept, what is open. The rate is drawn beside its figure.
import {html, useState} from "../shell/view.js";
import {words} from "../shell/words.js";
import {plain} from "../board/filter.js";
import {count, keptOf, openOf, rateOf} from "./figures.js";
import {durationWords, rateWords, rowTitle} from "./report_words.js";

const SHOWN = 50; // of thousands of branches the worst come first; more are found by name

function Rate({row}) {
  const rate = rateOf(row);
  return html`<span class="rate"><span class="rate-figure">${rateWords(rate)}</span>
    ${
      rate !== null &&
      html`<svg class="rate-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="chart-track" width="100" height="6" rx="3" /><rect class=${rate < 90 ? "rate-low" : "rate-kept"} width=${rate} height="6"
        rx="3" /></svg>`
    }
  </span>`;
}

/** How bad a row is: what is late now first, then the lowest rate. */
const badness = (row, late) => late * 1000 + (100 - (rateOf(row) ?? 100));

function Row({row, title, now, isTotal, withNow, onPick}) {
  const name = html`<bdi class="clipped">${title}</bdi>`;
  return html`<tr class=${isTotal ? "report-total" : ""} data-key=${isTotal ? "total" : (row.key ?? "")}>
    <th scope="row">${onPick && !isTotal ? html`<button type="button" class="link" onClick=${() => onPick(row.key)}>${name}</button>` : name}</th>
    <td><${Rate} row=${row} /></td>
    <td data-figure="noted">${count(row.noted)}</td>
    <td data-figure="kept">${keptOf(row)}</td>
    <td data-figure="missed" class=${count(row.missed) > 0 ? "figure-bad" : ""}>${count(row.missed)}</td>
    ${
      withNow &&
      html`<td data-figure="open">${row.open ? openOf(row) : "–"}</td>
      <td data-figure="at_risk" class=${now.at_risk > 0 ? "figure-risk" : ""}>${now.at_risk}</td>
      <td data-figure="late" class=${now.late > 0 ? "figure-bad" : ""}>${now.late}</td>`
    }
    <td>${durationWords(row.acknowledge, "median_seconds")}</td>
    <td>${durationWords(row.call_back, "median_seconds")}</td>
    <td data-figure="chasers">${count(row.chasers)}</td>
  </tr>`;
}

/** `nowOf(key)` gives {late, at_risk} where the row is a branch; `onPick(key)` looks at one branch. */
export function ReportTable({report, group, heading, caption, nowOf, onPick}) {
  const [typed, setTyped] = useState("");
  const withNow = Boolean(nowOf);
  const nothing = {late: 0, at_risk: 0};
  const rows = (report.rows ?? []).map((row) => ({row, title: rowTitle(group, row.key ?? ""), now: nowOf?.(row.key) ?? nothing}));
  if (withNow) rows.sort((one, other) => badness(other.row, other.now.late) - badness(one.row, one.now.late));
  const found = typed.trim() ? rows.filter(({title}) => plain(title).includes(plain(typed.trim()))) : rows;
  const total = {late: rows.reduce((sum, {now}) => sum + now.late, 0), at_risk: rows.reduce((sum, {now}) => sum + now.at_risk, 0)};
  return html`${
    rows.length > SHOWN &&
    html`<label class="filter-search"><span class="visually-hidden">${words("web_report.find")}</span><input type="search" autocomplete="off"
      placeholder=${words("web_report.find")}
      value=${typed} onInput=${(event) => setTyped(event.target.value)} /></label>`
  }
    <div class="report-scroll" tabindex="0" role="region" aria-label=${caption}><table class="report">
      <caption class="visually-hidden">${caption}</caption>
      <thead><tr><th scope="col">${heading}</th><th scope="col">${words("web_report.rate")}</th><th scope="col">${words("web_report.noted")}</th>
        <th scope="col">${words("web_report.kept")}</th><th scope="col">${words("web_report.missed")}</th>
        ${withNow && html`<th scope="col">${words("web_report.open")}</th><th scope="col">${words("web_report.at_risk")}</th><th
          scope="col">${words("web_report.late")}</th>`}
        <th scope="col">${words("web_report.acknowledge")}</th><th scope="col">${words("web_report.call_back")}</th><th
          scope="col">${words("web_report.chasers")}</th></tr></thead>
      <tbody>${found.slice(0, SHOWN).map(({row, title, now}) => html`<${Row} key=${row.key ?? ""} row=${row} title=${title} now=${now}
        withNow=${withNow} onPick=${onPick} />`)}</tbody>
      <tfoot><${Row} row=${report.total ?? {}} title=${words("web_report.total")} now=${total} withNow=${withNow} isTotal /></tfoot>
    </table></div>
    ${found.length > SHOWN && html`<p class="quiet small">${words("web_report.more", {shown: SHOWN, all: found.length})}</p>`}
    ${rows.length === 0 && html`<p class="quiet">${words("web_report.nothing")}</p>`}`;
}
