// For whom is called: a few letters find a person or team; each shows whether he is there, and until when not.
import {html, useMemo, useRef, useState} from "../shell/view.js";
import {useNow} from "../time/clock.js";
import {useDesk} from "../live/desk.js";
import {search} from "../shell/fuzzy.js";
import {momentWords} from "../time/time_words.js";
import {words} from "../shell/words.js";

const A_YEAR_MS = 366 * 86_400_000;

/** Who may be asked for: those of this branch first, then teams, then all others. */
function candidates(firm, branch) {
  const of = ({branches = []}) => branches.length === 0 || branches.includes(branch?.id);
  const person = (one) => ({party: {person: one.id}, title: one.title || one.id, person: one});
  const everybody = firm?.people ?? [];
  return [
    ...everybody.filter(of).map(person),
    ...(firm?.teams ?? []).map((team) => ({party: {team: team.id}, title: team.title || team.id, team})),
    ...everybody.filter((one) => !of(one)).map(person),
  ];
}

/** {mark, text}: how a person is shown; the mark is never alone. */
function presenceOf(person, {calling, at_desk}, now) {
  const until = person.absent_until && Date.parse(person.absent_until);
  if (until > now + A_YEAR_MS) return {mark: "away", text: words("presence.away")};
  if (until > now) return {mark: "away", text: words("presence.away_until", {time: momentWords(until, now)})};
  if (calling.has(person.id)) return {mark: "calling", text: words("presence.calling")};
  return at_desk.has(person.id) ? {mark: "here", text: words("presence.at_desk")} : {mark: "out", text: words("presence.not_at_desk")};
}

function useStaff() {
  const callbacks = useDesk((desk) => desk.callbacks);
  const told = useDesk((desk) => desk.at_desk);
  const me = useDesk((desk) => desk.session?.person);
  const calling = useMemo(
    () => new Set([...callbacks.values()].filter(({state}) => state === "CALLING").map(({calling_person}) => calling_person)),
    [callbacks],
  );
  // Who looks at this page is at a desk, before anybody tells so.
  const at_desk = useMemo(() => new Set([...told, me]), [told, me]);
  return {calling, at_desk};
}

function Presence({candidate, staff, now}) {
  if (candidate.team) return html`<span class="presence">${words("presence.team", {count: candidate.team.members?.length ?? 0})}</span>`;
  const {mark, text} = presenceOf(candidate.person, staff, now);
  return html`<span class="presence"><span class="presence-mark presence-${mark}" aria-hidden="true"></span>${text}</span>`;
}

/** `onPick(party, title)`, `onType(text)`; `input` is a ref to the field. */
export function WhoField({who, text, fault, input, onPick, onType, onDone}) {
  const firm = useDesk((desk) => desk.firm);
  const branch = useDesk((desk) => desk.branch);
  const staff = useStaff();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useRef(null);
  const all = useMemo(() => candidates(firm, branch), [firm, branch]);
  const found = useMemo(() => search(who ? "" : text, all, ({title}) => title), [all, text, who]);
  const picked = who && all.find(({party}) => party.person === who.person && party.team === who.team);
  const shown = open && !who;
  const highlighted = Math.min(at, found.length - 1);

  function pick(candidate) {
    onPick(candidate.party, candidate.title);
    setOpen(false);
    setAt(0);
  }

  function move(step) {
    setOpen(true);
    const next = (highlighted + step + found.length) % Math.max(found.length, 1);
    setAt(next);
    list.current?.children[next]?.scrollIntoView({block: "nearest"});
  }

  function onKeyDown(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (shown && found[highlighted] && (text || open)) pick(found[highlighted]);
      onDone();
    } else if (event.key === "Tab" && !event.shiftKey && !who && text && found[highlighted]) {
      pick(found[highlighted]); // and the caret goes on as Tab does
    }
  }

  return html`<div class="field who-field">
    <label class="label" for="who">${words("web_call.who")}</label>
    <div class="who-box">
      <input id="who" data-first ref=${input} value=${text} placeholder=${words("web_call.who_hint")} autocomplete="off" spellcheck="false" maxlength="120"
        role="combobox" aria-expanded=${shown ? "true" : "false"} aria-controls="who-list" aria-autocomplete="list"
        aria-activedescendant=${shown && found.length > 0 ? `who-${highlighted}` : undefined}
        aria-invalid=${fault ? "true" : undefined} aria-describedby=${fault ? "who-fault" : undefined}
        onInput=${(event) => (setOpen(true), setAt(0), onType(event.target.value))}
        onFocus=${() => setOpen(true)} onBlur=${() => setOpen(false)} onKeyDown=${onKeyDown} />
      ${picked && html`<${Presence} candidate=${picked} staff=${staff} now=${now} />`}
      <ul id="who-list" ref=${list} class="who-list" role="listbox" aria-label=${words("web_call.who")} hidden=${!shown || found.length === 0}>
        ${shown &&
        found.map(
          (candidate, place) => html`<li key=${candidate.party.person ?? `team:${candidate.party.team}`} id=${`who-${place}`} class="who-option" role="option"
            aria-selected=${place === highlighted ? "true" : "false"}
            onMouseDown=${(event) => (event.preventDefault(), pick(candidate), onDone())}>
            <span class="clipped">${candidate.title}</span><${Presence} candidate=${candidate} staff=${staff} now=${now} />
          </li>`,
        )}
      </ul>
    </div>
    ${shown && text && found.length === 0 && html`<p class="hint" role="status">${words("web_call.who_nobody")}</p>`}
    ${fault && html`<p id="who-fault" class="fault">${fault}</p>`}
  </div>`;
}
