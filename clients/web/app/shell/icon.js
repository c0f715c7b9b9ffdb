// One drawing in the colour of the text around it; what it means is said in words beside it.
import {html} from "./view.js";

export const Icon = ({path}) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

export const TICK = "M4 13c3 .5 4 3 5 5C11 11 14 6 20 4";
