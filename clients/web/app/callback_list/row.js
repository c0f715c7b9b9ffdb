// One callback of a list: by when, who, where, why, and how it stands.
import {html} from "../shell/view.js";
import {keyOf} from "../shell/keys.js";
import {nextAction} from "../callback_panel/actions.js";
import {words} from "../shell/words.js";
import {callingPerson, failedAttempts, hasNobody, isClosed, isOf} from "../callback/callback.js";
import {
  assigneeTitle,
  branchTitle,
  callerName,
  categoryTitle,
  deadlineShown,
  personTitle,
  reachAt,
  stateShown,
  statusShown,
} from "../callback/callback_words.js";
import {useChange} from "../callback/changes.js";
import {desk} from "../live/desk.js";

function Marks({callback, now, me}) {
  const status = statusShown(callback, now);
  const calling = callingPerson(callback, now);
  const failed = isClosed(callback) ? 0 : failedAttempts(callback);
  const isNew = ["NOTED", "ASSIGNED"].includes(callback.state) && isOf(callback, me);
  return html`<span class="row-marks">
    ${calling && html`<span class="badge badge-calling"><span
      aria-hidden="true">☎</span> ${words("state.calling", {person: personTitle(calling)})}</span>`}
    ${status.tone && html`<span class=${`badge badge-${status.tone}`}>${status.text}</span>`}
    ${isNew && html`<span class="badge badge-new">${words("state.new")}</span>`}
    ${callback.chaser_count > 0 && html`<span class="badge">${words("callback.chasers", {count: callback.chaser_count})}</span>`}
    ${failed > 0 && html`<span class="badge">${words("callback.attempts", {count: failed})}</span>`}
  </span>`;
}

const CHANGE_WORDS = {saving: "web_change.saving", unsure: "web_change.unsure_short", refused: "web_change.refused"};

/** What one's own callback needs next, or what lies there for everybody, has a button in its row. */
function quickAction(callback, seen) {
  const next = nextAction(callback, seen);
  const calling = callingPerson(callback, seen.now);
  if (isOf(callback, seen.me)) return next === "acknowledge" || next === "begin_call" ? next : "";
  return hasNobody(callback) && !isClosed(callback) && !calling ? "acknowledge" : "";
}

/** The row is a link to the callback, so that it opens as every link does; `onFocus` tells that it is the chosen one, `onAct(id)` does something with it. */
export function CallbackRow({callback, now, me, showAssignee, isOpened, isChosen, address, onFocus, onAct}) {
  const change = useChange(callback.name);
  const deadline = deadlineShown(callback, now);
  const elsewhere = !callback.name.startsWith(`branches/${desk().branch?.id}/`);
  const about = [callback.reason, elsewhere ? branchTitle(callback) : ""].filter(Boolean).join(" · ");
  const quick = quickAction(callback, {me, now});
  return html`<li class=${`row${isChosen ? " row-chosen" : ""}${isOpened ? " row-opened" : ""} row-${deadline.tone || "calm"}`}>
    <a class="row-link" href=${address} data-name=${callback.name} aria-current=${isOpened ? "true" : undefined} onFocus=${onFocus}>
      <span class="row-deadline"><span class=${`deadline deadline-${deadline.tone}`}>${deadline.text}</span>
        <span class="row-category"><bdi class="clipped">${categoryTitle(callback.category)}</bdi></span></span>
      <span class="row-who"><bdi class="row-name clipped">${callerName(callback)}</bdi><bdi
        class="row-reach clipped">${reachAt(callback)}</bdi></span>
      <span class="row-about"><bdi class="clipped" dir="auto">${about}</bdi></span>
      <span class="row-state">
        ${showAssignee && html`<bdi class="row-assignee clipped">${hasNobody(callback) ? stateShown(callback, now) : assigneeTitle(callback)}</bdi>`}
        <${Marks} callback=${callback} now=${now} me=${me} />
        ${change && html`<span class="row-change">${words(CHANGE_WORDS[change.phase])}</span>`}
      </span>
    </a>
    ${
      quick &&
      html`<button type="button" class="button row-take" disabled=${["saving", "unsure"].includes(change?.phase)} onClick=${() => onAct(quick)}
      aria-label=${words("web_form.action_of", {action: words(`action.${quick}`), name: callerName(callback)})}>${words(`action.${quick}`)}${isChosen && html` <kbd aria-hidden="true">${keyOf(quick)}</kbd>`}</button>`
    }
  </li>`;
}
