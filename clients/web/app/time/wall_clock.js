// Between moments and what a clock on the wall of a branch shows, for fields in which somebody types a date and a time. Pure.

const formats = new Map();

function partsOf(instant_ms, zone) {
  if (!formats.has(zone)) {
    formats.set(
      zone,
      new Intl.DateTimeFormat("en-GB", {
        timeZone: zone,
        hourCycle: "h23",
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
      }),
    );
  }
  return Object.fromEntries(
    formats
      .get(zone)
      .formatToParts(instant_ms)
      .map(({type, value}) => [type, value]),
  );
}

/** "2026-11-25T15:00", as an input of type datetime-local wants it. */
export function wallTime(instant_ms, zone) {
  const {year, month, day, hour, minute} = partsOf(instant_ms, zone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** "2026-11-25": the day there. */
export const wallDate = (instant_ms, zone) => wallTime(instant_ms, zone).slice(0, 10);

const asIfUtc = (wall) => Date.parse(`${wall}:00Z`);

/**
 * The moment at which the wall shows this; null when nothing readable was typed. An hour that the clock skips counts as the one after it; of an hour
 * that comes twice the first is meant.
 */
export function instantOf(wall, zone) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall)) return null;
  const wanted = asIfUtc(wall);
  if (Number.isNaN(wanted)) return null;
  // The zone's distance from UTC is known only at a moment; twice is enough to land on the right side of a change of the clock.
  const distanceAt = (instant) => asIfUtc(wallTime(instant, zone)) - instant;
  const early = wanted - distanceAt(wanted - 86_400_000);
  const late = wanted - distanceAt(wanted + 86_400_000);
  const matches = [early, late].filter((instant) => asIfUtc(wallTime(instant, zone)) === wanted);
  return matches.length > 0 ? Math.min(...matches) : Math.max(early, late);
}
