// Until the services send it: the standing of a callback, made of promise and retry.
const CLOSED = ["COMPLETED", "CANCELLED"];

export function standingOf(callback) {
  if (callback.standing || CLOSED.includes(callback.state)) return callback.standing ?? {};
  const {promise = {}, retry_time} = callback;
  const isSettled = Boolean(promise.reached || (promise.attempted && promise.status !== "BROKEN"));
  const due_time = retry_time ?? (isSettled ? undefined : promise.due_time);
  const rank_time = due_time && new Date(Date.parse(due_time) - (callback.chaser_count > 0 ? 3_600_000 : 0)).toISOString();
  const moment = retry_time ? "RETRY" : "PROMISED";
  if (promise.status === "BROKEN") return {level: "LATE", moment, due_time, rank_time};
  if (!due_time) return {level: "ON_TIME", moment, rank_time};
  const late_from = new Date(Date.parse(due_time) + 1).toISOString();
  if (retry_time || promise.status === "AT_RISK") return {level: retry_time ? "ON_TIME" : "SOON", worsens_time: late_from, worsens_to: "LATE", moment, due_time, rank_time};
  return {level: "ON_TIME", worsens_time: promise.at_risk_time ?? late_from, worsens_to: promise.at_risk_time ? "SOON" : "LATE", moment, due_time, rank_time};
}
