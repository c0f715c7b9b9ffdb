// What the figures of a report add up to. Pure. 64-bit integers arrive as strings, and what is zero is left out.

export const count = (value) => Number(value ?? 0);

export const keptOf = (row) => count(row?.kept_reached) + count(row?.kept_attempted) + count(row?.kept_caller_came);
export const judgedOf = (row) => keptOf(row) + count(row?.missed);

export const AGES = ["today", "one_to_two_days", "three_to_six_days", "a_week_and_more"];
export const openOf = (row) => AGES.reduce((sum, age) => sum + count(row?.open?.[age]), 0);

/** Tenths of a percent, cut off: 99.96 % is not shown as 100 while a promise was missed. null where nothing was judged. */
export function rateOf(row) {
  const judged = judgedOf(row);
  return judged === 0 ? null : Math.floor((keptOf(row) * 1000) / judged) / 10;
}

const DAY_MS = 86_400_000;
const dayNumber = (date) => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const dateOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const addDays = (date, days) => dateOf(dayNumber(date) + days);

/** Every date of the span, the last included: a report leaves out the days on which nothing happened. */
export function datesBetween(from_date, until_date) {
  const days = dayNumber(until_date) - dayNumber(from_date) + 1;
  return Array.from({length: Math.max(0, days)}, (_, at) => addDays(from_date, at));
}

/** One entry for every day: {date, rate (null: nothing judged), kept, missed}. */
export function rateByDay(report) {
  const rows = new Map((report.rows ?? []).map((row) => [row.key, row]));
  return datesBetween(report.from_date, report.until_date).map((date) => {
    const row = rows.get(date);
    return {date, rate: rateOf(row), kept: keptOf(row), missed: count(row?.missed)};
  });
}

/** The coming hours of all branches together. Hours of branches in other zones may begin at other moments; each stays with the hour it begins in. */
export function hoursTogether(branches) {
  const hours = new Map();
  for (const branch of branches) {
    for (const {start_time, due, present} of branch.hours ?? []) {
      const start = Math.floor(Date.parse(start_time) / 3_600_000) * 3_600_000;
      const sum = hours.get(start) ?? {start, due: 0, present: 0};
      hours.set(start, {start, due: sum.due + count(due), present: sum.present + count(present)});
    }
  }
  return [...hours.values()].sort((one, other) => one.start - other.start);
}

/** Late, at risk and later, of all branches together. */
export function forecastTotals(branches) {
  const sum = (field) => branches.reduce((total, branch) => total + count(branch[field]), 0);
  return {late: sum("late"), at_risk: sum("at_risk"), later: sum("later")};
}

/** Some promise falls due in it and nobody is there. */
export const isUncovered = ({due, present}) => due > 0 && present === 0;
