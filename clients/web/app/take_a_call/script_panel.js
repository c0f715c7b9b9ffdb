// What to say now, large enough to read with the receiver in one's hand.
import {html, useEffect, useRef} from "../shell/view.js";
import {serverNow} from "../time/clock.js";
import {useDesk, partyTitle, personOf} from "../live/desk.js";
import {errorWords} from "../shell/error_words.js";
import {keyOf, shownKey} from "../shell/keys.js";
import {Icon, TICK} from "../shell/icon.js";
import {deadlineWords} from "../time/time_words.js";
import {spokenLanguage, words, wordsIn} from "../shell/words.js";
import {isEmpty} from "./draft.js";
import {greetingWords} from "./greeting.js";
import {OpenPromises} from "./open_promises.js";

const Say = ({children, size = "", quiet}) =>
  html`<p class="say ${size && `say-${size}`}" lang=${spokenLanguage()}>${children}${quiet && html`<span class="quiet">${quiet}</span>`}</p>`;

const pairs = (digits) => digits.split(/(?=(?:\d\d)+$)/).map((pair) => html`<span class="pair">${pair}</span>`);

/** A number stays on one line, and a long row of digits in it is set in pairs, as it is spoken; the text is still as the services wrote it. */
function Spoken({text}) {
  return text.split(/(\+?\d[\d ()-]{3,}\d)/).map((part, place) =>
    place % 2 ? html`<span class="number">${part.split(/(\d{5,})/).map((row, at) => (at % 2 ? pairs(row) : row))}</span>` : part,
  );
}

/** A question with one way to say yes; the caret is on it as soon as it is asked. */
function Question({text, yes, onYes, children}) {
  const button = useRef(null);
  useEffect(() => button.current?.focus(), []);
  return html`<div class="question">
    <p class="question-text">${text}</p>
    ${children}
    <button ref=${button} type="button" class="primary" onClick=${onYes}>${yes} <kbd aria-hidden="true">↵</kbd></button>
  </div>`;
}

const asksConsent = ({chosen, attach_to}) => Boolean(chosen?.needs_consent) && !attach_to;

const Done = ({text}) => html`<p class="question-done"><${Icon} path=${TICK} />${text}</p>`;

function SaveButton({script, saving, mayBeSaved, onSave}) {
  const button = useRef(null);
  useEffect(() => button.current?.focus(), []);
  const label = saving ? "web_call.saving" : script.attach_to ? "web_call.save_attached" : "web_call.save";
  return html`<button ref=${button} type="button" class="primary save" aria-disabled=${mayBeSaved && !saving ? undefined : "true"} onClick=${onSave}>
    ${words(label)} <kbd aria-hidden="true">${shownKey(keyOf("go_on"))}</kbd></button>`;
}

function ReadBack({script, answer, saving, mayBeSaved, steps}) {
  const known = script.offline || (!answer.asking && script.sentence);
  return html`<section class="read-back" aria-labelledby="read-back-title">
    <h2 id="read-back-title" class="step-title">${words("web_call.read_back_title")}</h2>
    <p class="read-back-line typed" lang=${spokenLanguage()}><${Spoken} text=${script.read_back} /></p>
    ${!known
      ? html`<p class="quiet" role="status">${words("web_call.asking")}</p>`
      : !script.confirmed
        ? html`<${Question} key="read_back" text=${words("web_call.is_right")} yes=${words("web_call.is_right_yes")} onYes=${steps.confirm} />`
        : html`<${Done} text=${words("web_call.was_read_back")} />
            ${script.consent_missing
              ? html`<${Question} key="consent" text=${words("web_call.consents", {who: partyTitle(script.chosen.agreed)})} yes=${words("web_call.consents_yes")}
                  onYes=${steps.consent} />`
              : html`${asksConsent(script) && html`<${Done} text=${words("web_call.has_consented")} />`}
                  <${SaveButton} script=${script} saving=${saving} mayBeSaved=${mayBeSaved} onSave=${steps.goOn} />`}`}
    <button type="button" class="link" disabled=${saving} onClick=${steps.back}>${words("web_call.change")} <kbd aria-hidden="true">Esc</kbd></button>
  </section>`;
}

