// What is known of the caller and of what was asked.
import {html} from "../shell/view.js";
import {assigneeTitle, branchTitle, categoryTitle, windowWords} from "../callback/callback_words.js";
import {isTarget} from "../callback/callback.js";
import {desk, partyTitle} from "../live/desk.js";
import {momentWords} from "../time/time_words.js";
import {named, words} from "../shell/words.js";

const Fact = ({label, children}) => html`<div class="fact"><dt>${label}</dt><dd>${children}</dd></div>`;

/** What somebody typed, whatever it is: it keeps its own direction and turns nothing around it. */
export const Typed = ({text, ...rest}) => html`<bdi class="typed" ...${rest}>${text}</bdi>`;

export function Facts({callback, now}) {
  const {caller = {}} = callback;
  const elsewhere = !callback.name.startsWith(`branches/${desk().branch?.id}/`);
  const window = windowWords(callback, now);
  return html`<dl class="facts">
    <${Fact} label=${words("fact.for")}><${Typed} text=${partyTitle(callback.requested)} /><//>
    <${Fact} label=${words("fact.with")}><${Typed} text=${assigneeTitle(callback)} /><//>
    <${Fact} label=${words("fact.category")}><${Typed} text=${categoryTitle(callback.category)} /><//>
    ${window && html`<${Fact} label=${words("fact.window")}>${window}<//>`}
    ${caller.other_contact && html`<${Fact} label=${words("fact.other_contact")}><${Typed} text=${caller.other_contact} /><//>`}
    ${caller.reference && html`<${Fact} label=${words("fact.reference")}><${Typed} text=${caller.reference} /><//>`}
    <${Fact} label=${words("fact.called")}>${momentWords(callback.called_time, now)}<//>
    ${callback.acknowledge_by_time && html`<${Fact} label=${words("fact.acknowledge_by")}>${momentWords(callback.acknowledge_by_time, now)}<//>`}
    ${callback.chaser_count > 0 && html`<${Fact} label=${words("fact.chasers")}>${words("callback.chasers", {count: callback.chaser_count})}<//>`}
    ${isTarget(callback) && html`<${Fact} label=${words("fact.origin")}>${named("origin", callback.origin)}<//>`}
    ${elsewhere && html`<${Fact} label=${words("fact.branch")}><${Typed} text=${branchTitle(callback)} /><//>`}
  </dl>`;
}
