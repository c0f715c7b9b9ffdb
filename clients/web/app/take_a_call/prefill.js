// A switchboard's screen pop opens "/?phone=%2B31…", and a browser a "tel:" address of this desk: the number is in the form before anybody types.
// Of "/?phone=+31…" the plus arrives as a blank, which stays: the services read it.
import {go, route} from "../shell/routes.js";
import {changeDraft, isEmpty, theDraft} from "./draft.js";

function phoneIn(address) {
  const phone = new URL(address, location.href).searchParams.get("phone") ?? "";
  return phone.replace(/^tel:/i, "").trimEnd().slice(0, 40);
}

// What is being typed is never written over: a call that rings meanwhile gets the form after this one.
function prefill(phone) {
  if (!phone || (!isEmpty() && theDraft().phone)) return;
  changeDraft({phone});
  if (route()[0] && route()[0] !== "take_a_call") go("take_a_call");
}

export function takePrefill() {
  prefill(phoneIn(location.href));
  if (location.search) history.replaceState(null, "", location.pathname + location.hash);
  // An installed desk that runs already gets the address instead of a second window.
  /** @type {any} */ (window).launchQueue?.setConsumer(({targetURL}) => targetURL && prefill(phoneIn(targetURL)));
}
