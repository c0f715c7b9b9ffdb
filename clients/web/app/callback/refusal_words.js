// Why the server refused, for the one who can do something about it. What has no words of its own here is told in the server's.
import {errorWords} from "../shell/error_words.js";
import {personOf} from "../live/desk.js";
import {words} from "../shell/words.js";

const EXPLAINED = [
  "SOMEBODY_IS_CALLING",
  "CLOSED",
  "NOT_CLOSED",
  "NOT_LATEST",
  "UNDO_TOO_LATE",
  "TOO_FEW_ATTEMPTS",
  "TOO_MANY_ATTEMPTS",
  "NOT_ALLOWED",
  "HISTORY_FULL",
  "ERASED",
  "ROUND_OVER",
  "NOT_REVIEWED",
];

export function refusalWords(error, callback) {
  if (!EXPLAINED.includes(error.reason)) return errorWords(error);
  const calling = callback?.calling_person;
  return words(`reason.${error.reason.toLowerCase()}`, {
    person: calling ? (personOf(calling)?.title ?? calling) : words("callback.somebody"),
    count: error.fields?.length ?? 0,
  });
}
