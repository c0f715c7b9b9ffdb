// What every drawing stands in: its name, the drawing itself at the width there is, and the same figures as a table for whoever does not see drawings.
import {html, useLayoutEffect, useRef, useState} from "../shell/view.js";
import {words} from "../shell/words.js";

/**
 * The width of an element as it is laid out, so that letters in a drawing keep their size.
 * @returns {[{current: any}, number]}
 */
function useWidth() {
  const element = useRef(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const look = () => setWidth(Math.floor(element.current.clientWidth));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}

function Table({caption, head, rows}) {
  return html`<div class="chart-table"><table>
    <caption class="visually-hidden">${caption}</caption>
    <thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
    <tbody>${rows.map(([title, ...cells]) => html`<tr><th scope="row">${title}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

/**
 * `id` tells it from others on the page; `summary` says in a sentence what is to be seen; `table` is {head, rows}; `draw(width)` gives what is inside
 * the drawing.
 */
export function Figure({id, title, summary, legend, table, height, draw}) {
  const [element, width] = useWidth();
  return html`<figure class="chart card">
    <figcaption class="chart-head"><h2>${title}</h2>${legend}</figcaption>
    <div class="chart-drawing" ref=${element}>
      ${
        width > 0 &&
        html`<svg class="chart-svg" role="img" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`}
        aria-labelledby=${`${id}-title ${id}-summary`}>
        <title id=${`${id}-title`}>${title}</title><desc id=${`${id}-summary`}>${summary}</desc>
        ${draw(width)}
      </svg>`
      }
    </div>
    <details class="chart-figures"><summary>${words("web_chart.as_table")}</summary>
      <${Table} caption=${title} ...${table} />
    </details>
  </figure>`;
}
