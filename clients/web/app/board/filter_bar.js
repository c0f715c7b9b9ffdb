// What of the board to show: buttons with counts, a person, a category, and words to search for.
import {html, useRef} from "../shell/view.js";
import {categoryTitle} from "../callback/callback_words.js";
import {desk, people} from "../live/desk.js";
import {keyOf, onKey, useKeys} from "../shell/keys.js";
import {words} from "../shell/words.js";
import {countKinds, EVERYTHING, FILTER_KINDS} from "./filter.js";

function Pick({label, value, options, onPick}) {
  return html`<label class="filter-pick"><span class="visually-hidden">${label}</span>
    <select value=${value} onChange=${(event) => onPick(event.target.value)}>
      <option value="">${label}</option>
      ${options.map(({id, text}) => html`<option key=${id} value=${id} selected=${id === value}>${text}</option>`)}
    </select>
  </label>`;
}

export function FilterBar({filter, callbacks, seen, onFilter}) {
  const search = useRef(null);
  const counts = countKinds(callbacks, seen);
  const holders = new Set(callbacks.map(({assignee}) => assignee?.person).filter(Boolean));
  const used = new Set(callbacks.map(({category}) => category));
  const put = (what) => onFilter({...filter, ...what});
  useKeys([onKey("search", () => search.current.focus())]);
  const clear = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    put({words: ""});
    search.current.blur();
  };
  const isNarrowed = JSON.stringify(filter) !== JSON.stringify(EVERYTHING);
  return html`<div class="filter-bar" role="search">
    <div class="filter-kinds" role="group" aria-label=${words("web_filter.show")}>
      ${FILTER_KINDS.map(
        (
          kind,
        ) => html`<button key=${kind} type="button" class=${`filter-kind filter-${kind}`} aria-pressed=${String(filter.kind === kind)}
          onClick=${() => put({kind})}>
          ${words(`web_filter.${kind}`)} <span class="filter-count">${counts[kind]}</span></button>`,
      )}
    </div>
    <label class="filter-search"><span class="visually-hidden">${words("action.search")}</span>
      <input ref=${search} type="search" dir="auto" autocomplete="off" placeholder=${words("web_filter.search_hint")} value=${filter.words}
        aria-keyshortcuts=${keyOf("search")}
        onInput=${(event) => put({words: event.target.value})} onKeyDown=${clear} />
    </label>
    <${Pick} label=${words("web_filter.person")} value=${filter.person} onPick=${(person) => put({person})}
      options=${people()
        .filter(({id}) => holders.has(id) || id === filter.person)
        .map(({id, title}) => ({id, text: title}))} />
    <${Pick} label=${words("web_filter.category")} value=${filter.category} onPick=${(category) => put({category})}
      options=${(desk().firm?.categories ?? []).filter(({id}) => used.has(id) || id === filter.category).map(({id}) => ({id, text: categoryTitle(id)}))} />
    ${isNarrowed && html`<button type="button" class="link small" onClick=${() => onFilter(EVERYTHING)}>${words("web_filter.clear")}</button>`}
  </div>`;
}
