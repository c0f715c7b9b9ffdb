// The review rounds of the branch, newest first: the one to hold stands on top.
import {html, useEffect, useRef, useState} from "../shell/view.js";
import {call} from "../live/api.js";
import {personTitle} from "../callback/callback_words.js";
import {errorWords} from "../shell/error_words.js";
import {useNow} from "../time/clock.js";
import {useDesk} from "../live/desk.js";
import {onListAgain} from "../live/list_again.js";
import {onKey, useKeys} from "../shell/keys.js";
import {addressOf, go} from "../shell/routes.js";
import {deadlineWords, momentWords} from "../time/time_words.js";
import {named, words} from "../shell/words.js";
import {isToBeHeld} from "./entries.js";

const SHOWN = 30; // some ten working days

/** The rounds as the server has them, read again when one of them changes: {rounds, error}. */
function useRounds(branch) {
  const [state, setState] = useState({rounds: null, error: null});
  useEffect(() => {
    const here = {still: true};
    const read = () =>
      call("ListReviewRounds", {branch, page_size: SHOWN}).then(
        (answer) => here.still && setState({rounds: answer.rounds ?? [], error: null}),
        (error) => here.still && setState((before) => ({...before, error})),
      );
    read();
    const end = onListAgain(read, (event, data) => Boolean(data?.review_round));
    return () => {
      here.still = false;
      end();
    };
  }, [branch]);
  return state;
}

const TONES = {ROUND_LATE: "bad", ROUND_NOT_HELD: "bad", ROUND_SIGNED: "good", ROUND_OPEN: "risk"};

function Round({round, now}) {
  const open = isToBeHeld(round);
  const counted = words("web_round.progress", {done: round.reviewed_count ?? 0, all: round.entry_count ?? 0});
  const more = open
    ? [
        words("web_round.holder", {name: round.holder ? personTitle(round.holder) : words("web_round.nobody")}),
        round.hold_by_time && deadlineWords(round.hold_by_time, now).text,
      ]
    : [round.signed_by && words("web_round.signed_by", {name: personTitle(round.signed_by), time: momentWords(round.signed_time, now)}), round.remark];
  return html`<li class=${open ? "round round-open" : "round"}>
    <a class="round-link" href=${addressOf("board", ...round.name.split("/"))}>
      <span class="round-when">${momentWords(round.opened_time, now)}</span>
      <span class=${`badge badge-${TONES[round.state]}`}>${named("round_state", round.state)}</span>
      <span class="round-more"><bdi class="clipped">${[counted, ...more].filter(Boolean).join(" · ")}</bdi></span>
      ${open && html`<span class="round-go">${words("web_round.go")}</span>`}
    </a>
  </li>`;
}

export function ReviewRounds() {
  const branch = useDesk((desk) => desk.branch);
  const now = useNow();
  const {rounds, error} = useRounds(branch?.id ?? "");
  const list = useRef(null);
  const toHold = rounds?.find(isToBeHeld);
  useKeys([onKey("back", () => go("board"), {title: words("view.board")})]);
  // So that Enter begins it.
  useEffect(() => list.current?.querySelector(".round-open a")?.focus(), [toHold?.name]);
  const moments = branch?.review_moments ?? [];
  return html`<section class="page">
    <p class="page-back"><a href=${addressOf("board")}>‹ ${words("view.board")}</a></p>
    <div class="page-head"><h1>${words("action.review_rounds")} <span class="page-of"><bdi>${branch?.title}</bdi></span></h1></div>
    <p class="quiet">${moments.length > 0 ? words("web_round.moments", {moments: moments.join(", ")}) : words("web_round.no_moments")}</p>
    ${error && html`<p class="fault" role="alert">${errorWords(error)}</p>`}
    ${rounds && rounds.length === 0 && html`<p class="empty" role="status">${words("web_round.none")}</p>`}
    ${rounds && rounds.length > 0 && html`<ul class="rounds" ref=${list}>${rounds.map((round) => html`<${Round} key=${round.name} round=${round}
      now=${now} />`)}</ul>`}
  </section>`;
}
