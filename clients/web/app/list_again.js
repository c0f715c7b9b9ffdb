// What a view lists by itself, beside the board: when it must be asked again.
import {told} from "./desk.js";

/**
 * Calls `ask` each time that the line is back, at a moment within the time that the gateway names, so that not all desks ask at once; and at once for
 * an event of the line for which `also(event, data)` is true. Returns the function that ends it.
 */
export function onListAgain(ask, also = () => false) {
  return told.add((event, data) => {
    if (event === "ready" || event === "resync") setTimeout(ask, Math.random() * (data?.within_ms ?? 0));
    else if (also(event, data)) ask();
  });
}
