// Who rang before from a number, as soon as it is typed: before it is known who is asked for, and thus before there is a quote.
import {useEffect, useState} from "../shell/view.js";
import {call} from "../live/api.js";
import {desk} from "../live/desk.js";

const DEBOUNCE_MS = 200;
const FEWEST_DIGITS = 6;
const NOBODY = {open: [], names: []};

const isOpen = ({state}) => state !== "COMPLETED" && state !== "CANCELLED";
const digits = (phone) => phone.match(/\p{Nd}/gu)?.length ?? 0; // of any script: what is a number the services say

/** {open: callbacks of the number that are open, names: under which it rang before}. */
export function useKnownNumber(phone) {
  const [known, setKnown] = useState({phone: "", ...NOBODY});
  const number = digits(phone) >= FEWEST_DIGITS ? phone.trimEnd() : "";
  useEffect(() => {
    if (!number) return undefined;
    const question = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const {callbacks = []} = await call(
          "FindCallbacks",
          {phone_number: number, branch: desk().branch?.id ?? desk().session.branch, include_closed: true, page_size: 20},
          {signal: question.signal},
        );
        const names = [...new Set(callbacks.map(({caller}) => caller?.display_name).filter(Boolean))];
        setKnown({phone: number, open: callbacks.filter(isOpen), names});
      } catch {
        // Half a number, or no line: nothing is known of it, and the quote says what is wrong.
      }
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      question.abort();
    };
  }, [number]);
  return known.phone === number && number ? known : NOBODY;
}
