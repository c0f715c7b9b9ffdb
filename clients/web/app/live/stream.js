// The events of one branch for this page: through the worker that all tabs share, or by a line of its own where the browser has no such worker.
import {EventLine} from "./event_line.js";

const PRESENCE_MS = 10_000;

export class Stream {
  #branch = "";
  #hear;
  #port = null;
  #line = null;

  /** `hear(event, data)`: as EventLine. */
  constructor(hear) {
    this.#hear = hear;
    try {
      const worker = new SharedWorker("/app/live/stream_worker.js", {type: "module", name: "krul"});
      // A browser that has shared workers but cannot load this one as a module says so here.
      worker.onerror = () => this.#goAlone();
      this.#port = worker.port;
      this.#port.onmessage = ({data}) => data.branch === this.#branch && this.#hear(data.event, data.data);
      setInterval(() => this.#say(), PRESENCE_MS);
      addEventListener("pagehide", () => this.#port?.postMessage({leave: true}));
      addEventListener("pageshow", () => this.#say());
    } catch {
      this.#port = null;
    }
  }

  /** From now on the events of this branch; none with "". */
  listen(branch) {
    if (branch === this.#branch) return;
    this.#branch = branch;
    if (this.#port) this.#say();
    else this.#openOwn();
  }

  #say() {
    this.#port?.postMessage(this.#branch ? {branch: this.#branch} : {leave: true});
  }

  #goAlone() {
    this.#port = null;
    this.#openOwn();
  }

  #openOwn() {
    this.#line?.close();
    this.#line = this.#branch ? new EventLine(this.#branch, this.#hear) : null;
  }
}
