// The desk's own files, kept for a day without a gateway; and a newer version of them, which a desk that is open for weeks must not miss.
import {onDesk, desk} from "../live/desk.js";
import {Listeners, useHeard} from "../shell/listeners.js";

const listeners = new Listeners();
let newer = false;

/** True when the files of a newer version are there: the next load brings it. */
export const useNewerVersion = () => useHeard(listeners, () => newer);

export async function keepFiles() {
  // Not on plain http under a host name: there the desk goes on as long as its page stays open, and says so.
  const worker = navigator.serviceWorker;
  if (!worker) return;
  if (worker.controller) {
    worker.addEventListener("controllerchange", () => {
      newer = true;
      listeners.tell();
    });
  }
  // A browser in its private mode, say, refuses: then as on plain http.
  const registration = await worker.register("/sw.js").catch(() => null);
  if (!registration) return;
  let line = desk().line;
  onDesk(() => {
    // The line came back: perhaps because a newer version was installed.
    if (desk().line === "connected" && line !== "connected") registration.update().catch(() => {});
    line = desk().line;
  });
}
