// The call that is being noted: what was typed, and how far the script is. It outlives the view (somebody looks at the board meanwhile) and a reload.
import {Listeners, useHeard} from "../shell/listeners.js";

const KEPT_UNDER = "krul.draft";
const EMPTY = {
  id: "", // of the callback that comes of it, from the moment that it is being saved
  who: null, // a Party: {person} or {team}
  who_text: "",
  name: "",
  phone: "",
  category: "",
  reason: "",
  more: false, // the fields below are open
  from: "", // a time of day, as typed
  until: "",
  not_before: "", // "2026-11-27"
  extension: "",
  reference: "",
  other_contact: "",
  called_at: "", // a time of day, as typed, when the call came before it is noted
  called_on: "", // and its day; "" is today
  another_matter: false,
  agreed: null, // the Party of the proposal that was chosen instead of the promise itself
  stage: "asking", // asking, read_back, helped
  confirmed: "", // what was read back and confirmed; anything else since makes it void
  consented: "", // the sentence that the caller consented to
  refusal: null, // of the last attempt to save
};
const listeners = new Listeners();
let draft = {...EMPTY, ...read()};

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT_UNDER)) ?? {};
  } catch {
    return {};
  }
}

function take(next) {
  draft = next;
  try {
    sessionStorage.setItem(KEPT_UNDER, JSON.stringify(draft));
  } catch {
    // It lives as long as the page.
  }
  listeners.tell();
}

export const theDraft = () => draft;
export const changeDraft = (what) => take({...draft, ...what});
export const emptyDraft = () => take(EMPTY);
/** A note that was refused comes back to be corrected. */
export const takeUpDraft = (earlier, refusal) => take({...EMPTY, ...earlier, stage: "asking", confirmed: "", consented: "", refusal});
/** Somebody is asked for; what was typed of the call stays. */
export const callFor = (who, who_text) => changeDraft({who, who_text, agreed: null, stage: "asking"});
export const isEmpty = () => !draft.who && !draft.who_text && !draft.name && !draft.phone && !draft.reason && !draft.other_contact;

export const useDraft = () => useHeard(listeners, theDraft);
