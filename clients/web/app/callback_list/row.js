// One callback of a list: by when, who, where, why, and how it stands.
import {html} from "../view.js";
import {acknowledge} from "../callback_panel/actions.js";
import {words} from "../words.js";
import {callingPerson, failedAttempts, hasNobody, isClosed, isOf} from "../callback/callback.js";
import {assigneeTitle, branchTitle, callerName, categoryTitle, deadlineShown, personTitle, reachAt, stateShown, statusShown} from "../callback/callback_words.js";
import {useChange} from "../callback/changes.js";
import {desk} from "../desk.js";

function Marks({callback, now, me}) {
  const status = statusShown(callback, now);
  const calling = callingPerson(callback, now);
  const failed = isClosed(callback) ? 0 : failedAttempts(callback);
  const isNew = ["NOTED", "ASSIGNED"].includes(callback.state) && isOf(callback, me);
  return html`<span class="row-marks">
    ${calling && html`<span class="badge badge-calling"><span aria-hidden="true">☎</span> ${words("state.calling", {person: personTitle(calling)})}</span>`}
    ${status.tone && html`<span class=${`badge badge-${status.tone}`}>${status.text}</span>`}
    ${isNew && html`<span class="badge badge-new">${words("state.new")}</span>`}
    ${callback.chaser_count > 0 && html`<span class="badge">${words("callback.chasers", {count: callback.chaser_count})}</span>`}
    ${failed > 0 && html`<span class="badge">${words("callback.attempts", {count: failed})}</span>`}
  </span>`;
}

const CHANGE_WORDS = {saving: "change.saving", unsure: "change.unsure_short", refused: "change.refused"};

/** The row is a link to the callback, so that it opens as every link does; `onFocus` tells that it is the chosen one. */
export function CallbackRow({callback, now, me, showAssignee, isOpened, isChosen, address, onFocus}) {
  const change = useChange(callback.name);
  const deadline = deadlineShown(callback, now);
  const elsewhere = !callback.name.startsWith(`branches/${desk().branch?.id}/`);
  const about = [callback.reason, elsewhere ? branchTitle(callback) : ""].filter(Boolean).join(" · ");
  const canTake = ["NOTED", "ASSIGNED"].includes(callback.state) && (isOf(callback, me) || hasNobody(callback));
  return html`<li class=${`row${isChosen ? " row-chosen" : ""}${isOpened ? " row-opened" : ""} row-${deadline.tone || "calm"}`}>
    <a class="row-link" href=${address} data-name=${callback.name} aria-current=${isOpened ? "true" : undefined} onFocus=${onFocus}>
      <span class="row-deadline"><span class=${`deadline deadline-${deadline.tone}`}>${deadline.text}</span>
        <span class="row-category"><bdi class="clipped">${categoryTitle(callback.category)}</bdi></span></span>
      <span class="row-who"><bdi class="row-name clipped">${callerName(callback)}</bdi><bdi class="row-reach clipped">${reachAt(callback)}</bdi></span>
      <span class="row-about"><bdi class="clipped" dir="auto">${about}</bdi></span>
      <span class="row-state">
        ${showAssignee && html`<bdi class="row-assignee clipped">${hasNobody(callback) ? stateShown(callback, now) : assigneeTitle(callback)}</bdi>`}
        <${Marks} callback=${callback} now=${now} me=${me} />
        ${change && html`<span class="row-change">${words(CHANGE_WORDS[change.phase])}</span>`}
      </span>
    </a>
    ${canTake &&
    html`<button type="button" class="button row-take" disabled=${["saving", "unsure"].includes(change?.phase)} onClick=${() => acknowledge(callback)}
      aria-label=${words("action.acknowledge_of", {name: callerName(callback)})}>${words("action.acknowledge")}${isChosen && html` <kbd aria-hidden="true">a</kbd>`}</button>`}
  </li>`;
}
