// What the small forms of the panel are made of.
import {html, useEffect, useRef, useState} from "../shell/view.js";
import {useChange} from "../callback/changes.js";
import {onKey, useKeys} from "../shell/keys.js";
import {words} from "../shell/words.js";

/** One of several, as radio buttons that the number keys pick too. `options`: {value, text}. */
export function Choice({legend, name, value, options, onPick}) {
  const first = useRef(null);
  useEffect(() => first.current?.querySelector("input:checked, input")?.focus(), []);
  useKeys(options.map((option, at) => ({key: String(at + 1), words: option.text, run: () => onPick(option.value)})));
  return html`<fieldset class="pick" ref=${first}>
    <legend class="label">${legend}</legend>
    ${options.map(
      (option, at) => html`<label key=${option.value} class="pick-option">
        <input type="radio" name=${name} value=${option.value} checked=${option.value === value} onChange=${() => onPick(option.value)} />
        <span>${option.text}</span><kbd aria-hidden="true">${at + 1}</kbd>
      </label>`,
    )}
  </fieldset>`;
}

export function Line({label, hint, value, onInput, ...input}) {
  return html`<label class="field"><span class="label">${label}</span>
    <input autocomplete="off" dir="auto" value=${value} onInput=${(event) => onInput(event.target.value)} ...${input} />
    ${hint && html`<span class="hint">${hint}</span>`}
  </label>`;
}

/**
 * A form of one change of one callback. `submit()` gives a promise of the saved callback, or of null when it was refused; then the form stays as it was
 * filled in.
 */
export function ActionForm({callback, title, save, danger, submit, onSaved, onCancel, children}) {
  const change = useChange(callback.name);
  const [sent, setSent] = useState(false);
  const busy = sent && ["saving", "unsure"].includes(change?.phase);
  async function go(event) {
    event.preventDefault();
    setSent(true);
    const saved = await submit();
    if (saved) onSaved(saved);
  }
  useKeys([onKey("go_on", () => document.activeElement.closest("form")?.requestSubmit(), {title: save})]);
  return html`<form class="action-form" onSubmit=${go} aria-label=${title}>
    <h3>${title}</h3>
    ${children}
    <div class="form-buttons">
      <button class=${danger ? "button danger" : "primary"} type="submit" disabled=${busy}>${busy ? words("web_change.saving") : save}</button>
      <button class="button" type="button" onClick=${onCancel}>${words("web_form.cancel")} <kbd aria-hidden="true">Esc</kbd></button>
    </div>
  </form>`;
}
