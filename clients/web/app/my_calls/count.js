// In the navigation: how many calls wait for this person, as far as the branch on screen tells, and whether one of them is late.
import {html} from "../shell/view.js";
import {isLate, isOf, isOpen} from "../callback/callback.js";
import {useNow} from "../time/clock.js";
import {useDesk} from "../live/desk.js";
import {words} from "../shell/words.js";

export function MyCallsCount() {
  const me = useDesk(({session}) => session?.person);
  const callbacks = useDesk((desk) => desk.callbacks);
  const now = useNow();
  const mine = [...callbacks.values()].filter((callback) => isOpen(callback) && isOf(callback, me));
  if (mine.length === 0) return null;
  const late = mine.filter((callback) => isLate(callback, now)).length;
  return html`<span class=${late > 0 ? "nav-count nav-count-late" : "nav-count"}>${mine.length}
    <span class="visually-hidden"> ${[words("web_my_calls.open", {count: mine.length}), late > 0 && words("web_my_calls.late", {count: late})].filter(Boolean).join(", ")}</span></span>`;
}
