// The keys that can be used where the desk is now.
import {html, useState} from "./view.js";
import {Dialog} from "./dialog.js";
import {boundKeys} from "./keys.js";
import {usePreferences} from "./preferences.js";
import {words} from "./words.js";

const shownKey = (key) => key.replace("Enter", "↵").replace("Escape", "Esc").replace("Ctrl+k", "Ctrl K").replace("+", " ");

export function KeyList() {
  // Taken once: from now on this dialog alone hears keys.
  const [bound] = useState(() => boundKeys().filter((binding) => binding.words));
  const {single_keys} = usePreferences();
  return html`<${Dialog} title=${words("keys.title")}>
    <dl class="key-list">${bound.map((binding) => html`<div key=${binding.key}><dt><kbd>${shownKey(binding.key)}</kbd></dt><dd>${binding.words}</dd></div>`)}</dl>
    <p class="small quiet">${words(single_keys ? "keys.single_on" : "keys.single_off")}</p>
  <//>`;
}
