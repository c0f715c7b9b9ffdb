// The signature under a round: it can be given once all that is open was gone through.
import {html, useEffect, useRef, useState} from "../shell/view.js";
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
  return html`<form class=${isHere ? "signing card signing-here" : "signing card"} onSubmit=${submit} aria-label=${words("round.sign")}>
    <h2>${words("round.sign")}</h2>
    <p class=${left > 0 ? "" : "entry-done"}>${left > 0 ? words("round.left", {count: left}) : html`<span
      aria-hidden="true">✓</span> ${words("round.all_done")}`}</p>
    ${
      isHere &&
      html`<label class="field"><span class="label">${words("round.sign_remark")}</span>
      <input dir="auto" autocomplete="off" maxlength="200" value=${remark} onInput=${(event) => setRemark(event.target.value)} />
      <span class="hint">${words("round.remark_hint")}</span></label>`
    }
    <div class="form-buttons"><button ref=${button} class=${isHere && left === 0 ? "primary" : "button"} type="submit"
      disabled=${busy}>${words(busy && isHere ? "change.saving" : "round.sign")} <kbd aria-hidden="true">s</kbd></button></div>
    <${ChangeWords} change=${change} />
  </form>`;
}
