// How long what is open has been waiting: a bar for each age, the oldest in the colour of what is late.
import {html} from "../shell/view.js";
import {words} from "../shell/words.js";
import {Figure} from "./figure.js";

const ROW = 46;
const BAR = 16;
const COUNT_WIDTH = 52;

function Drawing({ages, width}) {
  const most = Math.max(1, ...ages.map(({count}) => count));
  const room = width - COUNT_WIDTH;
  return ages.map(({age, count}, at) => {
    const top = at * ROW;
    const length = count === 0 ? 0 : Math.max(4, (count / most) * room);
    return html`<g key=${age}>
      <text class="chart-label" x="0" y=${top + 14}>${words(`web_chart.age_${age}`)}</text>
      <rect class="chart-track" x="0" y=${top + 21} width=${room} height=${BAR} rx="4" />
      ${length > 0 && html`<rect class=${`chart-bar chart-age-${age}`} x="0" y=${top + 21} width=${length} height=${BAR} rx="4" />`}
      <text class="chart-value" x=${width} y=${top + 34} text-anchor="end">${count}</text>
    </g>`;
  });
}

/** `ages`: {age (a field of OpenByAge), count} of each. */
export function OpenByAgeChart({ages}) {
  const all = ages.reduce((sum, {count}) => sum + count, 0);
  const old = ages.at(-1).count;
  const summary = old > 0 ? words("web_chart.open_by_age_summary", {count: all, old}) : words("web_chart.open_by_age_summary_none_old", {count: all});
  return html`<${Figure} id="open-by-age" title=${words("web_chart.open_by_age_title")} summary=${summary} height=${ages.length * ROW}
    legend=${html`<p class="chart-note">${summary}</p>`}
    table=${{
      head: [words("web_chart.age"), words("web_report.open")],
      rows: ages.map(({age, count}) => [words(`web_chart.age_${age}`), count]),
    }}
    draw=${(width) => html`<${Drawing} ages=${ages} width=${width} />`} />`;
}
