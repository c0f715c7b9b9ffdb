// A day and a time on the wall of the branch: the day is picked by name, the time typed as people write it. A browser's own field for both follows the
// language of the browser, and takes more keys.
import {html, useLayoutEffect, useRef} from "./view.js";
import {serverNow} from "../time/clock.js";
import {desk} from "../live/desk.js";
import {readTime} from "../time/time_entry.js";
import {daysAround} from "../time/time_words.js";
import {instantOf, wallDate} from "../time/wall_clock.js";
import {words} from "./words.js";

const DAYS_AHEAD = 62;

const zone = () => desk().branch?.time_zone;

/** What a field begins with: today, or no day at all where it may be left open. */
export const emptyMoment = (mayBeOpen) => ({date: mayBeOpen ? "" : wallDate(serverNow(), zone()), typed: ""});

/** The moment as the API writes it, or null: left open, or no time that can be read. With `dayIsEnough` a day without a time begins at midnight. */
export function momentOf({date, typed}, {dayIsEnough = false} = {}) {
  const time = readTime(typed) || (dayIsEnough && !typed.trim() ? "00:00" : "");
  const instant = date && time ? instantOf(`${date}T${time}`, zone()) : null;
  return instant === null ? null : new Date(instant).toISOString();
}

/** `open` is what to call it when no day is picked; without it a day and a time are needed. */
export function MomentField({legend, hint, value, open = "", dayIsEnough = false, onInput}) {
  const time = useRef(null);
  const lacksTime = value.date !== "" && !readTime(value.typed) && !(dayIsEnough && !value.typed.trim());
  // With the drawing, not after it: whoever types fast presses Enter at once.
  useLayoutEffect(() => time.current.setCustomValidity(lacksTime ? words("web_moment.no_time") : ""), [lacksTime]);
  return html`<fieldset class="moment">
    <legend class="label">${legend}</legend>
    <select aria-label=${words("web_moment.day")} value=${value.date} onChange=${(event) => onInput({...value, date: event.target.value})}>
      ${open && html`<option value="" selected=${value.date === ""}>${open}</option>`}
      ${daysAround(0, DAYS_AHEAD, serverNow()).map((day) => html`<option key=${day.value} value=${day.value} selected=${day.value === value.date}>${day.text}</option>`)}
    </select>
    <input ref=${time} aria-label=${words("web_moment.time")} autocomplete="off" inputmode="numeric" maxlength="8" placeholder=${words("web_moment.time_hint")} value=${value.typed}
      disabled=${value.date === ""} onInput=${(event) => onInput({...value, typed: event.target.value})} />
    ${hint && html`<span class="hint">${hint}</span>`}
  </fieldset>`;
}
