// What a view lists by itself, beside the board: when it must be asked again.
import {told} from "./desk.js";

// After "resumed" the board needs no listing, but what a view asked for while there was no line has failed.
const BACK = ["ready", "resync", "resumed"];

/**
 * Calls `ask` each time that the line is back, at a moment within the time that the gateway names, so that not all desks ask at once; and at once for
 * an event of the line for which `also(event, data)` is true. Returns the function that ends it.
 * @param {() => void} ask
 * @param {(event: string, data: any) => boolean} [also]
 */
export function onListAgain(ask, also = () => false) {
  return told.add((event, data) => {
    if (BACK.includes(event)) setTimeout(ask, Math.random() * (data?.within_ms ?? 0));
    else if (also(event, data)) ask();
  });
}
