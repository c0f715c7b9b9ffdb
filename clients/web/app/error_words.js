// What went wrong, for the person at the desk. The services' own sentences are written for people and shown as they are.
import {words} from "./words.js";

export function errorWords(error) {
  if (error.reason === "NO_CONNECTION") return words("error.no_connection");
  const faults = (error.fields ?? []).map(({message}) => message).filter(Boolean);
  return faults.length > 0 ? faults.join(" ") : words("error.unknown", {message: error.message || error.code || String(error)});
}
