// Whom this person must call back, in every branch. The line tells of the branch on screen and of notices; of other branches the inbox is asked again.
import {useEffect, useState} from "../shell/view.js";
import {call} from "../live/api.js";
import {isOf, isOpen} from "../callback/callback.js";
import {known, learn, onKnown} from "../callback/known.js";
import {desk, onDesk} from "../live/desk.js";
import {onListAgain} from "../live/list_again.js";

const ASK_AGAIN_MS = 30_000;
const PAGE_SIZE = 200;

async function listInbox(person) {
  const found = [];
  let page_token = "";
  do {
    const page = await call("ListInbox", {person, page_size: PAGE_SIZE, page_token});
    found.push(...(page.callbacks ?? []));
    page_token = page.next_page_token ?? "";
  } while (page_token);
  return found;
}

/** {callbacks, listed, error}: what is open and this person's, in no order; `listed` once the server has answered. */
export function useInbox(person) {
  const [names, setNames] = useState(null);
  const [error, setError] = useState(null);
  const [, redraw] = useState(0);
  useEffect(() => {
    const here = {still: true};
    const ask = async () => {
      try {
        const found = await listInbox(person);
        if (!here.still) return;
        learn(...found);
        setNames(found.map(({name}) => name));
        setError(null);
      } catch (failure) {
        if (here.still) setError(failure);
      }
    };
    ask();
    const timer = setInterval(ask, ASK_AGAIN_MS);
    const look = () => redraw((count) => count + 1);
    const ends = [
      onListAgain(ask, (event, data) => event === "notice" && data.told === person),
      onDesk(look),
      onKnown(look),
    ];
    return () => {
      here.still = false;
      clearInterval(timer);
      ends.forEach((end) => end());
    };
  }, [person]);
  const all = new Set([...(names ?? []), ...desk().callbacks.keys()]);
  const callbacks = [...all].map(known).filter((callback) => callback && isOpen(callback) && isOf(callback, person));
  return {callbacks, listed: names !== null, error};
}
