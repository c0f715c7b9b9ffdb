// My calls: whom I must call back, in the order of every list.
import {html} from "../shell/view.js";
import {inOrder, isLate} from "../callback/callback.js";
import {CallbackList, useOpenedName} from "../callback_list/list.js";
import {errorWords} from "../shell/error_words.js";
import {useNow} from "../time/clock.js";
import {useDesk} from "../live/desk.js";
import {words} from "../shell/words.js";
import {useInbox} from "./inbox.js";

function summary(callbacks, now) {
  const late = callbacks.filter((callback) => isLate(callback, now)).length;
  const unseen = callbacks.filter(({state}) => state === "ASSIGNED").length;
  return [
    words("web_my_calls.open", {count: callbacks.length}),
    late > 0 && words("web_my_calls.late", {count: late}),
    unseen > 0 && words("web_my_calls.new", {count: unseen}),
  ]
    .filter(Boolean)
    .join(" · ");
}

export function MyCalls() {
  const me = useDesk(({session}) => session.person);
  const line = useDesk((desk) => desk.line);
  useDesk(({firm}) => firm);
  const now = useNow();
  const opened = useOpenedName();
  const {callbacks, listed, error} = useInbox(me);
  const sorted = [...callbacks].sort(inOrder);
  return html`<section class="page page-wide">
    <div class="page-head"><h1>${words("view.my_calls")}</h1>
      ${listed && html`<p class="page-summary" role="status">${summary(sorted, now)}</p>`}</div>
    ${error && line === "connected" && html`<p class="fault" role="alert">${errorWords(error)}</p>`}
    ${
      listed || sorted.length > 0
        ? html`<${CallbackList} view="my_calls" label=${words("view.my_calls")} callbacks=${sorted} opened=${opened} me=${me} now=${now}
          empty=${words("web_my_calls.empty")} />`
        : html`<p class="empty" role="status">${words("web_list.reading")}</p>`
    }
  </section>`;
}
