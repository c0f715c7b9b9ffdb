// Finding by a few letters: those that begin a word count most, then those that stand in it, then those that merely follow each other.
const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

function scoreOfPart(part, text) {
  if (text.startsWith(part)) return 100;
  const inside = text.indexOf(part);
  if (inside > 0) return /[\s\-'./(]/.test(text[inside - 1]) ? 80 : 40;
  if (part.length < 3) return 0; // two letters follow each other in almost everything
  let at = 0;
  for (const letter of part) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return 0;
  }
  return 10;
}

/** 0: does not fit. Every word of the query must be found. */
export function fit(query, text) {
  const within = plain(text);
  let total = 0;
  for (const part of plain(query).split(/\s+/).filter(Boolean)) {
    const score = scoreOfPart(part, within);
    if (score === 0) return 0;
    total += score;
  }
  return total;
}

/** What fits, best first; all of it, in its own order, when nothing is asked. `textOf` gives what is searched in. */
export function search(query, items, textOf, limit = 8) {
  if (!query.trim()) return items.slice(0, limit);
  return items
    .map((item, place) => ({item, place, score: fit(query, textOf(item))}))
    .filter(({score}) => score > 0)
    .sort((one, other) => other.score - one.score || one.place - other.place)
    .slice(0, limit)
    .map(({item}) => item);
}
