// Ctrl-K: everything the desk can do and knows, found by a few letters.
import {html, useMemo, useRef, useState} from "./view.js";
import {numberShown} from "../callback/callback_words.js";
import {desk, myRole, partyTitle} from "../live/desk.js";
import {closeDialog, Dialog, openDialog} from "./dialog.js";
import {search} from "./fuzzy.js";
import {boundKeys, keyOf, shownKey} from "./keys.js";
import {preferences, prefer} from "./preferences.js";
import {go} from "./routes.js";
import {callFor} from "../take_a_call/draft.js";
import {VIEWS, viewTitle} from "./views.js";
import {language, words} from "./words.js";

const SHOWN = 12;

const item = (kind, text, run, more = "") => ({kind, text, more, run, searched: `${text} ${more}`});

function viewItems() {
  return VIEWS.filter(({roles}) => !roles || roles.includes(myRole())).map(({id}) => item("view", viewTitle(id), () => go(id)));
}

function actionItems() {
  const ofKeys = boundKeys()
    .filter((binding) => binding.words && binding.key !== keyOf("palette") && !VIEWS.some(({id}) => keyOf(id) === binding.key))
    .map((binding) => item("action", binding.words, () => binding.run(), shownKey(binding.key)));
  const theme = preferences().theme === "dark" ? "light" : "dark";
  const other = language() === "nl" ? "en" : "nl";
  return [
    ...ofKeys,
    item("action", words("web_pending.title"), () => openDialog("pending")),
    item("action", words(`web_settings.theme_${theme}`), () => prefer({theme})),
    item("action", words(`web_settings.language_${other}`), () => prefer({language: other})),
  ];
}

// A call for this person: the form opens with him in it.
const personItem = (person) =>
  item("person", person.title || person.id, () => {
    callFor({person: person.id}, person.title || person.id);
    go("take_a_call");
  });

const callbackItem = (callback) =>
  item(
    "callback",
    callback.caller?.display_name || numberShown(callback.caller) || callback.name,
    () => go("board", ...callback.name.split("/")),
    [numberShown(callback.caller), callback.caller?.reference, partyTitle(callback.assignee ?? callback.requested), callback.reason?.slice(0, 60)]
      .filter(Boolean)
      .join(" · "),
  );

function everything() {
  const {firm, callbacks} = desk();
  return [...viewItems(), ...actionItems(), ...(firm?.people ?? []).map(personItem), ...[...callbacks.values()].map(callbackItem)];
}

export function Palette() {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const [all] = useState(everything); // as it was when the palette opened
  const list = useRef(null);
  const found = useMemo(() => search(query, all, ({searched}) => searched, SHOWN), [query, all]);

  function run(chosen) {
    closeDialog();
    // After the dialog has given the caret back, so that an action may place it.
    setTimeout(() => chosen.run());
  }

  function onKeyDown(event) {
    const steps = {ArrowDown: 1, ArrowUp: -1};
    if (steps[event.key] && found.length > 0) {
      event.preventDefault();
      const next = (at + steps[event.key] + found.length) % found.length;
      setAt(next);
      list.current.children[next].scrollIntoView({block: "nearest"});
    } else if (event.key === "Enter" && found[at]) {
      event.preventDefault();
      run(found[at]);
    }
  }

  return html`<${Dialog} title=${words("web_palette.title")} plain wide>
    <input class="palette-input" value=${query} placeholder=${words("web_palette.hint")} aria-label=${words("web_palette.hint")} autocomplete="off" spellcheck="false"
      role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant=${found.length > 0 ? `palette-${at}` : undefined}
      onInput=${(event) => (setQuery(event.target.value), setAt(0))} onKeyDown=${onKeyDown} autofocus />
    <ul id="palette-list" ref=${list} class="palette-list" role="listbox" aria-label=${words("web_palette.title")}>
      ${found.map(
        (one, place) => html`<li key=${place} id=${`palette-${place}`} class="palette-item" role="option" aria-selected=${place === at ? "true" : "false"}
          onClick=${() => run(one)} onMouseMove=${() => setAt(place)}>
          <span class="palette-kind">${words(`web_palette.${one.kind}`)}</span><span class="palette-text clipped">${one.text}</span>
          <span class="palette-more clipped">${one.more}</span>
        </li>`,
      )}
    </ul>
    ${found.length === 0 && html`<p class="palette-none" role="status">${words("web_palette.none")}</p>`}
  <//>`;
}
