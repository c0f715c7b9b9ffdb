// Another time, agreed with the caller. The first promise stays the one that is judged, and the form says so.
import {html, useEffect, useRef, useState} from "../view.js";
import {changeCallback} from "../callback/changes.js";
import {desk} from "../desk.js";
import {momentWords} from "../time_words.js";
import {serverNow} from "../clock.js";
import {instantOf, wallTime} from "../wall_clock.js";
import {words} from "../words.js";
import {ActionForm, Line, Moment} from "./form_parts.js";

export function RenegotiateForm({callback, onSaved, onCancel}) {
  const zone = desk().branch?.time_zone;
  const [due, setDue] = useState("");
  const [reason, setReason] = useState("");
  const form = useRef(null);
  useEffect(() => form.current.querySelector("input").focus(), []);
  const submit = () => {
    const instant = instantOf(due, zone);
    return changeCallback(
      "RenegotiatePromise",
      {name: callback.name, due_time: new Date(instant).toISOString(), reason: reason.trim()},
      words("said.renegotiate", {time: momentWords(instant, serverNow())}),
    );
  };
  return html`<div ref=${form}><${ActionForm} callback=${callback} title=${words("action.renegotiate")} save=${words("form.save")} submit=${submit}
    onSaved=${onSaved} onCancel=${onCancel}>
    <p class="quiet small">${words("form.renegotiate_hint")}</p>
    <${Moment} label=${words("form.new_time")} value=${due} onInput=${setDue} required min=${wallTime(serverNow(), zone)} />
    <${Line} label=${words("form.renegotiate_reason")} value=${reason} onInput=${setReason} required pattern=".*\\S.*" maxlength="2000" />
  <//></div>`;
}
