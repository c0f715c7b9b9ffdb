// The time as the services have it: a deadline on a desk whose own clock is wrong must still be shown right.
import {useEffect, useState} from "../shell/view.js";

const KEPT_UNDER = "krul.clock_ahead_ms";
const WORTH_KEEPING_MS = 1000;
let offset_ms = keptOffset();

// A page that is opened without a line knows the services' time from the last one that had it.
function keptOffset() {
  try {
    return Number(localStorage.getItem(KEPT_UNDER)) || 0;
  } catch {
    return 0;
  }
}

/** The services' clock as an answer or event told it; an answer that took long says little and is passed over. */
export function learnTime(told, took_ms = 0) {
  const told_ms = Date.parse(told ?? "");
  if (Number.isNaN(told_ms) || took_ms > 2000) return;
  offset_ms = told_ms - (Date.now() - took_ms / 2);
  if (Math.abs(offset_ms - keptOffset()) < WORTH_KEEPING_MS) return;
  try {
    localStorage.setItem(KEPT_UNDER, String(Math.round(offset_ms)));
  } catch {
    // Known as long as the page is open.
  }
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
