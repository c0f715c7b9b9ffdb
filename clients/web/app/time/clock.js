// The time as the services have it: a deadline on a desk whose own clock is wrong must still be shown right.
import {useEffect, useState} from "../shell/view.js";
import {Listeners} from "../shell/listeners.js";

const KEPT_UNDER = "krul.clock_ahead_ms";
const WORTH_KEEPING_MS = 1000;
const MOVED_MS = 1000; // by less the clock has not moved, an answer only took its time
const moved = new Listeners();
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
  const before_ms = offset_ms;
  offset_ms = told_ms - (Date.now() - took_ms / 2);
  if (Math.abs(offset_ms - before_ms) >= MOVED_MS) moved.tell();
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

/** Draws the component anew every so often, and when the services' clock turns out to be another than it was taken for; returns the services' time. */
export function useNow(every_ms = 5000) {
  const [, redraw] = useState(0);
  useEffect(() => {
    const again = () => redraw((drawn) => drawn + 1);
    const timer = setInterval(again, every_ms);
    const end = moved.add(again);
    return () => {
      clearInterval(timer);
      end();
    };
  }, [every_ms]);
  return serverNow();
}

/** Milliseconds as the API writes an instant. */
export const clockMoment = (milliseconds) => new Date(milliseconds).toISOString();
