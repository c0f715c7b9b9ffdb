// A report as a file for a spreadsheet. Pure. The columns are those of `krul report --csv`, so that both can be laid side by side.
import {AGES, count, keptOf, rateOf} from "./figures.js";

const COUNTED = ["chasers", "agreed_otherwise", "targets", "targets_kept", "targets_missed"];

// A cell that begins so would be reckoned by a spreadsheet instead of shown.
const RECKONED = /^[=+\-@\t\r]/;

function cell(value) {
  let text = String(value ?? "");
  if (typeof value === "string" && RECKONED.test(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = (values) => `${values.map(cell).join(",")}\r\n`;

function durations(name, of) {
  const any = count(of?.count) > 0;
  const minutes = (seconds) => (any ? (count(seconds) / 60).toFixed(1) : "");
  return [
    [`${name}_count`, count(of?.count)],
    [`${name}_median_minutes`, minutes(of?.median_seconds)],
    [`${name}_p90_minutes`, minutes(of?.p90_seconds)],
  ];
}

function fields(row) {
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
    ["kept_percent", rate === null ? "" : rate.toFixed(1)],
    ...COUNTED.map((name) => [name, count(row[name])]),
    ...durations("acknowledge", row.acknowledge),
    ...durations("call_back", row.call_back),
    ...AGES.map((age) => [`open_${age}`, row.open ? count(row.open[age]) : ""]),
  ];
}

/** `titleOf(key)` names a row as people know it; `heading` is the name of the first column. */
export function reportCsv(report, heading, titleOf) {
  const rows = (report.rows ?? []).map((row) => [titleOf(row.key ?? ""), row]);
  rows.push(["total", report.total ?? {}]);
  return (
    line([heading, ...fields({}).map(([name]) => name)]) +
    rows.map(([title, row]) => line([title, ...fields(row).map(([, value]) => value)])).join("")
  );
}
