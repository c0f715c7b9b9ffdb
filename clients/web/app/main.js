// Where the desk begins.
import {html, render, useEffect} from "./view.js";
import {start, useDesk} from "./desk.js";
import {deliver} from "./delivery.js";
import {load} from "./pending.js";
import {applyTheme, usePreferences} from "./preferences.js";
import {Shell} from "./shell.js";
import {SignIn} from "./sign_in.js";
import {takePrefill} from "./take_a_call/prefill.js";
import {language} from "./words.js";

function Desk() {
  const phase = useDesk((desk) => desk.phase);
  useDesk((desk) => desk.branch?.language);
  usePreferences();
  const spoken = language();
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  if (phase === "starting") return null;
  // Keyed by the language: every text is drawn anew when it changes.
  return phase === "signed_in" ? html`<${Shell} key=${spoken} />` : html`<${SignIn} key=${spoken} />`;
}

applyTheme();
takePrefill();
render(html`<${Desk} />`, document.getElementById("desk"));
load().then(deliver);
start();
