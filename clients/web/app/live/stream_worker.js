// The worker that all tabs of a browser share: one line of events per branch, whatever the number of tabs. A browser allows six connections to one
// host, and an event line occupies one.
import {EventLine} from "./event_line.js";

const QUIET_MS = 180_000; // a tab says every 10 s that it is there; a hidden one may be held up to a minute

const tabs = new Map(); // port -> {branch, heard_at}
const lines = new Map(); // branch -> {line, state ("ready", "away" or "lost"), at_desk}

function tell(branch, event, data) {
  const kept = lines.get(branch);
  if (event === "away" || event === "lost") kept.state = event;
  if (["ready", "resumed", "resync"].includes(event)) kept.state = "ready";
  if (event === "at_desk") kept.at_desk = data;
  for (const [port, tab] of tabs) {
    if (tab.branch === branch) port.postMessage({branch, event, data});
  }
}

function closeUnused() {
  for (const [branch, kept] of lines) {
    if ([...tabs.values()].some((tab) => tab.branch === branch)) continue;
    kept.line.close();
    lines.delete(branch);
  }
}

function listen(port, branch) {
  const wasHere = tabs.get(port)?.branch === branch;
  tabs.set(port, {branch, heard_at: Date.now()});
  closeUnused();
  const kept = lines.get(branch);
  if (!kept) {
    const opened = {state: "lost", at_desk: null, line: null};
    lines.set(branch, opened);
    opened.line = new EventLine(branch, (event, data) => tell(branch, event, data));
  } else if (!wasHere) {
    // A tab that comes later hears how things stand.
    if (kept.at_desk) port.postMessage({branch, event: "at_desk", data: kept.at_desk});
    port.postMessage({branch, event: kept.state, data: {}});
  }
}

function leave(port) {
  tabs.delete(port);
  closeUnused();
}

addEventListener("connect", (/** @type {MessageEvent} */ {ports: [port]}) => {
  port.onmessage = ({data}) => {
    if (data.leave) leave(port);
    else listen(port, data.branch);
  };
});

setInterval(() => {
  for (const [port, tab] of tabs) {
    if (Date.now() - tab.heard_at > QUIET_MS) leave(port);
  }
}, QUIET_MS / 6);
