// The fields of the form, each with its fault beside it.
import {html, useRef, useState} from "../shell/view.js";
import {serverNow} from "../time/clock.js";
import {useDesk} from "../live/desk.js";
import {faultWords} from "../shell/error_words.js";
import {daysAround} from "../time/time_words.js";
import {titleIn, words} from "../shell/words.js";
import {unreadableTimes} from "./messages.js";

/** One line, or several with `rows`. A fault is shown when the field was left: nobody is told while typing that a number is too short. */
export function TextField({id, label, hint, value, fault, input, onType, rows, ...rest}) {
  const own = useRef(null);
  const [inside, setInside] = useState(false);
  const shown = fault && !inside ? fault : "";
  const described = [shown && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  const common = {
    id,
    ref: input ?? own,
    value,
    autocomplete: "off",
    "aria-invalid": shown ? "true" : undefined,
    "aria-describedby": described,
    onInput: (event) => onType(event.target.value),
    onFocus: () => setInside(true),
    onBlur: () => setInside(false),
    ...rest,
  };
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    ${rows ? html`<textarea rows=${rows} ...${common}></textarea>` : html`<input ...${common} />`}
    ${shown && html`<p id=${`${id}-fault`} class="fault">${shown}</p>`}
    ${hint && html`<p id=${`${id}-hint`} class="hint">${hint}</p>`}
  </div>`;
}

export function CategoryField({value, onPick, fault}) {
  const categories = useDesk((desk) => desk.firm?.categories) ?? [];
  return html`<div class="field">
    <label class="label" for="category">${words("web_call.category")}</label>
    <select id="category" value=${value || categories[0]?.id} onChange=${(event) => onPick(event.target.value)}>
      ${categories.map(({id, title}) => html`<option key=${id} value=${id} selected=${id === (value || categories[0]?.id)}>${titleIn(title, id)}</option>`)}
    </select>
    ${fault && html`<p class="fault">${fault}</p>`}
  </div>`;
}

function DayField({id, label, value, days, none, fault, onPick}) {
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    <select id=${id} value=${value} onChange=${(event) => onPick(event.target.value)}>
      ${none && html`<option value="">${none}</option>`}
      ${days.map((day) => html`<option key=${day.value} value=${day.value} selected=${day.value === value}>${day.text}</option>`)}
    </select>
    ${fault && html`<p class="fault">${fault}</p>`}
  </div>`;
}

/** What callers sometimes give besides; in the order of the tab key once it is open. */
export function MoreFields({draft, faultOf, set}) {
  const unreadable = unreadableTimes(draft);
  const field = (id, rest) => html`<${TextField} key=${id} id=${id} label=${words(`web_call_field.${id}`)} value=${draft[id]} onType=${(text) => set({[id]: text})} ...${rest} />`;
  const time = (id, path) =>
    field(id, {placeholder: words("web_call.time_hint"), maxlength: 8, fault: unreadable.includes(id) ? words("web_call.no_time") : faultOf(path)});
  const day = (id, path, first, last, none) =>
    html`<${DayField} key=${id} id=${id} label=${words(`web_call_field.${id}`)} value=${draft[id] || (none ? "" : daysAround(0, 0, serverNow())[0].value)} none=${none}
      days=${daysAround(first, last, serverNow())} fault=${faultOf(path)} onPick=${(date) => set({[id]: date})} />`;
  return html`<div class="more-fields">
    <fieldset class="in-row">
      <legend class="label">${words("web_call.window")}</legend>
      ${time("from", "window.from_minute")} ${time("until", "window.until_minute")}
      ${day("not_before", "window.not_before_time", 1, 21, words("web_call.any_day"))}
    </fieldset>
    ${faultOf("window") && html`<p class="fault">${faultOf("window")}</p>`}
    ${field("other_contact", {hint: words("web_call.other_contact_hint"), maxlength: 200, fault: faultOf("caller.other_contact")})}
    <div class="in-row">
      ${field("extension", {inputmode: "numeric", maxlength: 12, fault: faultOf("caller.extension")})}
      ${field("reference", {maxlength: 64, fault: faultOf("caller.reference")})}
    </div>
    <fieldset class="in-row">
      <legend class="label">${words("web_call.called_earlier")}</legend>
      ${time("called_at", "called_time")} ${day("called_on", "", -7, 0)}
    </fieldset>
  </div>`;
}

/** Of the faults the services named, what to say beside one field. */
export const faultAmong = (fields) => (field) => {
  const fault = fields.find((one) => one.field === field || (field === "requested" && one.field.startsWith("requested.")));
  return fault ? faultWords(fault) : "";
};
