// A list of callbacks, in the order of every list, with the one that was opened beside it. Arrows and j/k go through it, Enter opens, and every action has its
// key on the row that is chosen.
import {html, useEffect, useRef, useState} from "../shell/view.js";
import {onKey, useKeys} from "../shell/keys.js";
import {addressOf, go, useRoute} from "../shell/routes.js";
import {CallbackPanel} from "../callback_panel/panel.js";
import {acknowledge, actionKeys, beginCall} from "../callback_panel/actions.js";
import {words} from "../shell/words.js";
import {CallbackRow} from "./row.js";

const SHOWN = 100; // what anybody looks through; more of them only when asked for, so that a board of thousands is drawn at once

/** The callback that the address names behind the view, or "". */
export function useOpenedName() {
  const [, ...rest] = useRoute();
  return rest[0] === "branches" && rest[2] === "callbacks" ? rest.join("/") : "";
}

/** `callbacks` in the order to show; `opened` is the name of the one beside them; `empty` is what to say when there are none. */
export function CallbackList({view, label, callbacks: all, opened, showAssignee, me, now, empty}) {
  const list = useRef(null);
  const [chosen, setChosen] = useState("");
  const [asked, setAsked] = useState("");
  const [shown, setShown] = useState(SHOWN);
  const callbacks = all.slice(0, shown);
  const at = callbacks.findIndex(({name}) => name === (opened || chosen));
  const current = callbacks[at];

  const rowOf = (name) => [...(list.current?.querySelectorAll("[data-name]") ?? [])].find((row) => row.dataset.name === name);
  const open = (name) => go(view, ...name.split("/"));

  function close() {
    const name = opened;
    go(view);
    setChosen(name);
    // Once the list is drawn again: on a narrow screen it was not there.
    requestAnimationFrame(() => rowOf(name)?.focus());
  }

  function step(by) {
    if (callbacks.length === 0) return;
    const next = callbacks[at < 0 ? 0 : Math.max(0, Math.min(callbacks.length - 1, at + by))];
    setChosen(next.name);
    if (opened) open(next.name);
    else rowOf(next.name)?.focus();
  }

  async function act(id, callback = current) {
    if (id === "acknowledge") return acknowledge(callback);
    if (id === "begin_call" && !(await beginCall(callback))) return undefined;
    setAsked(id === "begin_call" ? "record_attempt" : id);
    return open(callback.name);
  }

  useKeys([
    onKey("next", () => step(1)),
    onKey("previous", () => step(-1)),
    // The panel has keys of its own for what it shows.
    ...(opened ? [] : actionKeys(current, {me, now}, act)),
  ]);
  const byArrow = (event) => {
    const by = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  };

  useEffect(() => {
    if (opened) setChosen(opened);
  }, [opened]);

  return html`<div class=${opened ? "work work-opened" : "work"}>
    <div class="work-list">
      ${
        callbacks.length === 0
          ? html`<p class="empty" role="status">${empty}</p>`
          : html`<ul class="callbacks" ref=${list} aria-label=${label} onKeyDown=${byArrow}>
            ${callbacks.map(
              (callback) => html`<${CallbackRow} key=${callback.name} callback=${callback} now=${now} me=${me} showAssignee=${showAssignee}
                isOpened=${callback.name === opened} isChosen=${callback.name === (opened || chosen)} address=${addressOf(view, ...callback.name.split("/"))}
                onFocus=${() => setChosen(callback.name)} onAct=${(id) => act(id, callback)} />`,
            )}
          </ul>`
      }
      ${
        all.length > shown &&
        html`<button type="button" class="button list-more" onClick=${() => setShown(shown + SHOWN)}>${words("web_list.more", {shown, all: all.length})}</button>`
      }
    </div>
    ${opened && html`<${CallbackPanel} name=${opened} view=${view} asked=${asked} onAsked=${() => setAsked("")} onClose=${close} />`}
  </div>`;
}
