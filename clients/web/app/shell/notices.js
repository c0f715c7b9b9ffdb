// What this person is told of while another view is on screen: a toast that leads there. The list of calls itself shows it anyway.
import {callerName, deadlineShown} from "../callback/callback_words.js";
import {isOpen} from "../callback/callback.js";
import {serverNow} from "../time/clock.js";
import {desk, told} from "../live/desk.js";
import {go, route} from "./routes.js";
import {toast} from "./toasts.js";
import {words} from "./words.js";

function tell({callback, review_round}) {
  if (review_round) {
    toast({about: review_round, text: words("web_notice.round"), open: () => go("board", ...review_round.split("/"))});
  } else if (callback && isOpen(callback) && route()[0] !== "my_calls") {
    const text = words("web_notice.callback", {name: callerName(callback), deadline: deadlineShown(callback, serverNow()).text});
    toast({about: callback.name, text, open: () => go("my_calls", ...callback.name.split("/"))});
  }
}

/** From now on. */
export function tellOfNotices() {
  told.add((event, data) => event === "notice" && data.told === desk().session?.person && tell(data));
}
