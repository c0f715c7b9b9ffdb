// Who is there and who is away, and how much each has in hand. A colleague who falls ill is set away here; what was not acknowledged is given to others by
// itself, and what was stays to be dealt out.
import {html, useState} from "../shell/view.js";
import {write} from "../live/api.js";
import {hasNobody, isOf, isOpen} from "../callback/callback.js";
import {errorWords} from "../shell/error_words.js";
import {serverNow} from "../time/clock.js";
import {change, desk, people, roleName, useDesk} from "../live/desk.js";
import {newId} from "../live/ids.js";
import {emptyMoment, MomentField, momentOf} from "../shell/moment_field.js";
import {toast} from "../shell/toasts.js";
import {untilWords} from "../callback_panel/forward_form.js";
import {words} from "../shell/words.js";

const isAway = ({absent_until}) => Boolean(absent_until) && Date.parse(absent_until) > serverNow();
const worksAt = (person, branch) => !person.branches?.length || person.branches.includes(branch);

/** The person as the server now has it, shown at once; the line tells it again. */
function show(person) {
  const {firm} = desk();
  change({firm: {...firm, people: firm.people.map((one) => (one.id === person.id ? person : one))}});
}

function AwayForm({person, onSend, onCancel, busy}) {
  const [until, setUntil] = useState(emptyMoment(true));
  const submit = (event) => {
    event.preventDefault();
    const until_time = momentOf(until, {dayIsEnough: true});
    onSend({absent: true, ...(until_time && {until_time})});
  };
  return html`<form class="away-form" onSubmit=${submit} aria-label=${words("web_who.away_of", {name: person.title})}>
    <${MomentField} legend=${words("web_who.until")} open=${words("web_who.until_open")} dayIsEnough hint=${words("web_who.until_hint")} value=${until}
      onInput=${setUntil} />
    <div class="form-buttons"><button class="primary" type="submit" disabled=${busy}>${words(busy ? "web_change.saving" : "web_who.set_away")}</button>
      <button class="button" type="button" onClick=${onCancel}>${words("web_form.cancel")}</button></div>
  </form>`;
}

function Person({person, open, atDesk, onShow}) {
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState({phase: "", error: null});
  const away = isAway(person);
  const busy = ["saving", "unsure"].includes(state.phase);
  async function send(what) {
    setState({phase: "saving", error: null});
    try {
      const answer = await write(
        "SetAbsence",
        {person: person.id, request_id: newId(), ...what},
        {onWaiting: (error) => setState({phase: "unsure", error})},
      );
      show(answer.person);
      setAsking(false);
      setState({phase: "", error: null});
      const moved = answer.reassigned ? ` ${words("web_who.reassigned", {count: answer.reassigned})}` : "";
      toast({text: words(what.absent ? "web_who.said_away" : "web_who.said_back", {name: person.title}) + moved});
    } catch (error) {
      setState({phase: "refused", error});
    }
  }
  const presence = away ? "away" : atDesk ? "at_desk" : "present";
  return html`<li class=${`person person-${presence}`}>
    <span class="person-dot" aria-hidden="true"></span>
    <span class="person-who"><bdi class="person-name clipped">${person.title}</bdi>
      <span class="quiet small">${away ? words("web_who.away", {until: untilWords(person.absent_until)}) : words(`web_who.${presence}`)} · ${words("web_who.open", {count: open})}</span></span>
    ${
      away
        ? html`<button type="button" class="button" disabled=${busy} onClick=${() => send({absent: false})}
          aria-label=${words("web_who.back_of", {name: person.title})}>${words(busy ? "web_change.saving" : "web_who.back")}</button>`
        : html`<button type="button" class="button" aria-expanded=${String(asking)} onClick=${() => setAsking(!asking)}
          aria-label=${words("web_who.away_of", {name: person.title})}>${words("web_who.set_away")}</button>`
    }
    ${asking && !away && html`<${AwayForm} person=${person} busy=${busy} onSend=${send} onCancel=${() => setAsking(false)} />`}
    ${state.phase === "unsure" && html`<p class="change-unsure" role="status">${words("web_change.unsure")}</p>`}
    ${state.error && state.phase === "refused" && html`<p class="fault" role="alert">${errorWords(state.error)}</p>`}
    ${away && open > 0 && html`<p class="person-deal small">${words("web_who.deal_out", {count: open})} <button type="button" class="link"
      onClick=${onShow}>${words("web_who.show")}</button></p>`}
  </li>`;
}

/** `onShow(id)` shows what somebody has in hand. */
export function WhoIsThere({branch, onShow, onClose}) {
  const callbacks = useDesk((desk) => desk.callbacks);
  useDesk(({firm}) => firm);
  const atDesk = useDesk((desk) => desk.at_desk);
  const open = [...callbacks.values()].filter((callback) => isOpen(callback) && !hasNobody(callback));
  const staff = people().filter((person) => worksAt(person, branch?.id) && roleName(person.role) !== "ROLE_OPERATOR");
  return html`<section class="who-panel card" aria-label=${words("web_who.title")}>
    <div class="who-head"><h2>${words("web_who.title")}</h2><button type="button" class="link" onClick=${onClose}>${words("web_panel.close")}</button></div>
    <ul class="people">${staff.map(
      (
        person,
      ) => html`<${Person} key=${person.id} person=${person} atDesk=${atDesk.has(person.id) || person.at_desk}
        open=${open.filter((callback) => isOf(callback, person.id)).length}
        onShow=${() => onShow(person.id)} />`,
    )}</ul>
  </section>`;
}
