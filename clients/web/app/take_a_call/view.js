// Take a call: the desk's script as one form.
import {html} from "../view.js";
import {words} from "../words.js";

export function TakeACall() {
  return html`<section class="page"><h1>${words("view.take_a_call")}</h1></section>`;
}
