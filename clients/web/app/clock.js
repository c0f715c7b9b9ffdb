// The time as the server has it: a deadline on a desk whose own clock is wrong must still be shown right.
import {useEffect, useState} from "./view.js";

let offset_ms = 0;

/** From the Date header of an answer, which tells whole seconds; an answer that took long says little and is passed over. */
export function learnTime(dateHeader, took_ms) {
  const told_ms = Date.parse(dateHeader ?? "");
  if (Number.isNaN(told_ms) || took_ms > 2000) return;
  const here_ms = Date.now() - took_ms / 2;
  const ahead_ms = told_ms - here_ms;
  // Within the second that the header leaves out, the clocks agree with what is known already.
  if (offset_ms < ahead_ms || offset_ms > ahead_ms + 1000) offset_ms = ahead_ms + 500;
}

/** Milliseconds since 1970 on the server's clock. */
export function serverNow() {
  return Date.now() + offset_ms;
}

/** Draws the component anew every so often; returns the server's time. */
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
