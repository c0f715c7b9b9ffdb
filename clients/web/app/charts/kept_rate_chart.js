// How many of the promises were kept, day by day: a line where something was judged, and a gap where nothing was.
import {html} from "../shell/view.js";
import {words} from "../shell/words.js";
import {bands, everyHowMany, pathOf, runs} from "./scale.js";
import {Figure} from "./figure.js";

const HEIGHT = 220;
const LEFT = 44;
const RIGHT = 12;
const TOP = 18;
const FOOT = 30;
const LABEL_WIDTH = 56;
const MARKS = [0, 25, 50, 75, 100];

const placeOf = (rate) => TOP + ((100 - rate) / 100) * (HEIGHT - TOP - FOOT);

function Drawing({days, width, rateWords, dayWords}) {
  const places = bands(days.length, LEFT, width - RIGHT);
  const points = days.map((day, at) => ({...day, x: places[at].middle, y: day.rate === null ? 0 : placeOf(day.rate)}));
  const known = points.filter(({rate}) => rate !== null);
  const labelled = everyHowMany(days.length, LABEL_WIDTH, width - LEFT - RIGHT);
  const last = known.at(-1);
  const floor = placeOf(0);
  return html`
    ${MARKS.map(
      (mark) => html`<g key=${mark}>
        <line class="chart-grid" x1=${LEFT} x2=${width - RIGHT} y1=${placeOf(mark)} y2=${placeOf(mark)} />
        <text class="chart-label" x=${LEFT - 8} y=${placeOf(mark) + 4} text-anchor="end">${mark}%</text>
      </g>`,
    )}
    ${runs(points, ({rate}) => rate !== null).map(
      (run) => html`<path class="chart-area" d=${`${pathOf(run)}L${run.at(-1).x.toFixed(1)} ${floor}L${run[0].x.toFixed(1)} ${floor}Z`} />
        <path class="chart-line" d=${pathOf(run)} />`,
    )}
    ${known.map(
      ({date, rate, missed, x, y}) => html`<circle key=${date} class=${missed > 0 ? "chart-dot chart-dot-missed" : "chart-dot"} cx=${x} cy=${y} r="4">
        <title>${dayWords(date)}: ${rateWords(rate)}</title></circle>`,
    )}
    ${
      last &&
      html`<text class="chart-value" x=${Math.min(last.x, width - 30)} y=${last.y < TOP + 14 ? last.y + 20 : last.y - 10}
      text-anchor="middle">${rateWords(last.rate)}</text>`
    }
    ${points.map(
      ({date, x}, at) =>
        (days.length - 1 - at) % labelled === 0 &&
        html`<text key=${date} class="chart-label" x=${x} y=${HEIGHT - 8}
      text-anchor="middle">${dayWords(date)}</text>`,
    )}`;
}

/** `days`: {date, rate, kept, missed} of each; `rateWords(rate)` and `dayWords(date)` write them. */
export function KeptRateChart({days, rateWords, dayWords}) {
  const judged = days.filter(({rate}) => rate !== null);
  const worst = judged.reduce((low, day) => (low === null || day.rate < low.rate ? day : low), null);
  const last = judged.at(-1);
  const summary =
    judged.length === 0
      ? words("web_chart.kept_rate_none")
      : worst.rate === 100
        ? words("web_chart.kept_rate_all")
        : words("web_chart.kept_rate_summary", {
            last: rateWords(last.rate),
            last_day: dayWords(last.date),
            worst: rateWords(worst.rate),
            worst_day: dayWords(worst.date),
          });
  return html`<${Figure} id="kept-rate" title=${words("web_chart.kept_rate_title")} summary=${summary} height=${HEIGHT}
    legend=${html`<p class="chart-note">${summary}</p>`}
    table=${{
      head: [words("web_chart.day"), words("web_report.rate"), words("web_report.kept"), words("web_report.missed")],
      rows: days.map(({date, rate, kept, missed}) => [dayWords(date), rate === null ? "–" : rateWords(rate), kept, missed]),
    }}
    draw=${(width) => html`<${Drawing} days=${days} width=${width} rateWords=${rateWords} dayWords=${dayWords} />`} />`;
}
