// One line of events of a branch from the gateway, made again whenever it breaks. Used by the worker that all tabs share, and by a page where there
// is none.
const SILENCE_MS = 40_000; // the gateway says "alive" every 15 seconds
const ANSWER_MS = 10_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;
const EVENTS = ["ready", "resumed", "resync", "change", "notice", "firm", "at_desk", "away", "alive"];

export class EventLine {
  #branch;
  #hear;
  #source = null;
  #lastId = "";
  #failures = 0;
  #silence = 0;
  #pause = 0;
  #closed = false;

  /** `hear(event, data)` gets every event of the gateway, and "lost" when the line broke, "signed_out" when nobody is signed in. */
  constructor(branch, hear) {
    this.#branch = branch;
    this.#hear = hear;
    this.#open();
  }

  close() {
    this.#closed = true;
    this.#drop();
  }

  #drop() {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#silence);
    clearTimeout(this.#pause);
  }

  #open() {
    const query = new URLSearchParams({branch: this.#branch});
    if (this.#lastId) query.set("last_event_id", this.#lastId);
    const source = new EventSource(`/v1/events?${query}`);
    this.#source = source;
    this.#listenForSilence();
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => {
        if (source !== this.#source) return;
        this.#failures = 0;
        if (event.lastEventId) this.#lastId = event.lastEventId;
        this.#listenForSilence();
        this.#hear(name, event.data ? JSON.parse(event.data) : {});
      });
    }
    source.onerror = () => {
      if (source === this.#source) this.#again();
    };
  }

  // A browser takes up again by itself what broke off, but not what was refused (401, 503), and not what fell silent. One way for all is simpler.
  #again() {
    this.#drop();
    this.#hear("lost", {});
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures++);
    this.#pause = setTimeout(() => this.#askAndOpen(), longest * (0.3 + 0.7 * Math.random()));
  }

  async #askAndOpen() {
    const session = await fetch("/v1/session", {cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS)}).catch(() => null);
    if (this.#closed) return;
    if (session?.status === 401) this.#hear("signed_out", {});
    if (session?.ok) this.#open();
    else this.#again();
  }

  #listenForSilence() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#again(), SILENCE_MS);
  }
}
