// A review round: one entry after the other, said to be gone through with Enter, and signed at the end.
import {html, useEffect, useState} from "../shell/view.js";
import {call, write} from "../live/api.js";
import {personTitle} from "../callback/callback_words.js";
import {known, learn, onKnown} from "../callback/known.js";
import {errorWords} from "../shell/error_words.js";
import {useNow} from "../time/clock.js";
import {onDesk} from "../live/desk.js";
import {onListAgain} from "../live/list_again.js";
import {newId} from "../live/ids.js";
import {onKey, useKeys} from "../shell/keys.js";
import {addressOf, go} from "../shell/routes.js";
import {deadlineWords, momentWords} from "../time/time_words.js";
import {named, words} from "../shell/words.js";
import {isDone, isToBeHeld, nextToDo} from "./entries.js";
import {EntryCard} from "./entry_card.js";
import {EntryList} from "./entry_list.js";
import {Signing} from "./signing.js";

/** {round, error, take}: `take` is given what a change answered. */
function useRound(name) {
  const [state, setState] = useState({round: null, error: null});
  const take = (round) => setState((before) => (Number(before.round?.version ?? -1) > Number(round.version) ? before : {round, error: null}));
  useEffect(() => {
    const here = {still: true};
    setState({round: null, error: null});
    const read = () =>
      call("GetReviewRound", {name}).then(
        (round) => here.still && take(round),
        (error) => here.still && setState((before) => ({...before, error})),
      );
    read();
    const end = onListAgain(read, (event, data) => data?.review_round === name);
    return () => {
      here.still = false;
      end();
    };
  }, [name]);
  return {...state, take};
}

/** The callbacks of a round as far as they are known, asked for one by one when somebody comes to them. */
function useCallbackOf(name) {
  const [, redraw] = useState(0);
  useEffect(() => {
    const look = () => redraw((count) => count + 1);
    const ends = [onDesk(look), onKnown(look)];
    return () => ends.forEach((end) => end());
  }, []);
  useEffect(() => {
    if (name && !known(name)) call("GetCallback", {name}).then(learn, () => {});
  }, [name]);
  return known;
}

function Head({round, now, callbackOf}) {
  const entries = round.entries ?? [];
  const done = entries.filter((entry) => isDone(entry, callbackOf(entry.callback))).length;
  const tone = {ROUND_LATE: "bad", ROUND_NOT_HELD: "bad", ROUND_SIGNED: "good", ROUND_OPEN: "risk"}[round.state];
  return html`<div class="round-head">
    <p><span class=${`badge badge-${tone}`}>${named("round_state", round.state)}</span>
      ${
        isToBeHeld(round)
          ? html`<span>${words("web_round.holder", {name: round.holder ? personTitle(round.holder) : words("web_round.nobody")})}</span>
            ${round.hold_by_time && html`<span class="deadline deadline-${deadlineWords(round.hold_by_time, now).late ? "bad" : ""}">${deadlineWords(round.hold_by_time, now).text}</span>`}`
          : round.signed_by &&
            html`<span>${words("web_round.signed_by", {name: personTitle(round.signed_by), time: momentWords(round.signed_time, now)})}</span>`
      }
      ${round.remark && html`<bdi class="typed quiet">${round.remark}</bdi>`}</p>
    <div class="round-progress"><progress max=${Math.max(1, entries.length)} value=${done} aria-label=${words("web_round.progress_label")}></progress>
      <span role="status">${words("web_round.progress", {done, all: entries.length})}</span></div>
    ${round.left_out_count > 0 && html`<p class="fault">${words("web_round.left_out", {count: round.left_out_count})}</p>`}
  </div>`;
}

export function ReviewRoundPage({name}) {
  const {round, error, take} = useRound(name);
  const now = useNow();
  const [at, setAt] = useState(null);
  const entries = round?.entries ?? [];
  const place = at ?? 0;
  const callbackOf = useCallbackOf(entries[place]?.callback);
  const open = Boolean(round) && isToBeHeld(round);
  const [change, setChange] = useState({phase: "", error: null});
  const busy = ["saving", "unsure"].includes(change.phase);

  useEffect(() => {
    if (round && at === null) setAt(Math.max(0, nextToDo(entries, 0, known)));
  }, [round]);

  // null when it was refused.
  async function send(rpc, message) {
    setChange({phase: "saving", error: null});
    try {
      const answer = await write(
        rpc,
        {name, request_id: newId(), ...message},
        {onWaiting: (waiting) => setChange({phase: "unsure", error: waiting})},
      );
      take(answer);
      setChange({phase: "", error: null});
      return answer;
    } catch (refused) {
      setChange({phase: "refused", error: refused});
      // Those that were not gone through are named: go to the first of them.
      const missed = entries.findIndex(({callback}) => refused.fields?.some(({field}) => callback.endsWith(`/${field}`)));
      if (missed >= 0) setAt(missed);
      return null;
    }
  }

  async function review(remark) {
    const entry = entries[place];
    const answer = await send("ReviewEntry", {callback: entry.callback, ...(remark.trim() && {remark: remark.trim()})});
    if (!answer) return;
    const next = nextToDo(answer.entries, place, known);
    setAt(next < 0 ? answer.entries.length : next); // behind the last one: the signature
  }

  const step = (by) => setAt(Math.max(0, Math.min(entries.length - (open ? 0 : 1), place + by)));
  const entry = entries[place];
  useKeys([
    onKey("next", () => step(1)),
    onKey("previous", () => step(-1)),
    {key: "ArrowDown", words: words("action.next"), run: () => step(1)},
    {key: "ArrowUp", words: words("action.previous"), run: () => step(-1)},
    onKey("sign", () => setAt(entries.length), {is: open}),
    onKey("gone_through", () => /** @type {HTMLFormElement} */ (document.querySelector(".entry-form"))?.requestSubmit(), {is: open && Boolean(entry)}),
    onKey("back", () => go("board", "rounds"), {title: words("action.review_rounds")}),
  ]);

  return html`<section class="page page-wide">
    <p class="page-back"><a href=${addressOf("board", "rounds")}>‹ ${words("action.review_rounds")}</a></p>
    <div class="page-head"><h1>${words("web_round.one")} ${round && html`<span class="page-of">${momentWords(round.opened_time, now)}</span>`}</h1></div>
    ${error && html`<p class="fault" role="alert">${errorWords(error)}</p>`}
    ${
      round &&
      html`<${Head} round=${round} now=${now} callbackOf=${callbackOf} />
      <div class="round-work">
        <${EntryList} entries=${entries} at=${place} callbackOf=${callbackOf} now=${now} onPick=${setAt} />
        <div class="round-now">
          ${
            entry &&
            html`<${EntryCard} key=${entry.callback} entry=${entry} callback=${callbackOf(entry.callback)} now=${now} open=${open} change=${change}
            busy=${busy} onReview=${review} />`
          }
          ${
            open &&
            html`<${Signing} isHere=${!entry} left=${entries.filter((one) => !isDone(one, callbackOf(one.callback))).length} busy=${busy}
            change=${entry ? null : change} onHere=${() => setAt(entries.length)} onSign=${(remark) => send("SignReviewRound", {...(remark.trim() && {remark: remark.trim()})})} />`
          }
        </div>
      </div>`
    }
    ${!round && !error && html`<p class="empty" role="status">${words("web_list.reading")}</p>`}
  </section>`;
}
