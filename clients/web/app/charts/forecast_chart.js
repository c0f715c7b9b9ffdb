// What falls due in the coming hours, against who is there to call. Columns are promises, the line is people; an hour with promises and nobody there is
// marked by a word, not by colour alone.
import {html} from "../shell/view.js";
import {words} from "../shell/words.js";
import {isUncovered} from "../head_office/figures.js";
import {bands, everyHowMany, roundTicks} from "./scale.js";
import {Figure} from "./figure.js";

const HEIGHT = 230;
const LEFT = 32;
const RIGHT = 8;
const TOP = 24;
const FOOT = 30;
const LABEL_WIDTH = 46;

function Drawing({hours, width, hourWords}) {
  const ticks = roundTicks(Math.max(...hours.map(({due, present}) => Math.max(due, present)), 1));
  const floor = HEIGHT - FOOT;
  const placeOf = (count) => floor - (count / ticks.at(-1)) * (floor - TOP);
  const places = bands(hours.length, LEFT, width - RIGHT);
  const labelled = everyHowMany(hours.length, LABEL_WIDTH, width - LEFT - RIGHT);
  const steps = hours.map(({present}, at) => {
    const {start, width: wide} = places[at];
    return `${at === 0 ? "M" : "L"}${start.toFixed(1)} ${placeOf(present).toFixed(1)}H${(start + wide).toFixed(1)}`;
  });
  return html`
    ${ticks.map(
      (tick) => html`<g key=${tick}>
        <line class="chart-grid" x1=${LEFT} x2=${width - RIGHT} y1=${placeOf(tick)} y2=${placeOf(tick)} />
        <text class="chart-label" x=${LEFT - 8} y=${placeOf(tick) + 4} text-anchor="end">${tick}</text>
      </g>`,
    )}
    ${hours.map((hour, at) => {
      const {start, middle, width: wide} = places[at];
      const uncovered = isUncovered(hour);
      const top = placeOf(hour.due);
      return html`<g key=${hour.start}>
        ${
          hour.due > 0 &&
          html`<rect class=${uncovered ? "chart-bar chart-bar-uncovered" : "chart-bar"} x=${start + wide * 0.18} y=${top} width=${wide * 0.64}
          height=${floor - top} rx="3" />`
        }
        ${hour.due > 0 && html`<text class="chart-value" x=${middle} y=${top - 6}
          text-anchor="middle">${uncovered ? `⚠ ${hour.due}` : hour.due}</text>`}
        ${at % labelled === 0 && html`<text class="chart-label" x=${middle} y=${HEIGHT - 8} text-anchor="middle">${hourWords(hour.start)}</text>`}
      </g>`;
    })}
    <path class="chart-people" d=${steps.join("")} />`;
}

/** `hours`: {start, due, present} of each; `hourWords(start)` writes one. */
export function ForecastChart({hours, hourWords}) {
  const uncovered = hours.filter(isUncovered);
  const due = hours.reduce((sum, hour) => sum + hour.due, 0);
  const summary =
    uncovered.length > 0
      ? words("web_chart.forecast_uncovered", {due, hours: hours.length, first: hourWords(uncovered[0].start), count: uncovered.length})
      : words("web_chart.forecast_covered", {due, hours: hours.length});
  return html`<${Figure} id="forecast" title=${words("web_chart.forecast_title")} summary=${summary} height=${HEIGHT}
    legend=${html`<p class=${uncovered.length > 0 ? "chart-note chart-warning" : "chart-note"}>${summary}</p>
      <ul class="chart-legend" aria-hidden="true">
        <li class="chart-key-due">${words("web_chart.forecast_due")}</li><li class="chart-key-people">${words("web_chart.forecast_present")}</li>
      </ul>`}
    table=${{
      head: [words("web_chart.hour"), words("web_chart.forecast_due"), words("web_chart.forecast_present")],
      rows: hours.map((hour) => [hourWords(hour.start), hour.due, isUncovered(hour) ? words("web_chart.forecast_nobody") : hour.present]),
    }}
    draw=${(width) => html`<${Drawing} hours=${hours} width=${width} hourWords=${hourWords} />`} />`;
}
