// Which days a report is about.
import {html, useState} from "../shell/view.js";
import {words} from "../shell/words.js";
import {addDays} from "./figures.js";

const SPANS = [1, 7, 30, 90];
const MOST_DAYS = 366;

/** The dates of a period: {days} are the last so many, which go on as the day does; {from_date, until_date} stay as they were chosen. */
export const datesOf = (period, today) => (period.days ? {from_date: addDays(today, 1 - period.days), until_date: today} : period);

/** `today` is the date that the services have where the figures are of. */
export function PeriodPicker({today, period, onPick}) {
  const [own, setOwn] = useState(false);
  const {from_date, until_date} = datesOf(period, today);
  const put = (what) => {
    const wanted = {from_date, until_date, ...what};
    if (wanted.from_date && wanted.until_date && wanted.from_date <= wanted.until_date) onPick(wanted);
  };
  return html`<div class="period" role="group" aria-label=${words("web_period.title")}>
    ${SPANS.map(
      (
        days,
      ) => html`<button key=${days} type="button" class="filter-kind" aria-pressed=${String(!own && period.days === days)}
        onClick=${() => (setOwn(false), onPick({days}))}>
        ${words("web_period.last", {days})}</button>`,
    )}
    <button type="button" class="filter-kind" aria-pressed=${String(own)} aria-expanded=${String(own)}
      onClick=${() => setOwn(!own)}>${words("web_period.own")}</button>
    ${
      own &&
      html`<span class="period-own">
      <label><span class="label">${words("web_period.from")}</span><input type="date" value=${from_date} max=${until_date}
        min=${addDays(until_date, 1 - MOST_DAYS)} onChange=${(event) => put({from_date: event.target.value})} /></label>
      <label><span class="label">${words("web_period.until")}</span><input type="date" value=${until_date} min=${from_date} max=${today}
        onChange=${(event) => put({until_date: event.target.value})} /></label>
    </span>`
    }
  </div>`;
}
