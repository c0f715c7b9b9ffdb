// The board of a branch: all that is open, what of it somebody wants to see, and the way to its review rounds and its print sheet.
import {html, useState} from "../shell/view.js";
import {inOrder, isOpen} from "../callback/callback.js";
import {known} from "../callback/known.js";
import {CallbackList, useOpenedName} from "../callback_list/list.js";
import {useNow} from "../time/clock.js";
import {useDesk} from "../live/desk.js";
import {PrintSheet} from "../print_sheet/view.js";
import {ReviewRoundPage} from "../review_round/round.js";
import {ReviewRounds} from "../review_round/rounds.js";
import {useRoute} from "../shell/routes.js";
import {words} from "../shell/words.js";
import {BoardTools} from "./tools.js";
import {EVERYTHING, passes} from "./filter.js";
import {FilterBar} from "./filter_bar.js";
import {useNumberSearch} from "./number_search.js";
import {WhoIsThere} from "./who_is_there.js";

/** What the address names behind #/board: a callback and its list, a review round, all rounds, or the print sheet. */
export function Board() {
  const [, ...rest] = useRoute();
  if (rest[0] === "print") return html`<${PrintSheet} />`;
  if (rest[0] === "rounds") return html`<${ReviewRounds} />`;
  if (rest[2] === "rounds") return html`<${ReviewRoundPage} name=${rest.slice(0, 4).join("/")} />`;
  return html`<${OpenCallbacks} />`;
}

function OpenCallbacks() {
  const me = useDesk(({session}) => session.person);
  const branch = useDesk((desk) => desk.branch);
  const all = useDesk(({callbacks}) => callbacks);
  const listed = useDesk((desk) => desk.listed);
  useDesk(({firm}) => firm);
  const now = useNow();
  const opened = useOpenedName();
  const [filter, setFilter] = useState(EVERYTHING);
  const [people, setPeople] = useState(false);
  const found = useNumberSearch(filter.words, branch?.id);
  const here = [...all.keys()].filter((name) => name.startsWith(`branches/${branch?.id}/`)).map(known);
  const open = here.filter(isOpen);
  const seen = {me, now};
  const shown = open.filter((callback) => passes(callback, filter, seen)).sort(inOrder);
  // Of a number also what is closed or of another branch, behind what is on the board.
  const others = found.callbacks.filter(({name}) => !shown.some((one) => one.name === name));
  return html`<section class="page page-wide">
    <div class="page-head"><h1>${words("view.board")} <span class="page-of"><bdi>${branch?.title}</bdi></span></h1>
      <${BoardTools} branch=${branch} showsPeople=${people} onPeople=${() => setPeople(!people)} /></div>
    ${people && html`<${WhoIsThere} branch=${branch} onShow=${(person) => setFilter({...EVERYTHING, person})} onClose=${() => setPeople(false)} />`}
    <${FilterBar} filter=${filter} callbacks=${open} seen=${seen} onFilter=${setFilter} />
    ${
      listed || open.length > 0
        ? html`<${CallbackList} view="board" label=${words("web_board.open_callbacks")} callbacks=${[...shown, ...others]} opened=${opened} showAssignee
          me=${me}
          now=${now} empty=${words(found.asking ? "web_board.searching" : open.length === 0 ? "web_board.nothing_open" : "web_board.nothing_found")} />`
        : html`<p class="empty" role="status">${words("web_list.reading")}</p>`
    }
  </section>`;
}
