// Other callbacks for which the same caller waits. Whoever has the caller on the phone asks about them; none of them is settled unasked.
import {html, useEffect, useState} from "../shell/view.js";
import {call} from "../live/api.js";
import {deadlineShown, personTitle} from "../callback/callback_words.js";
import {isOpen} from "../callback/callback.js";
import {known, learn, onKnown} from "../callback/known.js";
import {onDesk} from "../live/desk.js";
import {addressOf} from "../shell/routes.js";
import {words} from "../shell/words.js";
import {Typed} from "./facts.js";

function useCallbacks(names) {
  const [, redraw] = useState(0);
  const together = names.join(" ");
  useEffect(() => {
    const look = () => redraw((count) => count + 1);
    const ends = [onDesk(look), onKnown(look)];
    for (const name of names) if (!known(name)) call("GetCallback", {name}).then(learn, () => {});
    return () => ends.forEach((end) => end());
  }, [together]);
  return names.map(known).filter(Boolean);
}

export function AlsoOpen({names, view, now}) {
  const open = useCallbacks(names).filter(isOpen);
  if (open.length === 0) return null;
  return html`<section class="also-open" role="status"><h3>${words("web_also_open.title", {count: open.length})}</h3>
    <ul>${open.map(
      (callback) => html`<li key=${callback.name}><a href=${addressOf(view, ...callback.name.split("/"))}>
        <${Typed} text=${callback.reason || words("web_also_open.no_reason")} /></a>
        <span class="quiet small"> · ${deadlineShown(callback, now).text}${callback.assignee?.person && html` · <${Typed}
          text=${personTitle(callback.assignee.person)} />`}</span>
      </li>`,
    )}</ul>
  </section>`;
}