function Helped({draft, saving, steps}) {
  return html`<section class="read-back">
    <h2 class="step-title">${words("action.helped")}</h2>
    <p>${words(draft.name || draft.phone ? "web_call.helped_forgets" : "web_call.helped_counts")}</p>
    <${Question} text=${words("web_call.helped_sure")} yes=${words(saving ? "web_call.saving" : "web_call.helped_yes")} onYes=${steps.goOn} />
    <button type="button" class="link" disabled=${saving} onClick=${steps.back}>${words("action.back")} <kbd aria-hidden="true">Esc</kbd></button>
  </section>`;
}

function Greeting() {
  const firm = useDesk((desk) => desk.firm);
  const branch = useDesk((desk) => desk.branch);
  const session = useDesk((desk) => desk.session);
  const order = (branch?.answer_order ?? []).map((id) => personOf(id)?.title ?? id);
  return html`<div class="script-step">
    <h2 class="step-title">${words("web_call.greeting_title")}</h2>
    <${Say} size="large">${greetingWords(firm?.title, personOf(session.person)?.title ?? session.person)}<//>
    ${order.length > 0 && html`<p class="quiet small">${words("web_call.answer_order", {names: order.join(", ")})}</p>`}
  </div>`;
}

function outcomeWords({kind, agreed, callback, attached}) {
  if (!callback) return words("web_call.kept_here");
  if (kind === "helped") return words("web_call.helped_saved");
  const who = partyTitle((callback.assignee ?? (!attached && agreed)) || callback.requested);
  return words(attached ? "web_call.attached" : "web_call.saved", {who, by: deadlineWords(callback.promise.due_time, serverNow()).text});
}

function Saved({last}) {
  const {callback} = last;
  return html`<div class="script-step saved ${callback ? "saved-confirmed" : "saved-pending"}">
    <p class="saved-line" role="status"><${Icon} path=${callback ? TICK : "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18"} />${outcomeWords(last)}</p>
    <h2 class="step-title">${words("web_call.goodbye_title")}</h2>
    <${Say} size="large">${last.goodbye || wordsIn(spokenLanguage(), "spoken.goodbye")}<//>
    <p class="quiet small">${words("web_call.next_call")}</p>
  </div>`;
}

function Sentence({script, answer, draft}) {
  if (answer.refusal) return html`<p class="fault" role="alert">${errorWords(answer.refusal)}</p>`;
  if (!script.sentence) return html`<p class="quiet" role="status">${words(draft.who ? "web_call.asking" : "web_call.who_first")}</p>`;
  return html`<div class="script-step">
    <h2 class="step-title">${words("web_call.say_title")}</h2>
    ${script.offline && html`<p class="offline-note">${words("web_call.offline")}</p>`}
    ${script.refusal && html`<${Say} size="small">${script.refusal}<//>`}
    <div class=${answer.asking ? "sentence sentence-asking" : "sentence"} aria-live="polite"><${Say} size="large">${script.sentence}<//></div>
    ${asksConsent(script) && script.consent_missing && html`<p class="consent-note">${words("web_call.consent_note")}</p>`}
    ${script.agreed_otherwise && !script.attach_to && html`<p class="quiet small">${words("web_call.agreed_otherwise")}</p>`}
    ${!script.presence_known && html`<p class="quiet small">${words("web_call.presence_unknown")}</p>`}
    ${script.warning && html`<p class="warning">${script.warning}</p>`}
  </div>`;
}

export function ScriptPanel({draft, script, answer, saving, last, steps, mayBeSaved, onAnotherMatter}) {
  const open = html`<${OpenPromises} script=${script} anotherMatter=${draft.another_matter} onAnotherMatter=${onAnotherMatter} />`;
  if (draft.stage === "helped") return html`<aside class="script"><${Helped} draft=${draft} saving=${saving} steps=${steps} /></aside>`;
  if (isEmpty()) return html`<aside class="script">${last ? html`<${Saved} last=${last} />` : html`<${Greeting} />`}</aside>`;
  return html`<aside class="script" aria-label=${words("web_call.say_title")}>
    <${Sentence} script=${script} answer=${answer} draft=${draft} />
    ${draft.stage === "read_back" && html`<${ReadBack} script=${script} answer=${answer} saving=${saving} mayBeSaved=${mayBeSaved} steps=${steps} />`}
    ${open}
  </aside>`;
}
