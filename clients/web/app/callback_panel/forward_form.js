// Somebody else is to call: a person or a team, with a note for them.
import {html, useEffect, useRef, useState} from "../shell/view.js";
import {changeCallback, useChange} from "../callback/changes.js";
import {nameParts} from "../callback/callback.js";
import {desk, people, personOf, roleName, teamOf} from "../live/desk.js";
import {momentWords} from "../time/time_words.js";
import {serverNow} from "../time/clock.js";
import {words} from "../shell/words.js";
import {ActionForm, Line} from "./form_parts.js";

const isAway = (person) => Boolean(person?.absent_until) && Date.parse(person.absent_until) > serverNow();

/** "Anna Visser, away until 15.00" */
function withPresence(person) {
  return isAway(person) ? words("party.away", {person: person.title, until: untilWords(person.absent_until)}) : person.title;
}

const FAR_AHEAD_MS = 366 * 86_400_000;

/** Whoever is away until told otherwise is away until a year that nobody wants to read. */
export function untilWords(instant) {
  const now = serverNow();
  return Date.parse(instant) > now + FAR_AHEAD_MS ? words("party.until_told") : momentWords(instant, now);
}

const worksAt = (person, branch) => !person.branches?.length || person.branches.includes(branch);
const canCall = (person) => roleName(person.role) !== "ROLE_OPERATOR";

function Options({label, options}) {
  return (
    options.length > 0 &&
    html`<optgroup label=${label}>${options.map(({value, text}) => html`<option key=${value} value=${value}>${text}</option>`)}</optgroup>`
  );
}

export function ForwardForm({callback, onSaved, onCancel}) {
  const [to, setTo] = useState("");
  const [remark, setRemark] = useState("");
  const [although, setAlthough] = useState(""); // to whom it goes although they are away
  const select = useRef(null);
  useEffect(() => select.current.focus(), []);
  const {branch} = nameParts(callback.name);
  const others = people().filter((person) => canCall(person) && person.id !== callback.assignee?.person);
  const option = (person) => ({value: `person/${person.id}`, text: withPresence(person)});
  const [kind, id] = to.split("/");
  const title = kind === "team" ? teamOf(id)?.title : personOf(id)?.title;
  // The service knows who is back in time; it is asked, unless the box was ticked.
  const error = useChange(callback.name)?.error;
  const refused = error?.reason === "ASSIGNEE_AWAY" && kind === "person" && error.arguments?.person === id;
  const asks = refused || (kind === "person" && isAway(personOf(id)));
  const anyway = asks && although === to;
  const submit = () =>
    changeCallback(
      "Forward",
      {name: callback.name, assignee: {[kind]: id}, ...(remark.trim() && {remark: remark.trim()}), ...(anyway && {although_away: true})},
      words("web_said.forward", {party: title}),
    );
  return html`<${ActionForm} callback=${callback} title=${words("action.forward")} save=${words("web_form.forward")} submit=${submit} onSaved=${onSaved}
    onCancel=${onCancel}>
    <label class="field"><span class="label">${words("web_form.forward_to")}</span>
      <select ref=${select} required value=${to} onChange=${(event) => setTo(event.target.value)}>
        <option value="">${words("web_form.pick")}</option>
        <${Options} label=${words("party.of_branch")} options=${others.filter((person) => worksAt(person, branch)).map(option)} />
        <${Options} label=${words("party.teams")} options=${(desk().firm?.teams ?? []).map((team) => ({value: `team/${team.id}`, text: team.title}))} />
        <${Options} label=${words("party.elsewhere")} options=${others.filter((person) => !worksAt(person, branch)).map(option)} />
      </select>
    </label>
    ${
      asks &&
      html`<label class="check"><input type="checkbox" required=${refused} checked=${anyway} onChange=${(event) => setAlthough(event.target.checked ? to : "")} />
        <span>${withPresence(personOf(id))}. ${words("web_form.although_away")}</span></label>`
    }
    <${Line} label=${words("web_form.note")} hint=${words("web_form.optional")} value=${remark} onInput=${setRemark} maxlength="2000" />
  <//>`;
}
