// Beside the title of the board: which branch, who is there, its review rounds, its print sheet.
import {html} from "../shell/view.js";
import {desk, lookAtBranch, personOf} from "../live/desk.js";
import {useKeys} from "../shell/keys.js";
import {addressOf, go} from "../shell/routes.js";
import {words} from "../shell/words.js";

/** The branches in which somebody works; without any of their own they belong to all. */
function branchesOf(person) {
  const all = desk().firm?.branches ?? [];
  const own = personOf(person)?.branches ?? [];
  return own.length === 0 ? all : all.filter(({id}) => own.includes(id));
}

export function BoardTools({branch, showsPeople, onPeople}) {
  const choices = branchesOf(desk().session?.person);
  useKeys([
    {key: "v", words: words("round.title"), run: () => go("board", "rounds")},
    {key: "w", words: words("who.title"), run: onPeople},
    {key: "p", words: words("print.title"), run: () => go("board", "print")},
  ]);
  const look = (event) => {
    go("board");
    lookAtBranch(event.target.value);
  };
  return html`<div class="page-tools">
    ${
      choices.length > 1 &&
      html`<label class="tool-branch"><span class="visually-hidden">${words("board.branch")}</span>
      <select value=${branch?.id} onChange=${look}>${choices.map(({id, title}) => html`<option key=${id} value=${id}
        selected=${id === branch?.id}>${title}</option>`)}</select>
    </label>`
    }
    <button type="button" class="button" aria-expanded=${String(showsPeople)} aria-keyshortcuts="w" onClick=${onPeople}>${words("who.title")} <kbd
      aria-hidden="true">w</kbd></button>
    <a class="button" href=${addressOf("board", "rounds")} aria-keyshortcuts="v">${words("round.title")} <kbd aria-hidden="true">v</kbd></a>
    <a class="button" href=${addressOf("board", "print")} aria-keyshortcuts="p">${words("print.title")} <kbd aria-hidden="true">p</kbd></a>
  </div>`;
}
