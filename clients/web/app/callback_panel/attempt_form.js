// What came of ringing the caller.
import {html, useState} from "../view.js";
import {changeCallback} from "../callback/changes.js";
import {desk} from "../desk.js";
import {serverNow} from "../clock.js";
import {instantOf, wallTime} from "../wall_clock.js";
import {words} from "../words.js";
import {ActionForm, Choice, Line, Moment} from "./form_parts.js";

const OUTCOMES = ["CONNECTED", "NO_ANSWER", "BUSY", "LEFT_VOICEMAIL", "RESCHEDULED", "WRONG_NUMBER", "WRONG_PERSON", "NUMBER_NOT_IN_USE"];

export function AttemptForm({callback, onSaved, onCancel}) {
  const [outcome, setOutcome] = useState("CONNECTED");
  const [remark, setRemark] = useState("");
  const [again, setAgain] = useState("");
  const zone = desk().branch?.time_zone;
  const needsTime = outcome === "RESCHEDULED";
  const submit = () =>
    changeCallback(
      "RecordAttempt",
      {
        name: callback.name,
        outcome,
        ...(remark.trim() && {remark: remark.trim()}),
        ...(again && outcome !== "CONNECTED" && {call_again_time: new Date(instantOf(again, zone)).toISOString()}),
      },
      words("said.attempt", {outcome: words(`outcome.${outcome}`)}),
    );
  return html`<${ActionForm} callback=${callback} title=${words("action.attempt")} save=${words("form.save")} submit=${submit} onSaved=${onSaved}
    onCancel=${onCancel}>
    <${Choice} legend=${words("form.outcome")} name="outcome" value=${outcome} onPick=${setOutcome}
      options=${OUTCOMES.map((value) => ({value, text: words(`outcome.${value}`)}))} />
    ${outcome !== "CONNECTED" &&
    html`<${Moment} label=${words(needsTime ? "form.agreed_time" : "form.again_time")} hint=${needsTime ? "" : words("form.again_hint")} value=${again}
      onInput=${setAgain} required=${needsTime} min=${wallTime(serverNow(), zone)} />`}
    <${Line} label=${words("form.remark")} hint=${words("form.optional")} value=${remark} onInput=${setRemark} maxlength="2000" />
  <//>`;
}
