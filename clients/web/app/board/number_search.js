// All callbacks of a telephone number, closed ones and those of other branches too, asked of the server once somebody has typed enough of one.
import {useEffect, useState} from "../shell/view.js";
import {call} from "../live/api.js";
import {known, learn} from "../callback/known.js";
import {digitCount} from "./filter.js";

const ENOUGH_DIGITS = 8; // fewer are part of many numbers, and of none
const WAIT_MS = 250;
const PAGE_SIZE = 50;

export function useNumberSearch(typed, branch) {
  const number = digitCount(typed) >= ENOUGH_DIGITS ? typed.trimEnd() : "";
  const [found, setFound] = useState({number: "", names: []});
  useEffect(() => {
    if (!number || !branch) return undefined;
    const giveUp = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await call(
          "FindCallbacks",
          {phone_number: number, branch, include_closed: true, page_size: PAGE_SIZE},
          {signal: giveUp.signal},
        );
        learn(...(answer.callbacks ?? []));
        setFound({number, names: (answer.callbacks ?? []).map(({name}) => name)});
      } catch {
        // The services read no number in it (yet), or there is no line: what is on the board is searched all the same.
        if (!giveUp.signal.aborted) setFound({number, names: []});
      }
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      giveUp.abort();
    };
  }, [number, branch]);
  const isThis = number !== "" && found.number === number;
  return {callbacks: isThis ? found.names.map(known).filter(Boolean) : [], asking: number !== "" && !isThis};
}
