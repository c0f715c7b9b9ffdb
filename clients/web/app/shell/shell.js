// Around every view: navigation, who sits here, and the bar that tells how the line is.
import {html, useEffect} from "./view.js";
import {signedOut, signOut} from "../live/api.js";
import {branchOf, personOf, roleName, useDesk} from "../live/desk.js";
import {openDialog, useOpenDialog} from "./dialog.js";
import {Icon} from "./icon.js";
import {KeyList} from "./key_list.js";
import {keyOf, onKey, useKeys} from "./keys.js";
import {addressOf, go, useRoute} from "./routes.js";
import {Palette} from "./palette.js";
import {PendingList} from "../offline/pending_list.js";
import {Settings} from "./settings.js";
import {StatusBar} from "./status_bar.js";
import {Toasts} from "./toasts.js";
import {VIEWS, viewTitle} from "./views.js";
import {words} from "./words.js";

const DIALOGS = {palette: Palette, keys: KeyList, settings: Settings, pending: PendingList};

const seenBy = (role) => VIEWS.filter(({roles}) => !roles || roles.includes(roleName(role)));

/** A view that is open already gets the caret back at its first field. */
function open(id, current) {
  if (id === current) /** @type {HTMLElement} */ (document.querySelector("#content [data-first]"))?.focus();
  go(id);
}

// Without a line it cannot be done: the session is the gateway's to end.
const leave = () => signOut().then(() => signedOut.tell(), () => {});

function Navigation({views, current}) {
  return html`<nav class="nav" aria-label=${words("web_shell.views")}>
    ${views.map(
      ({id, icon, Count}) => html`<a key=${id} class="nav-item" href=${addressOf(id)} aria-current=${id === current ? "page" : undefined}>
        <${Icon} path=${icon} /><span>${viewTitle(id)}</span>${Count && html`<${Count} />`}<kbd aria-hidden="true">${keyOf(id)}</kbd>
      </a>`,
    )}
  </nav>`;
}

function Who({session}) {
  const line = useDesk((desk) => desk.line);
  return html`<div class="who">
    <div class="who-name">${personOf(session.person)?.title ?? session.person}</div>
    <div class="who-place">${[branchOf(session.branch)?.title ?? session.branch, session.desk === "web" ? "" : session.desk].filter(Boolean).join(" · ")}</div>
    <button type="button" class="link" onClick=${() => openDialog("settings")}>${words("web_settings.title")}</button>
    <button type="button" class="link" disabled=${line === "lost"} onClick=${leave}>${words("web_shell.sign_out")}</button>
  </div>`;
}

export function Shell() {
  const session = useDesk((desk) => desk.session);
  useDesk((desk) => desk.firm);
  const views = seenBy(session.role);
  const wanted = useRoute()[0];
  const {id, View} = views.find((view) => view.id === wanted) ?? views[0];
  const Over = DIALOGS[useOpenDialog()];
  useKeys([
    onKey("palette", () => openDialog("palette")),
    onKey("keys", () => openDialog("keys")),
    onKey("settings", () => openDialog("settings")),
    ...views.map((view) => onKey(view.id, () => open(view.id, id), {title: viewTitle(view.id)})),
  ]);
  useEffect(() => {
    document.title = `${viewTitle(id)} · Krul`;
  });
  return html`<div class="shell">
    <a class="skip" href="#content" onClick=${(event) => (event.preventDefault(), document.getElementById("content").focus())}>${words("web_shell.skip")}</a>
    <header class="side">
      <div class="brand"><img src="/icon.svg" alt="" width="28" height="28" /><span>Krul</span></div>
      <${Navigation} views=${views} current=${id} />
      <${Who} session=${session} />
    </header>
    <main id="content" class="content" tabindex="-1"><${View} /></main>
    <${Toasts} />
    <${StatusBar} />
    ${Over && html`<${Over} />`}
  </div>`;
}
