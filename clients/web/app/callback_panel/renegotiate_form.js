// Another time, agreed with the caller. The first promise stays the one that is judged, and the form says so.
import {html, useEffect, useRef, useState} from "../shell/view.js";
import {changeCallback} from "../callback/changes.js";
import {emptyMoment, MomentField, momentOf} from "../shell/moment_field.js";
import {momentWords} from "../time/time_words.js";
import {serverNow} from "../time/clock.js";
import {words} from "../shell/words.js";
import {ActionForm, Line} from "./form_parts.js";

export function RenegotiateForm({callback, onSaved, onCancel}) {
  const [due, setDue] = useState(emptyMoment(false));
  const [reason, setReason] = useState("");
  const form = useRef(null);
  useEffect(() => form.current.querySelector("select").focus(), []);
  const submit = () => {
    const due_time = momentOf(due);
    return changeCallback(
      "RenegotiatePromise",
      {name: callback.name, due_time, reason: reason.trim()},
      words("web_said.renegotiate", {time: momentWords(due_time, serverNow())}),
    );
  };
  return html`<div ref=${form}><${ActionForm} callback=${callback} title=${words("action.renegotiate")} save=${words("web_form.save")} submit=${submit}
    onSaved=${onSaved} onCancel=${onCancel}>
    <p class="quiet small">${words("web_form.renegotiate_hint")}</p>
    <${MomentField} legend=${words("web_form.new_time")} value=${due} onInput=${setDue} />
    <${Line} label=${words("web_form.renegotiate_reason")} value=${reason} onInput=${setReason} required pattern=".*\\S.*" maxlength="2000" />
  <//></div>`;
}
