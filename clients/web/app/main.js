// Where the desk begins.
import {html, render, useEffect} from "./view.js";
import {deliver} from "./delivery.js";
import {desk, onDesk, start, useDesk} from "./desk.js";
import {tellOfNotices} from "./notices.js";
import {load} from "./pending.js";
import {applyTheme, prefer, preferences, usePreferences} from "./preferences.js";
import {keepFiles} from "./service_worker.js";
import {Shell} from "./shell.js";
import {SignIn} from "./sign_in.js";
import {takePrefill} from "./take_a_call/prefill.js";
import {settleDraft} from "./take_a_call/saving.js";
import {language} from "./words.js";

function Desk() {
  const phase = useDesk((desk) => desk.phase);
  const ofBranch = useDesk((desk) => desk.branch?.language);
  usePreferences();
  const spoken = language();
  useEffect(() => {
    if (ofBranch && ofBranch !== preferences().branch_language) prefer({branch_language: ofBranch});
  }, [ofBranch]);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  if (phase === "starting") return null;
  // Keyed by the language: every text is drawn anew when it changes.
  return phase === "signed_in" ? html`<${Shell} key=${spoken} />` : html`<${SignIn} key=${spoken} />`;
}

// Pending notes wait for a session and a line; each time both are there, they are on their way.
let could = false;
function deliverWhenAble() {
  const can = desk().phase === "signed_in" && desk().line === "connected";
  if (can && !could) deliver();
  could = can;
}

applyTheme();
tellOfNotices();
render(html`<${Desk} />`, document.getElementById("desk"));
onDesk(deliverWhenAble);
load().then(settleDraft).then(takePrefill);
start();
keepFiles();
