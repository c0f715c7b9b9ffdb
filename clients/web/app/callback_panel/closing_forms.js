// The ways in which a callback comes to its end, and the way back.
import {html, useEffect, useRef, useState} from "../shell/view.js";
import {changeCallback} from "../callback/changes.js";
import {named, words} from "../shell/words.js";
import {ActionForm, Choice, Line} from "./form_parts.js";

function ClosingForm({callback, rpc, dispositions, title, save, said, danger, onSaved, onCancel}) {
  const [disposition, setDisposition] = useState(dispositions[0]);
  const [remark, setRemark] = useState("");
  const submit = () => changeCallback(rpc, {name: callback.name, disposition, ...(remark.trim() && {remark: remark.trim()})}, said);
  return html`<${ActionForm} callback=${callback} title=${title} save=${save} danger=${danger} submit=${submit} onSaved=${onSaved}
    onCancel=${onCancel}>
    <${Choice} legend=${words("web_form.how")} name="disposition" value=${disposition} onPick=${setDisposition}
      options=${dispositions.map((value) => ({value, text: named("disposition", value)}))} />
    <${Line} label=${words("web_form.remark")} hint=${words("web_form.optional")} value=${remark} onInput=${setRemark} maxlength="2000" />
  <//>`;
}

export const DoneForm = (rest) =>
  html`<${ClosingForm} ...${rest} rpc="Complete" dispositions=${["RESOLVED", "CALLER_REACHED_US", "MAX_ATTEMPTS_EXCEEDED"]}
    title=${words("action.complete")} save=${words("web_form.done")} said=${words("web_said.complete")} />`;

export const CancelForm = (rest) =>
  html`<${ClosingForm} ...${rest} rpc="Cancel" dispositions=${["WITHDRAWN", "DUPLICATE"]} danger title=${words("action.cancel")}
    save=${words("action.cancel")} said=${words("web_said.cancel")} />`;

export function ReopenForm({callback, onSaved, onCancel}) {
  const [reason, setReason] = useState("");
  const form = useRef(null);
  useEffect(() => form.current.querySelector("input").focus(), []);
  const submit = () => changeCallback("Reopen", {name: callback.name, reason: reason.trim()}, words("web_said.reopen"));
  return html`<div ref=${form}><${ActionForm} callback=${callback} title=${words("action.reopen")} save=${words("action.reopen")} submit=${submit}
    onSaved=${onSaved} onCancel=${onCancel}>
    <${Line} label=${words("web_form.reopen_reason")} value=${reason} onInput=${setReason} required pattern=".*\\S.*" maxlength="2000" />
  <//></div>`;
}
