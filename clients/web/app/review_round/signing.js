// The signature under a round: it can be given once all that is open was gone through.
import {html, useEffect, useRef, useState} from "../shell/view.js";
import {keyOf} from "../shell/keys.js";
import {words} from "../shell/words.js";
import {ChangeWords} from "./entry_card.js";

/** Small beside the entries; `onHere` brings it to the fore, where it is given. */
export function Signing({isHere, left, busy, change, onHere, onSign}) {
  const [remark, setRemark] = useState("");
  const button = useRef(null);
  useEffect(() => {
    if (isHere) button.current?.focus();
  }, [isHere]);
  const submit = (event) => {
    event.preventDefault();
    if (isHere) onSign(remark);
    else onHere();
  };
  return html`<form class=${isHere ? "signing card signing-here" : "signing card"} onSubmit=${submit} aria-label=${words("action.sign")}>
    <h2>${words("action.sign")}</h2>
    <p class=${left > 0 ? "" : "entry-done"}>${left > 0 ? words("web_round.left", {count: left}) : html`<span
      aria-hidden="true">✓</span> ${words("web_round.all_done")}`}</p>
    ${
      isHere &&
      html`<label class="field"><span class="label">${words("web_round.sign_remark")}</span>
      <input dir="auto" autocomplete="off" maxlength="200" value=${remark} onInput=${(event) => setRemark(event.target.value)} />
      <span class="hint">${words("web_round.remark_hint")}</span></label>`
    }
    <div class="form-buttons"><button ref=${button} class=${isHere && left === 0 ? "primary" : "button"} type="submit"
      disabled=${busy}>${words(busy && isHere ? "web_change.saving" : "action.sign")} <kbd aria-hidden="true">${keyOf("sign")}</kbd></button></div>
    <${ChangeWords} change=${change} />
  </form>`;
}
