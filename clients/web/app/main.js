// Where the desk begins.
import {html, render, useEffect} from "./shell/view.js";
import {deliver} from "./offline/delivery.js";
import {desk, onDesk, start, useDesk} from "./live/desk.js";
import {tellOfNotices} from "./shell/notices.js";
import {load} from "./offline/pending.js";
import {applyTheme, prefer, preferences, usePreferences} from "./shell/preferences.js";
import {keepFiles} from "./offline/service_worker.js";
import {Shell} from "./shell/shell.js";
import {SignIn} from "./shell/sign_in.js";
import {takePrefill} from "./take_a_call/prefill.js";
import {settleDraft} from "./take_a_call/saving.js";
import {language} from "./shell/words.js";

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
