// Take a call: the desk's script as one form, and beside it what to say.
import {html, useEffect, useLayoutEffect, useMemo, useRef, useState} from "../shell/view.js";
import {useDesk} from "../live/desk.js";
import {errorWords} from "../shell/error_words.js";
import {keyOf, onKey, shownKey, useKeys} from "../shell/keys.js";
import {settled} from "../offline/pending.js";
import {words} from "../shell/words.js";
import {CategoryField, faultAmong, MoreFields, TextField} from "./fields.js";
import {changeDraft, emptyDraft, isEmpty, useDraft} from "./draft.js";
import {useKnownNumber} from "./known_number.js";
import {quoteRequest, unreadableTimes} from "./messages.js";
import {Options} from "./options.js";
import {useQuote} from "./quote.js";
import {mustSpeakAgain, saveHelped, saveNote} from "./saving.js";
import {missingField, readBackMark, scriptOf} from "./script.js";
import {ScriptPanel} from "./script_panel.js";
import {WhoField} from "./who_field.js";

const focus = (id) => document.getElementById(id)?.focus();

/** What became of the note saved last: {id, kind, goodbye, agreed, callback} with callback only when the server said so. */
function useLastSaved() {
  const [last, setLast] = useState(null);
  useEffect(
    () => settled.add((id, {callback, attached}) => setLast((known) => (known?.id === id ? callback && {...known, callback, attached} : known))),
    [],
  );
  return [last, setLast];
}

