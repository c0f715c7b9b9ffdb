// What came of ringing the caller.
import {html, useState} from "../shell/view.js";
import {changeCallback} from "../callback/changes.js";
import {emptyMoment, MomentField, momentOf} from "../shell/moment_field.js";
import {named, words} from "../shell/words.js";
import {ActionForm, Choice, Line} from "./form_parts.js";

const OUTCOMES = ["CONNECTED", "NO_ANSWER", "BUSY", "LEFT_VOICEMAIL", "RESCHEDULED", "WRONG_NUMBER", "WRONG_PERSON", "NUMBER_NOT_IN_USE"];

const isReached = (outcome) => outcome === "CONNECTED" || outcome === "RESCHEDULED";

export function AttemptForm({callback, onSaved, onCancel}) {
  const [outcome, setOutcome] = useState("CONNECTED");
  const [remark, setRemark] = useState("");
  const [agreed, setAgreed] = useState(emptyMoment(false)); // with the caller
  const [again, setAgain] = useState(emptyMoment(true)); // by oneself
  const call_again_time = outcome === "RESCHEDULED" ? momentOf(agreed) : isReached(outcome) ? null : momentOf(again);
  const submit = () =>
    changeCallback(
      "RecordAttempt",
      {
        name: callback.name,
        outcome,
        ...(remark.trim() && {remark: remark.trim()}),
        ...(call_again_time && {call_again_time}),
      },
      words("web_said.record_attempt", {outcome: named("outcome", outcome)}),
    );
  return html`<${ActionForm} callback=${callback} title=${words("action.record_attempt")} save=${words("web_form.save")} submit=${submit} onSaved=${onSaved}
    onCancel=${onCancel}>
    <${Choice} legend=${words("web_form.outcome")} name="outcome" value=${outcome} onPick=${setOutcome}
      options=${OUTCOMES.map((value) => ({value, text: named("outcome", value)}))} />
    ${outcome === "RESCHEDULED" && html`<${MomentField} legend=${words("web_form.agreed_time")} value=${agreed} onInput=${setAgreed} />`}
    ${!isReached(outcome) && html`<${MomentField} legend=${words("web_form.again_time")} open=${words("web_form.again_open")} value=${again}
      onInput=${setAgain} />`}
    <${Line} label=${words("web_form.remark")} hint=${words("web_form.optional")} value=${remark} onInput=${setRemark} maxlength="2000" />
  <//>`;
}
