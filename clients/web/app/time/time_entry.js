// A time of day as people type it: "15", "15.00", "15:00", "1500", "9u30". A browser's own field for times follows the language of the browser.
const PATTERN = /^\s*(\d{1,2})(?:\s*[.:u h]?\s*(\d{2}))?\s*(?:u|uur|h)?\s*$/i;

/** "15:00", or "" when it is no time of day. */
export function readTime(text) {
  const [, hour, minute = "0"] = PATTERN.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 24 || Number(minute) > 59 || (Number(hour) === 24 && Number(minute) > 0)) return "";
  return `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
}
