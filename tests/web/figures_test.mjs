// The figures of head office, and the file they are saved in.
import assert from "node:assert/strict";
import {test} from "node:test";
import {reportCsv} from "../../clients/web/app/head_office/csv.js";
import {datesBetween, forecastTotals, hoursTogether, isUncovered, judgedOf, openOf, rateByDay, rateOf} from "../../clients/web/app/head_office/figures.js";

test("kept is reached, attempted and caller came; figures arrive as strings and zeros not at all", () => {
  const row = {kept_reached: "7", kept_attempted: "1", kept_caller_came: "1", missed: "1"};
  assert.equal(judgedOf(row), 10);
  assert.equal(rateOf(row), 90);
  assert.equal(rateOf({kept_reached: "2999", missed: "1"}), 99.9, "never rounded up to all of them");
  assert.equal(rateOf({missed: "3"}), 0);
  assert.equal(rateOf({noted: "3"}), null, "nothing judged is no rate");
  assert.equal(openOf({open: {today: "2", a_week_and_more: "3"}}), 5);
});

test("days on which nothing happened are there all the same", () => {
  assert.deepEqual(datesBetween("2026-02-27", "2026-03-01"), ["2026-02-27", "2026-02-28", "2026-03-01"]);
  const report = {from_date: "2026-11-23", until_date: "2026-11-25", rows: [{key: "2026-11-24", kept_reached: "1", missed: "1"}]};
  assert.deepEqual(rateByDay(report), [
    {date: "2026-11-23", rate: null, kept: 0, missed: 0},
    {date: "2026-11-24", rate: 50, kept: 1, missed: 1},
    {date: "2026-11-25", rate: null, kept: 0, missed: 0},
  ]);
});

test("the hours of all branches are one row of hours", () => {
  const hour = (clock, due, present) => ({start_time: `2026-11-25T${clock}:00Z`, due, present});
  const branches = [
    {branch: "a", late: 1, at_risk: 2, hours: [hour("09:00", 2, 1), hour("10:00", 1, 0)]},
    {branch: "b", late: 3, hours: [hour("09:30", 1, 1)]},
  ];
  assert.deepEqual(hoursTogether(branches).map(({due, present}) => [due, present]), [[3, 2], [1, 0]]);
  assert.deepEqual(hoursTogether(branches).map(isUncovered), [false, true]);
  assert.deepEqual(forecastTotals(branches), {late: 4, at_risk: 2, later: 0});
});

test("the file has every figure, keeps commas within a cell, and lets a spreadsheet reckon nothing", () => {
  const report = {
    rows: [{key: "x", noted: "3", kept_reached: "2", missed: "1", acknowledge: {count: "2", median_seconds: "90", p90_seconds: "600"}}],
    total: {noted: "3"},
  };
  const [head, row, total, end] = reportCsv(report, "branch", () => '=SUM("A, B")', "en").split("\r\n");
  assert.equal(end, "");
  const names = head.split(",");
  assert.deepEqual(names.slice(0, 4), ["branch", "noted", "handled_at_desk", "kept"]);
  assert.ok(row.startsWith('"\'=SUM(""A, B"")",3,0,2,2,0,0,1,0,66.6,'), row);
  assert.ok(row.includes(",2,1.5,10.0,"), row);
  assert.ok(total.startsWith("total,3,"));
  assert.equal(total.split(",").length, names.length);
});

test("the file is parted and its figures are written as a Dutch spreadsheet reads them", () => {
  const rows = [{key: "x", noted: "3", kept_reached: "2", missed: "1", acknowledge: {count: "2", median_seconds: "90", p90_seconds: "600"}}];
  const [head, row] = reportCsv({rows}, "branch", () => "Centrum; Oost", "nl").split("\r\n");
  assert.ok(head.startsWith("branch;noted;handled_at_desk;"), head);
  assert.ok(row.startsWith('"Centrum; Oost";3;0;2;2;0;0;1;0;66,6;'), row);
  assert.ok(row.includes(";2;1,5;10,0;"), row);
});
