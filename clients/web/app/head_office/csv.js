// A report as a file for a spreadsheet of the reader's language. Pure. The columns are those of `krul report --csv`, so that both can be laid side by side.
import {AGES, count, keptOf, rateOf} from "./figures.js";

const COUNTED = ["chasers", "agreed_otherwise", "targets", "targets_kept", "targets_missed"];

// A cell that begins so would be reckoned by a spreadsheet instead of shown.
const RECKONED = /^[=+\-@\t\r]/;

// A Dutch spreadsheet takes the comma for the decimal mark and parts cells at a semicolon.
const DUTCH = {separator: ";", decimalMark: ","};
const ENGLISH = {separator: ",", decimalMark: "."};

function cell(value, separator) {
  let text = String(value ?? "");
  if (typeof value === "string" && RECKONED.test(text)) text = `'${text}`;
  return /["\n\r]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}

function durations(name, of, figure) {
  const any = count(of?.count) > 0;
  const minutes = (seconds) => (any ? figure(count(seconds) / 60) : "");
  return [
    [`${name}_count`, count(of?.count)],
    [`${name}_median_minutes`, minutes(of?.median_seconds)],
    [`${name}_p90_minutes`, minutes(of?.p90_seconds)],
  ];
}

function fields(row, figure) {
  const rate = rateOf(row);
  return [
    ["noted", count(row.noted)],
    ["handled_at_desk", count(row.handled_at_desk)],
    ["kept", keptOf(row)],
    ["kept_reached", count(row.kept_reached)],
    ["kept_attempted", count(row.kept_attempted)],
    ["kept_caller_came", count(row.kept_caller_came)],
    ["missed", count(row.missed)],
    ["not_judged", count(row.not_judged)],
    ["kept_percent", rate === null ? "" : figure(rate)],
    ...COUNTED.map((name) => [name, count(row[name])]),
    ...durations("acknowledge", row.acknowledge, figure),
    ...durations("call_back", row.call_back, figure),
    ...AGES.map((age) => [`open_${age}`, row.open ? count(row.open[age]) : ""]),
  ];
}

/** `titleOf(key)` names a row as people know it; `heading` is the name of the first column. */
export function reportCsv(report, heading, titleOf, language) {
  const {separator, decimalMark} = language === "nl" ? DUTCH : ENGLISH;
  const figure = (value) => value.toFixed(1).replace(".", decimalMark);
  const line = (values) => `${values.map((value) => cell(value, separator)).join(separator)}\r\n`;
  const rows = (report.rows ?? []).map((row) => [titleOf(row.key ?? ""), row]);
  rows.push(["total", report.total ?? {}]);
  return (
    line([heading, ...fields({}, figure).map(([name]) => name)]) +
    rows.map(([title, row]) => line([title, ...fields(row, figure).map(([, value]) => value)])).join("")
  );
}
