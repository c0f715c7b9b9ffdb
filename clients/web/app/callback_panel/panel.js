// One callback beside the list it was opened from: what was asked, what was promised, what can be done, and everything that happened.
import {html, useEffect, useRef, useState} from "../shell/view.js";
import {call} from "../live/api.js";
import {useNow} from "../time/clock.js";
import {assigneeTitle, callerName, deadlineShown, reachAt, stateShown, statusShown} from "../callback/callback_words.js";
import {callingPerson, hasNobody, isClosed, telAddress} from "../callback/callback.js";
import {known, learn, onKnown} from "../callback/known.js";
import {errorWords} from "../shell/error_words.js";
import {desk, onDesk, useDesk} from "../live/desk.js";
import {keyOf, onKey, useKeys} from "../shell/keys.js";
import {words} from "../shell/words.js";
import {ActionBar} from "./action_bar.js";
import {acknowledge, actionKeys, beginCall, possibleActions} from "./actions.js";
import {AlsoOpen} from "./also_open.js";
import {AttemptForm} from "./attempt_form.js";
import {CancelForm, DoneForm, ReopenForm} from "./closing_forms.js";
import {Facts, Typed} from "./facts.js";
import {ForwardForm} from "./forward_form.js";
import {Attempts, History} from "./past.js";
import {canExplain, Explanation, Promises} from "./promises.js";
import {RenegotiateForm} from "./renegotiate_form.js";

const FORMS = {record_attempt: AttemptForm, forward: ForwardForm, complete: DoneForm, cancel: CancelForm, renegotiate: RenegotiateForm, reopen: ReopenForm};
const READ_AGAIN_MS = 30_000; // of another branch no line tells what changes

/** The callback with its history, read again whenever something newer of it is known: {callback, error}. */
function useWholeCallback(name) {
  const [whole, setWhole] = useState(null);
  const [error, setError] = useState(null);
  const [latest, setLatest] = useState(known(name));
  useEffect(() => {
    setWhole(null);
    setError(null);
    const look = () => setLatest(known(name));
    look();
    const ends = [onDesk(look), onKnown(look)];
    return () => ends.forEach((end) => end());
  }, [name]);
  useEffect(() => {
    const here = {still: true};
    const read = async () => {
      try {
        const read = await call("GetCallback", {name});
        if (!here.still) return;
        setError(null);
        setWhole(read);
        learn(read);
      } catch (failure) {
        if (here.still) setError(failure);
      }
    };
    read();
    const elsewhere = !name.startsWith(`branches/${desk().branch?.id}/`);
    const timer = elsewhere ? setInterval(read, READ_AGAIN_MS) : 0;
    return () => {
      here.still = false;
      clearInterval(timer);
    };
  }, [name, latest?.version]);
  const mine = whole?.name === name ? whole : null;
  // What was read with its history is shown with what is newer, until that is read too.
  const isNewer = latest && latest.name === name && (!mine || Number(latest.version) > Number(mine.version));
  return {callback: isNewer ? {...latest, also_open: mine?.also_open} : mine, error};
}

/** `name` of the callback; `asked` is a form that opens at once, such as "record_attempt"; `view` for links to other callbacks. */
export function CallbackPanel({name, asked = "", view, onAsked, onClose}) {
  const {callback, error} = useWholeCallback(name);
  const heading = useRef(null);
  useEffect(() => heading.current?.focus(), [name]);
  return html`<aside class="panel card" aria-labelledby="panel-title">
    <div class="panel-top">
      <h2 id="panel-title" ref=${heading} tabindex="-1" class="panel-title">
        ${callback ? html`<${Typed} text=${callerName(callback)} />` : words("web_panel.reading")}
      </h2>
      <button type="button" class="panel-close" onClick=${onClose}>${words("web_panel.close")} <kbd aria-hidden="true">Esc</kbd></button>
    </div>
    ${callback && html`<${Whole} key=${name} callback=${callback} asked=${asked} view=${view} onAsked=${onAsked} onClose=${onClose} />`}
    ${error && html`<p class="fault" role="alert">${errorWords(error)}</p>`}
  </aside>`;
}

function Whole({callback, asked, view, onAsked, onClose}) {
  const me = useDesk(({session}) => session?.person);
  useDesk(({firm}) => firm);
  const now = useNow();
  const [form, setForm] = useState("");
  const [explained, setExplained] = useState(false);
  useEffect(() => {
    if (asked) setForm(asked);
    if (asked) onAsked();
  }, [asked]);
  const possible = possibleActions(callback, {me, now});
  const shut = () => {
    setForm("");
    document.getElementById("panel-title")?.focus();
  };

  async function act(id) {
    if (FORMS[id]) return setForm(id);
    if (id === "acknowledge") return acknowledge(callback);
    if (await beginCall(callback)) setForm("record_attempt");
  }

  useKeys([
    onKey("back", () => (form ? shut() : onClose()), {title: words("web_panel.close")}),
    onKey("explain", () => setExplained(!explained), {is: canExplain(callback)}),
    ...actionKeys(callback, {me, now}, act),
  ]);
  const Form = possible.some(({id}) => id === form) ? FORMS[form] : null;
  const status = statusShown(callback, now);
  const deadline = deadlineShown(callback, now);
  const address = telAddress(callback.caller);
  const reach = reachAt(callback);
  return html`<div class="panel-body">
    <p class="panel-reach">${address ? html`<a href=${address}><${Typed} text=${reach} /></a>` : html`<${Typed} text=${reach} />`}</p>
    <p class="panel-standing"><span class=${`badge badge-${status.tone}`}>${status.text}</span>
      <span class=${`deadline deadline-${deadline.tone}`}>${deadline.text}</span>
      <span class="quiet">${[!hasNobody(callback) && !callingPerson(callback, now) && !isClosed(callback) && assigneeTitle(callback), stateShown(callback, now)].filter(Boolean).join(": ")}</span></p>
    ${callback.reason && html`<p class="panel-reason"><${Typed} text=${callback.reason} /></p>`}
    <${AlsoOpen} names=${callback.also_open ?? []} view=${view} now=${now} />
    <${ActionBar} callback=${callback} me=${me} now=${now} onAct=${act} />
    ${Form && html`<${Form} key=${form} callback=${callback} onSaved=${shut} onCancel=${shut} />`}
    <${Facts} callback=${callback} now=${now} />
    <section><h3>${words("web_panel.promises")}</h3>
      <${Promises} callback=${callback} now=${now} />
      ${
        canExplain(callback) &&
        html`<button type="button" class="link small" aria-expanded=${explained} aria-keyshortcuts=${keyOf("explain")}
          onClick=${() => setExplained(!explained)}>${words("action.explain")}</button>`
      }
      ${explained && canExplain(callback) && html`<${Explanation} callback=${callback} now=${now} />`}
    </section>
    <${Attempts} callback=${callback} now=${now} />
    <section><h3>${words("web_panel.history")}</h3><${History} callback=${callback} now=${now} /></section>
  </div>`;
}
