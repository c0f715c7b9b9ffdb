// The few figures that tell at a glance how things stand.
import {html} from "../shell/view.js";
import {words} from "../shell/words.js";
import {count, forecastTotals, keptOf, openOf, rateOf} from "./figures.js";
import {rateWords} from "./report_words.js";

function Tile({label, value, more, tone = "", name}) {
  return html`<div class=${`tile card tile-${tone}`} data-figure=${name}><dt>${label}</dt><dd class="tile-value">${value}</dd>${more && html`<dd
    class="tile-more">${more}</dd>`}</div>`;
}

export function Headline({total, forecast}) {
  const rate = rateOf(total);
  const {late, at_risk} = forecastTotals(forecast);
  const missed = count(total.missed);
  return html`<dl class="tiles">
    <${Tile} name="rate" label=${words("web_report.rate")} value=${rateWords(rate)} tone=${rate === null ? "" : missed > 0 ? "" : "good"}
      more=${rate === null ? words("web_headline.nothing_judged") : words("web_headline.judged", {kept: keptOf(total), missed})} />
    <${Tile} name="open" label=${words("web_report.open")} value=${openOf(total)} more=${words("web_headline.noted", {count: count(total.noted)})} />
    <${Tile} name="at_risk" label=${words("web_report.at_risk")} value=${at_risk} tone=${at_risk > 0 ? "risk" : ""} more=${words("web_headline.at_risk")} />
    <${Tile} name="late" label=${words("web_report.late")} value=${late} tone=${late > 0 ? "bad" : ""} more=${words("web_headline.late")} />
  </dl>`;
}
