// The quote for what is typed now: asked a moment after the last key, and an answer to what was typed before is dropped.
import {useEffect, useState} from "../shell/view.js";
import {call} from "../live/api.js";
import {onDesk, desk} from "../live/desk.js";

const DEBOUNCE_MS = 150;
const OFFLINE_AFTER_MS = 2500; // a caller cannot wait longer for a sentence
const AGAIN_MS = 4000;
const FRESH_MS = 20 * 60_000; // a quote lives 30 minutes, and the read-back takes some

const ofCaller = (error) => error.fields.length > 0 && error.fields.every(({field}) => field.startsWith("caller."));

/** The quote without the caller, when only the caller was at fault: the sentence stands as soon as it is known who is asked for. */
async function ask(request, signal) {
  try {
    return {quote: await call("QuotePromise", request, {signal}), fields: []};
  } catch (error) {
    if (!request.caller || error.passing || !ofCaller(error)) throw error;
    const {caller, ...rest} = request;
    return {quote: await call("QuotePromise", rest, {signal}), fields: error.fields};
  }
}

/**
 * {quote, fields (faults of what was asked), refusal (DeskError), offline, asking, again()}. While a later question is under way the former answer
 * stays on screen, with asking; nothing may be saved under it then. Offline, no promise is known: the desk speaks the firm's offline sentence.
 * @typedef {{key?: string, quote?: any, fields?: import("../live/api.js").Fault[], refusal?: any, offline?: boolean, asking?: boolean, again?: () => void}} Answer
 * @returns {Answer}
 */
export function useQuote(request) {
  const key = request && JSON.stringify(request);
  const [answer, setAnswer] = useState(/** @type {Answer} */ ({key: ""}));
  const [round, setRound] = useState(0); // grows to ask the same again
  useEffect(() => {
    if (!key) return undefined;
    const question = new AbortController();
    // What is known already for the same question stands until its end, whatever becomes of asking it again.
    const withoutLine = (former) => (former.key === key && former.quote ? former : {key, offline: true, fields: []});
    const slow = setTimeout(() => setAnswer(withoutLine), OFFLINE_AFTER_MS);
    let again = 0;
    const started = setTimeout(async () => {
      try {
        setAnswer({key, ...(await ask(JSON.parse(key), question.signal))});
        again = setTimeout(() => setRound((count) => count + 1), FRESH_MS);
      } catch (error) {
        if (question.signal.aborted) return;
        setAnswer(error.passing ? withoutLine : {key, refusal: error, fields: error.fields});
        if (error.passing) again = setTimeout(() => setRound((count) => count + 1), AGAIN_MS);
      } finally {
        clearTimeout(slow);
      }
    }, DEBOUNCE_MS);
    return () => {
      question.abort();
      [slow, started, again].forEach(clearTimeout);
    };
  }, [key, round]);
  // The line is back, or somebody left or came: what can be promised may have changed.
  useEffect(() => {
    let seen = desk();
    return onDesk(() => {
      const now = desk();
      if ((now.line === "connected" && seen.line !== "connected") || presenceOf(now.firm) !== presenceOf(seen.firm)) setRound((count) => count + 1);
      seen = now;
    });
  }, []);
  if (!key) return {fields: [], asking: false};
  const asking = answer.key !== key;
  return {...answer, fields: asking ? [] : (answer.fields ?? []), asking, again: () => setRound((count) => count + 1)};
}

const presences = new WeakMap();
function presenceOf(firm) {
  if (!firm) return "";
  if (!presences.has(firm)) presences.set(firm, JSON.stringify(firm.people?.map(({id, absent_until}) => [id, absent_until])));
  return presences.get(firm);
}
