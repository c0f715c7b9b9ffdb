// The requested person is away: who else may be promised, or he himself, later.
import {html} from "../shell/view.js";
import {serverNow} from "../time/clock.js";
import {partyTitle} from "../live/desk.js";
import {deadlineWords} from "../time/time_words.js";
import {keyOf} from "../shell/keys.js";
import {words} from "../shell/words.js";

export function Options({script, onChoose}) {
  return html`<div class="options" role="radiogroup" aria-labelledby="options-title">
    <p class="label" id="options-title">${words("web_call.who_calls")} <kbd aria-hidden="true">${keyOf("other_promise")}</kbd></p>
    ${script.options.map(
      (option) => html`<label key=${partyTitle(option.agreed)} class="option">
        <input type="radio" name="agreed" checked=${option === script.chosen} onChange=${() => onChoose(option.agreed)} />
        <span><b>${partyTitle(option.agreed)}</b> ${deadlineWords(option.due_time, serverNow()).text}
          ${option.needs_consent && html`<span class="option-consent">${words("web_call.needs_consent")}</span>`}</span>
      </label>`,
    )}
  </div>`;
}
