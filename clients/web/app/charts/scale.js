// From figures to places on a drawing. Pure.

/** A round number that is at least `most`, and marks at equal steps up to it: [0, 5, 10]. Always whole numbers: nobody is half a promise. */
export function roundTicks(most, wanted = 4) {
  const raw = Math.max(1, most) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((times) => times * power).find((candidate) => candidate >= raw),
  );
  const ticks = [0];
  while (ticks.at(-1) < most || ticks.length < 2) ticks.push(ticks.at(-1) + step);
  return ticks;
}

/** Where `count` bands lie side by side between `from` and `to`: {start, middle, width} of each. */
export function bands(count, from, to) {
  const width = count === 0 ? 0 : (to - from) / count;
  return Array.from({length: count}, (_, at) => ({start: from + at * width, middle: from + (at + 0.5) * width, width}));
}

/** Of `count` labels `needs` wide in `width`, show every how-manieth. */
export const everyHowMany = (count, needs, width) => Math.max(1, Math.ceil((count * needs) / Math.max(1, width)));

/** Runs of points without gaps, so that a line never bridges what is not known: points whose `known` is false end a run. */
export function runs(points, known) {
  const found = [[]];
  for (const point of points) {
    if (known(point)) found.at(-1).push(point);
    else if (found.at(-1).length > 0) found.push([]);
  }
  return found.filter((run) => run.length > 0);
}

export const pathOf = (points) => points.map(({x, y}, at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
