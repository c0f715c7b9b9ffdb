// What whoever sits here likes.
import {html, useState} from "./view.js";
import {Dialog} from "./dialog.js";
import {prefer, usePreferences} from "./preferences.js";
import {words} from "./words.js";

function Choice({name, options}) {
  const value = usePreferences()[name];
  return html`<fieldset class="choice">
    <legend class="label">${words(`web_settings.${name}`)}</legend>
    <div class="choice-options">
      ${options.map(
        (option) => html`<label key=${option} class="choice-option">
          <input type="radio" name=${name} checked=${value === option} onChange=${() => prefer({[name]: option})} />
          <span>${words(`web_settings.${name}_${option || "auto"}`)}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

function TelephoneLinks() {
  const [asked, setAsked] = useState(false);
  if (!window.isSecureContext || !navigator.registerProtocolHandler) return null;
  const register = () => {
    navigator.registerProtocolHandler("tel", `${location.origin}/?phone=%s`);
    setAsked(true);
  };
  return html`<div>
    <button type="button" class="button" onClick=${register}>${words("web_settings.tel")}</button>
    <p class="hint">${words(asked ? "web_settings.tel_asked" : "web_settings.tel_hint")}</p>
  </div>`;
}

export function Settings() {
  const {single_keys} = usePreferences();
  return html`<${Dialog} title=${words("web_settings.title")}>
    <div class="settings">
      <${Choice} name="language" options=${["", "nl", "en"]} />
      <${Choice} name="theme" options=${["", "light", "dark"]} />
      <label class="check"><input type="checkbox" checked=${single_keys} onChange=${(event) => prefer({single_keys: event.target.checked})} />
        <span>${words("web_settings.single_keys")}<span class="hint">${words("web_settings.single_keys_hint")}</span></span></label>
      <${TelephoneLinks} />
      ${!window.isSecureContext && html`<p class="hint">${words("web_settings.insecure")}</p>`}
    </div>
  <//>`;
}
