// What whoever sits here likes, kept in this browser: {language: "" | "nl" | "en", theme: "" | "light" | "dark", single_keys, branch_language}.
// "" follows the branch, or the system; branch_language is that of the branch seen last, for when nobody is signed in.
import {Listeners, useHeard} from "./listeners.js";

const KEPT_UNDER = "krul.preferences";
const listeners = new Listeners();
let kept = {language: "", theme: "", single_keys: true, branch_language: "", ...read()};

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT_UNDER)) ?? {};
  } catch {
    return {}; // no storage, or not ours
  }
}

export const preferences = () => kept;

export function prefer(what) {
  kept = {...kept, ...what};
  try {
    localStorage.setItem(KEPT_UNDER, JSON.stringify(kept));
  } catch {
    // Holds as long as the page is open.
  }
  applyTheme();
  listeners.tell();
}

export const usePreferences = () => useHeard(listeners, preferences);

export function applyTheme() {
  if (kept.theme) document.documentElement.dataset.theme = kept.theme;
  else delete document.documentElement.dataset.theme;
}

addEventListener("storage", (event) => {
  if (event.key !== KEPT_UNDER) return;
  kept = {...kept, ...read()};
  applyTheme();
  listeners.tell();
});
