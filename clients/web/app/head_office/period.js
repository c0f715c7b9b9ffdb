// Which days a report is about.
import {html, useState} from "../shell/view.js";
import {words} from "../shell/words.js";
import {addDays} from "./figures.js";

const SPANS = [1, 7, 30, 90];
const MOST_DAYS = 366;

export const lastDays = (today, days) => ({from_date: addDays(today, 1 - days), until_date: today});

export function PeriodPicker({today, period, onPick}) {
  const [own, setOwn] = useState(false);
  const isLast = (days) => !own && period.until_date === today && period.from_date === lastDays(today, days).from_date;
  const put = (what) => {
    const wanted = {...period, ...what};
    if (wanted.from_date && wanted.until_date && wanted.from_date <= wanted.until_date) onPick(wanted);
  };
  return html`<div class="period" role="group" aria-label=${words("period.title")}>
    ${SPANS.map(
      (
        days,
      ) => html`<button key=${days} type="button" class="filter-kind" aria-pressed=${String(isLast(days))}
        onClick=${() => (setOwn(false), onPick(lastDays(today, days)))}>
        ${words("period.last", {days})}</button>`,
    )}
    <button type="button" class="filter-kind" aria-pressed=${String(own)} aria-expanded=${String(own)}
      onClick=${() => setOwn(!own)}>${words("period.own")}</button>
    ${
      own &&
      html`<span class="period-own">
      <label><span class="label">${words("period.from")}</span><input type="date" value=${period.from_date} max=${period.until_date}
        min=${addDays(period.until_date, 1 - MOST_DAYS)} onChange=${(event) => put({from_date: event.target.value})} /></label>
      <label><span class="label">${words("period.until")}</span><input type="date" value=${period.until_date} min=${period.from_date} max=${today}
        onChange=${(event) => put({until_date: event.target.value})} /></label>
    </span>`
    }
  </div>`;
}
