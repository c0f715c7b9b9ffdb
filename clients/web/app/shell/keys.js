// The keys of the desk. What is on top (a dialog, the palette) hears them alone; single keys never fire while somebody types, and can be switched off.
import {useEffect, useLayoutEffect, useRef} from "./view.js";
import {preferences} from "./preferences.js";
import {words} from "./words.js";
import KEYS from "../words/keys.js";

const layers = [new Set()]; // sets of bindings, the top one last

const typing = (target) =>
  target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;

/** "Ctrl+k", "Ctrl+Enter", "Escape", "b", "?": Cmd counts as Ctrl; Shift only shows in the character itself. */
function nameOf(event) {
  const key = event.key.length === 1 && event.ctrlKey ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${key}`;
}

const isSingle = (key) => key.length === 1;

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const name = nameOf(event);
  if (isSingle(name) && (typing(event.target) || !preferences().single_keys)) return;
  for (const binding of [...layers.at(-1)].reverse()) {
    if (binding.key !== name) continue;
    event.preventDefault();
    binding.run(event);
    return;
  }
  // Out of a field, so that single keys work; a dialog closes by itself.
  if (name === "Escape" && layers.length === 1 && typing(event.target)) /** @type {HTMLElement} */ (event.target).blur();
});

/** The key of an action of clients/keys.yaml. */
export const keyOf = (action) => KEYS[action].key;

/**
 * The binding of an action of clients/keys.yaml. One that `is` not possible now does nothing and is not listed: bound always, no key is lost between two
 * drawings. `title` says it in other words than the catalogue's.
 */
export function onKey(action, run, {is = true, title = ""} = {}) {
  const {key, words: named} = KEYS[action];
  return {key, words: is ? title || words(named) : "", run: (event) => is && run(event)};
}

const SHOWN = {Enter: "↵", Escape: "Esc"};

/** A key as a keycap has it: "Ctrl K", "Esc", "a". */
export function shownKey(key) {
  const parts = key.split("+");
  return key === "+" ? key : parts.map((part) => SHOWN[part] ?? (parts.length > 1 ? part.charAt(0).toUpperCase() + part.slice(1) : part)).join(" ");
}

/** The bindings that fire now: [{key, words, run}]. */
export const boundKeys = () => [...layers.at(-1)];

/** While the component is on screen: `bindings` is a list of {key, words (what it does), run}. */
export function useKeys(bindings) {
  const latest = useRef(bindings);
  latest.current = bindings;
  const shape = bindings.map(({key}) => key).join(" ");
  useEffect(() => {
    const layer = layers.at(-1);
    const bound = latest.current.map((binding, at) => ({
      key: binding.key,
      get words() {
        return latest.current[at]?.words;
      },
      run: (event) => latest.current[at]?.run(event),
    }));
    for (const binding of bound) layer.add(binding);
    return () => bound.forEach((binding) => layer.delete(binding));
  }, [shape]);
}

/** A component that, with what is in it, alone hears keys while it is on screen. */
export function useKeyLayer() {
  // Layout effects come before all other effects, so the layer is there before anything in it binds a key.
  useLayoutEffect(() => {
    const layer = new Set();
    layers.push(layer);
    return () => layers.splice(layers.indexOf(layer), 1);
  }, []);
}
