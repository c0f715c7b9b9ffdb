// Beside the title of the board: which branch, who is there, its review rounds, its print sheet.
import {html} from "../shell/view.js";
import {desk, lookAtBranch, personOf} from "../live/desk.js";
import {keyOf, onKey, useKeys} from "../shell/keys.js";
import {addressOf, go} from "../shell/routes.js";
import {words} from "../shell/words.js";

/** The branches in which somebody works; without any of their own they belong to all. */
function branchesOf(person) {
  const all = desk().firm?.branches ?? [];
  const own = personOf(person)?.branches ?? [];
  return own.length === 0 ? all : all.filter(({id}) => own.includes(id));
}

const Way = ({action, href}) =>
  html`<a class="button" href=${href} aria-keyshortcuts=${keyOf(action)}>${words(`action.${action}`)} <kbd aria-hidden="true">${keyOf(action)}</kbd></a>`;

export function BoardTools({branch, showsPeople, onPeople}) {
  const choices = branchesOf(desk().session?.person);
  useKeys([
    onKey("review_rounds", () => go("board", "rounds")),
    onKey("who_is_there", onPeople),
    onKey("print", () => go("board", "print")),
  ]);
  const look = (event) => {
    go("board");
    lookAtBranch(event.target.value);
  };
  return html`<div class="page-tools">
    ${
      choices.length > 1 &&
      html`<label class="tool-branch"><span class="visually-hidden">${words("web_board.branch")}</span>
      <select value=${branch?.id} onChange=${look}>${choices.map(({id, title}) => html`<option key=${id} value=${id}
        selected=${id === branch?.id}>${title}</option>`)}</select>
    </label>`
    }
    <button type="button" class="button" aria-expanded=${String(showsPeople)} aria-keyshortcuts=${keyOf("who_is_there")}
      onClick=${onPeople}>${words("action.who_is_there")} <kbd aria-hidden="true">${keyOf("who_is_there")}</kbd></button>
    <${Way} action="review_rounds" href=${addressOf("board", "rounds")} />
    <${Way} action="print" href=${addressOf("board", "print")} />
  </div>`;
}
