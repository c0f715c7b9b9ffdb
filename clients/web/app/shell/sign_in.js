// Who sits at this desk: a branch and a person are picked, or typed where the gateway does not list them.
import {html, useEffect, useRef, useState} from "./view.js";
import {getSignIn, pauseBefore, signIn} from "../live/api.js";
import {begin, roleName} from "../live/desk.js";
import {errorWords} from "./error_words.js";
import {usePending} from "../offline/pending.js";
import {named, words} from "./words.js";

const LAST_KEPT_UNDER = "krul.last_sign_in"; // branch, person and desk; never the credential

function lastTime() {
  try {
    return JSON.parse(localStorage.getItem(LAST_KEPT_UNDER)) ?? {};
  } catch {
    return {};
  }
}

function Pick({label, value, options, onPick}) {
  return html`<label class="field"><span class="label">${label}</span>
    <select value=${value} onChange=${(event) => onPick(event.target.value)}>
      ${options.map(({id, text}) => html`<option key=${id} value=${id} selected=${id === value}>${text}</option>`)}
    </select>
  </label>`;
}

function Type({label, hint, ...input}) {
  return html`<label class="field"><span class="label">${label}</span><input autocomplete="off" ...${input} />
    ${hint && html`<span class="hint">${hint}</span>`}
  </label>`;
}

const isSetUp = (offer) => offer.credential_required || offer.branches?.length > 0;

/** What the gateway says about signing in; asked until it answers, and until there is a firm. */
function useOffer() {
  const [offer, setOffer] = useState(null);
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    const here = {still: true};
    (async () => {
      for (let attempt = 0; here.still; attempt++) {
        try {
          const answer = await getSignIn();
          if (here.still) setOffer(answer);
          if (isSetUp(answer)) return;
          await pauseBefore(attempt);
        } catch (error) {
          if (here.still) setFailure(error);
          await pauseBefore(attempt, 500);
        }
      }
    })();
    return () => (here.still = false);
  }, []);
  return {offer, failure};
}

export function SignIn() {
  const {offer, failure} = useOffer();
  const pending = usePending();
  return html`<main class="sign-in">
    <div class="sign-in-card">
      <div class="brand"><img src="/icon.svg" alt="" width="36" height="36" /><span>${offer?.title || "Krul"}</span></div>
      <h1>${words("web_sign_in.title")}</h1>
      ${pending.length > 0 && html`<p class="sign-in-pending" role="status">${words("web_sign_in.pending", {count: pending.length})}</p>`}
      ${offer && !isSetUp(offer)
        ? html`<p role="status">${words("web_sign_in.no_firm")}</p>`
        : offer ? html`<${Form} key=${offer.branches?.length ?? 0} offer=${offer} />` : failure && html`<p role="status">${words("web_sign_in.unreachable")}</p>`}
    </div>
  </main>`;
}

function refusalWords(error) {
  if (error.status === 401) return words("web_sign_in.refused");
  if (error.reason === "INVALID_FIELD") return words("web_sign_in.desk_fault");
  if (error.reason === "NOT_FOUND") return words("web_sign_in.nobody");
  return errorWords(error);
}

function Form({offer}) {
  const listed = offer.branches ?? [];
  const before = lastTime();
  const first = listed.find(({id}) => id === before.branch) ?? listed[0];
  const [branch, setBranch] = useState(first?.id ?? before.branch ?? "");
  const staff = listed.find(({id}) => id === branch)?.people ?? [];
  const [person, setPerson] = useState(before.person ?? "");
  const chosen = listed.length === 0 || staff.some(({id}) => id === person) ? person : (staff[0]?.id ?? "");
  const [desk, setDesk] = useState(before.desk ?? "");
  const [credential, setCredential] = useState("");
  const [state, setState] = useState({busy: false, error: null});
  const go = useRef(null);
  useEffect(() => go.current?.focus(), []);

  async function submit(event) {
    event.preventDefault();
    setState({busy: true, error: null});
    try {
      const session = await signIn({branch, person: chosen, ...(desk && {desk}), ...(credential && {credential})});
      localStorage.setItem(LAST_KEPT_UNDER, JSON.stringify({branch, person: chosen, desk}));
      await begin(session);
    } catch (error) {
      setState({busy: false, error});
    }
  }

  return html`<form onSubmit=${submit}>
    ${listed.length > 0
      ? html`<${Pick} label=${words("web_sign_in.branch")} value=${branch} onPick=${setBranch} options=${listed.map(({id, title}) => ({id, text: title}))} />
          <${Pick} label=${words("web_sign_in.person")} value=${chosen} onPick=${setPerson}
            options=${staff.map(({id, title, role}) => ({id, text: `${title} (${named("role", roleName(role || "ROLE_COLLEAGUE").replace("ROLE_", ""))})`}))} />`
      : html`<${Type} label=${words("web_sign_in.branch")} value=${branch} required onInput=${(event) => setBranch(event.target.value)} />
          <${Type} label=${words("web_sign_in.person")} value=${person} required onInput=${(event) => setPerson(event.target.value)} />`}
    <${Type} label=${words("web_sign_in.desk")} hint=${words("web_sign_in.desk_hint")} value=${desk} maxlength="64"
      onInput=${(event) => setDesk(event.target.value)} />
    ${offer.credential_required &&
    html`<${Type} label=${words("web_sign_in.credential")} type="password" required value=${credential}
      onInput=${(event) => setCredential(event.target.value)} />`}
    ${state.error && html`<p class="fault" role="alert">${refusalWords(state.error)}</p>`}
    <button ref=${go} class="primary" type="submit" disabled=${state.busy}>${words(state.busy ? "web_sign_in.busy" : "web_sign_in.go")}</button>
  </form>`;
}