export function TakeACall() {
  const draft = useDraft();
  const branch = useDesk((desk) => desk.branch);
  useDesk((desk) => desk.firm);
  const request = quoteRequest(draft);
  const answer = useQuote(request);
  const known = useKnownNumber(request?.caller && !answer.offline ? "" : draft.phone);
  const script = useMemo(() => scriptOf(draft, answer, known, branch), [draft, answer, known, branch]);
  const [missing, setMissing] = useState("");
  const [saving, setSaving] = useState(false);
  const [last, setLast] = useLastSaved();
  const who = useRef(null);
  const faults = [...answer.fields, ...(draft.refusal?.fields ?? [])];
  const faultOf = faultAmong(faults);
  // A choice by key leaves the script where it is; typing goes back to the form, for what was read back is no longer what stands there.
  const choose = (what) => (setMissing(""), changeDraft({refusal: null, ...what}));
  const set = (what) => choose({stage: "asking", ...what});

  // At first, and when a note is on its way: the caret waits for the next call.
  useEffect(() => who.current?.focus(), [last?.id]);
  // A field that is missing or wrong gets the caret once it is on screen.
  useLayoutEffect(() => {
    if (missing) focus(missing);
  }, [missing]);

  function readBack() {
    const first = missingField(draft) || unreadableTimes(draft)[0];
    setMissing(first ?? "");
    if (first) return focus(first);
    if (answer.refusal || answer.fields.length > 0) return focus(fieldOf(faults[0]?.field));
    return changeDraft({stage: "read_back"});
  }

  async function finish(kind, saved) {
    setSaving(true);
    const {goodbye, chosen} = script;
    const outcome = await saved;
    setSaving(false);
    if (outcome.refusal) {
      if (mustSpeakAgain(outcome.refusal)) {
        answer.again();
        changeDraft({stage: "read_back"});
      } else {
        focus(fieldOf(outcome.refusal.fields?.[0]?.field));
      }
      return;
    }
    setLast({id: outcome.id, kind, goodbye, agreed: chosen?.agreed, callback: outcome.callback, attached: outcome.attached});
  }

  const mayBeSaved = script.confirmed && !script.consent_missing && (!answer.asking || script.offline) && (script.chosen || script.offline);

  function goOn() {
    if (saving) return;
    if (draft.stage === "asking") readBack();
    else if (draft.stage === "helped") finish("helped", saveHelped(draft));
    else if (mayBeSaved) finish("note", saveNote(draft, script, request));
  }

  function clear() {
    emptyDraft();
    who.current?.focus();
  }

  const steps = {
    confirm: () => changeDraft({confirmed: readBackMark(script.read_back, script.sentence)}),
    consent: () => changeDraft({consented: script.chosen.sentence}),
    back: () => (changeDraft({stage: "asking", confirmed: "", consented: ""}), focus("name")),
    goOn,
  };

  function otherOption() {
    if (script.options.length < 2) return;
    const next = script.options[(script.options.indexOf(script.chosen) + 1) % script.options.length];
    choose({agreed: next.agreed});
  }

  useKeys([
    onKey("go_on", goOn),
    onKey("other_promise", otherOption),
    onKey("more_fields", () => (set({more: !draft.more}), !draft.more && setTimeout(() => focus("from")))),
    onKey("another_matter", () => script.open_callbacks.length > 0 && choose({another_matter: !draft.another_matter})),
    onKey("helped", () => changeDraft({stage: "helped"})),
    ...(draft.stage !== "asking" ? [onKey("back", steps.back, {title: words("web_call.key_back")})] : []),
  ]);

  const missingFault = (id) => (missing === id ? words(`web_call.missing_${id}`) : "");
  return html`<section class="call">
    <form class="call-form" onSubmit=${(event) => event.preventDefault()} onKeyDown=${enterGoesOn} aria-label=${words("view.take_a_call")}>
      <div class="call-head">
        <h1>${words("view.take_a_call")}</h1>
        ${!isEmpty() && html`<button type="button" class="link small" disabled=${saving} onClick=${clear}>${words("web_call.clear")}</button>`}
      </div>
      ${draft.refusal && html`<p class="fault call-refusal" role="alert">${draft.refusal.reason === "CLOSED" ? words("web_call.closed_meanwhile") : errorWords(draft.refusal)}</p>`}
      <fieldset class="call-fields" disabled=${saving}>
        <${WhoField} who=${draft.who} text=${draft.who_text} input=${who} fault=${missingFault("who") || faultOf("requested")}
          onPick=${(party, title) => set({who: party, who_text: title, agreed: null})}
          onType=${(text) => set({who: null, who_text: text, agreed: null})} onDone=${() => focus("name")} />
        ${script.options.length > 1 && !script.attach_to && html`<${Options} script=${script} onChoose=${(agreed) => set({agreed})} />`}
        <${TextField} id="name" label=${words("web_call.name")} value=${draft.name} maxlength="120" spellcheck="false"
          fault=${missingFault("name") || faultOf("caller.display_name")} onType=${(name) => set({name})} />
        ${!draft.name && known.names.length > 0 &&
        html`<button type="button" class="suggestion" onClick=${() => (set({name: known.names[0]}), focus("phone"))}>
          ${words("web_call.known_as")} <span class="typed">${known.names[0]}</span></button>`}
        <${TextField} id="phone" label=${words("web_call.phone")} type="tel" value=${draft.phone} maxlength="40"
          fault=${missingFault("phone") || faultOf("caller.phone_number")} onType=${(phone) => set({phone})} />
        <${CategoryField} value=${draft.category} fault=${faultOf("category")} onPick=${(category) => set({category})} />
        <${TextField} id="reason" label=${words("web_call.reason")} rows="2" value=${draft.reason} maxlength="2000" fault=${faultOf("reason")}
          onType=${(reason) => set({reason})} />
        <div class="more">
          <button type="button" class="disclosure" aria-expanded=${draft.more ? "true" : "false"} onClick=${() => set({more: !draft.more})}>
            ${words("action.more_fields")} <kbd aria-hidden="true">${keyOf("more_fields")}</kbd>
          </button>
          ${draft.more && html`<${MoreFields} draft=${draft} faultOf=${faultOf} set=${set} />`}
        </div>
      </fieldset>
      <div class="call-actions">
        <button type="button" class="primary" disabled=${saving || draft.stage !== "asking"} onClick=${readBack}>
          ${words("web_call.read_back")} <kbd aria-hidden="true">${shownKey(keyOf("go_on"))}</kbd></button>
        <button type="button" class="button" disabled=${saving} onClick=${() => changeDraft({stage: "helped"})}>
          ${words("action.helped")} <kbd aria-hidden="true">${keyOf("helped")}</kbd></button>
      </div>
    </form>
    <${ScriptPanel} draft=${draft} script=${script} answer=${answer} saving=${saving} last=${last} steps=${steps}
      mayBeSaved=${mayBeSaved} onAnotherMatter=${(another_matter) => choose({another_matter})} />
  </section>`;
}

// Which field on screen a path of the API is shown at.
const FIELDS = {requested: "who", "caller.display_name": "name", "caller.phone_number": "phone", window: "from", called_time: "called_at"};
const fieldOf = (path = "") => FIELDS[path] ?? path.replace(/^caller\.|_minute$|_time$/g, "").replace(/^window\./, "");

// Enter goes to the next field, as Tab does; nothing is ever sent by it.
function enterGoesOn(event) {
  if (event.key !== "Enter" || event.defaultPrevented || event.ctrlKey || event.isComposing || !event.target.matches("input, select")) return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll("input, select, textarea, button")].filter((field) => !field.disabled && field.offsetParent);
  stops[stops.indexOf(event.target) + 1]?.focus();
}
