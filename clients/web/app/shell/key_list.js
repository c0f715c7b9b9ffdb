// The keys that can be used where the desk is now.
import {html, useState} from "./view.js";
import {Dialog} from "./dialog.js";
import {boundKeys, shownKey} from "./keys.js";
import {usePreferences} from "./preferences.js";
import {words} from "./words.js";

export function KeyList() {
  // Taken once: from now on this dialog alone hears keys.
  const [bound] = useState(() => boundKeys().filter((binding) => binding.words));
  const {single_keys} = usePreferences();
  return html`<${Dialog} title=${words("web_keys.title")}>
    <dl class="key-list">${bound.map((binding) => html`<div key=${binding.key}><dt><kbd>${shownKey(binding.key)}</kbd></dt><dd>${binding.words}</dd></div>`)}</dl>
    <p class="small quiet">${words(single_keys ? "web_keys.single_on" : "web_keys.single_off")}</p>
  <//>`;
}
