// The API of the gateway, as services/gateway/HTTP_API.md has it.
import {learnTime} from "../time/clock.js";
import {Listeners} from "../shell/listeners.js";

const PATIENCE_MS = 12_000; // the gateway gives a service 8 seconds
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 10_000;

/** Told when the gateway says that nobody is signed in. */
export const signedOut = new Listeners();

/** What is wrong with one field. @typedef {{field: string, code?: string, arguments?: Object<string, string>, message?: string}} Fault */

/** Why a request was not done, as the gateway tells it: reason and remedy, and of each field a code with arguments. `message` is for the log. */
export class DeskError extends Error {
  /** @param {{code: string, reason?: string, remedy?: string, message?: string, arguments?: Object<string, string>, fields?: Fault[], retry_ms?: number, retry_after_ms?: number, status?: number}} told */
  constructor(told) {
    super(told.message ?? "");
    this.code = told.code;
    this.reason = told.reason ?? "";
    this.remedy = told.remedy ?? "";
    this.arguments = told.arguments ?? {};
    this.fields = told.fields ?? [];
    this.retry_after_ms = told.retry_ms ?? told.retry_after_ms ?? 0;
    this.status = told.status ?? 0;
  }

  /** A write that ended so may have been saved or not: only the same request again tells. */
  get outcome_unknown() {
    return this.status === 0 || this.status >= 500;
  }

  /** Asking the same again, later, may succeed without anybody changing anything. */
  get passing() {
    return this.outcome_unknown || this.code === "ABORTED" || this.code === "RESOURCE_EXHAUSTED";
  }

  /** Whether something is wrong with a field, such as "caller.phone_number". */
  isAbout(field) {
    return this.fields.some((fault) => fault.field === field);
  }
}

async function ask(path, options, signal) {
  const started = Date.now();
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let response;
  let body;
  try {
    response = await fetch(path, {
      credentials: "same-origin",
      cache: "no-store",
      ...options,
      signal: signal ? anyOf(signal, patience) : patience,
    });
    learnTime(response.headers.get("Krul-Time"), Date.now() - started);
    body = await response.text();
  } catch (failure) {
    if (signal?.aborted) throw new DeskError({code: "CANCELLED", reason: "GIVEN_UP", message: String(failure)});
    throw new DeskError({code: "UNAVAILABLE", reason: "NO_CONNECTION", message: String(failure)});
  }
  let answer;
  try {
    answer = body ? JSON.parse(body) : {};
  } catch {
    answer = null; // a proxy's own page, say
  }
  if (response.ok && answer) return answer;
  const error = new DeskError({
    code: "UNKNOWN",
    reason: "NO_ANSWER",
    message: `HTTP ${response.status}`,
    ...answer?.error,
    status: response.ok ? 0 : response.status,
  });
  if (response.status === 401) signedOut.tell();
  throw error;
}

// AbortSignal.any is younger than the browsers that desks have.
function anyOf(...signals) {
  const together = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) together.abort(signal.reason);
    signal.addEventListener("abort", () => together.abort(signal.reason), {once: true, signal: together.signal});
  }
  return together.signal;
}

const post = (path, message, signal) =>
  ask(path, {method: "POST", headers: {"Content-Type": "application/json", "Krul-Request": "1"}, body: JSON.stringify(message)}, signal);

/**
 * One RPC, once. Throws DeskError.
 * @param {string} rpc
 * @param {object} message
 * @param {{signal?: AbortSignal}} [how]
 * @returns {Promise<any>}
 */
export const call = (rpc, message, {signal} = {}) => post(`/v1/${rpc}`, message, signal);

export const getSession = () => ask("/v1/session", {});
export const getSignIn = () => ask("/v1/sign-in", {});
export const signIn = (who) => post("/v1/sign-in", who);
export const signOut = () => post("/v1/sign-out", {});

const waiting = new Set();

/** The line is back: whoever waits before sending again need not wait longer. */
export function sendAgainNow() {
  for (const wake of [...waiting]) wake();
}

/** Resolves after a pause that differs from desk to desk, or when the line is back. */
export function pauseBefore(attempt, at_least_ms = 0) {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      waiting.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, at_least_ms + longest * (0.5 + Math.random() / 2));
    waiting.add(wake);
  });
}

/**
 * A change, which carries its own id (request_id or callback_id): sent until it is known whether it was saved, always under that id. Resolves with
 * the answer and throws the refusal. `onWaiting(error)` hears each time that the outcome is not known yet; `signal` gives up.
 * @param {string} rpc
 * @param {object} message
 * @param {{signal?: AbortSignal, onWaiting?: (error: DeskError) => void}} [how]
 * @returns {Promise<any>}
 */
export async function write(rpc, message, {signal, onWaiting} = {}) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call(rpc, message, {signal});
    } catch (error) {
      if (!(error instanceof DeskError) || !error.passing || signal?.aborted) throw error;
      onWaiting?.(error);
      await pauseBefore(attempt, error.retry_after_ms);
    }
  }
}
