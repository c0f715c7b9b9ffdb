// The time as the services have it: a deadline on a desk whose own clock is wrong must still be shown right.
import {useEffect, useState} from "./view.js";

let offset_ms = 0;

/** The services' clock as an answer or event told it; an answer that took long says little and is passed over. */
export function learnTime(told, took_ms = 0) {
  const told_ms = Date.parse(told ?? "");
  if (Number.isNaN(told_ms) || took_ms > 2000) return;
  offset_ms = told_ms - (Date.now() - took_ms / 2);
}

/** Milliseconds since 1970 on the services' clock. */
export function serverNow() {
  return Date.now() + offset_ms;
}

/** Draws the component anew every so often; returns the services' time. */
export function useNow(every_ms = 5000) {
  const [, redraw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => redraw((drawn) => drawn + 1), every_ms);
    return () => clearInterval(timer);
  }, [every_ms]);
  return serverNow();
}

/** Milliseconds as the API writes an instant. */
export const clockMoment = (milliseconds) => new Date(milliseconds).toISOString();
