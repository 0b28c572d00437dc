/**
 * How well a text fits what somebody typed. Pure.
 *
 * Every word of the query must be found: at the start of a word of the text best, within one next,
 * as scattered letters in order last. Case and accents do not count.
 */

export interface Target {
  text: string;
  /** Places where words begin. */
  starts: ReadonlySet<number>;
}

const ACCENTS = /\p{Diacritic}/gu;
const LETTER = /[\p{L}\p{N}]/u;

export function fold(text: string): string {
  return text.normalize("NFD").replace(ACCENTS, "").toLowerCase();
}

export function target(text: string): Target {
  const folded = fold(text);
  const starts = new Set<number>();
  let inside = false;
  for (let i = 0; i < folded.length; i++) {
    const letter = LETTER.test(folded[i] ?? "");
    if (letter && !inside) starts.add(i);
    inside = letter;
  }
  return { text: folded, starts };
}

/** Words of a query, folded; none for a blank one. */
export function words(query: string): string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

/** Higher is better, 0 does not fit. `wanted` as `words` gives it. */
export function score(wanted: readonly string[], { text, starts }: Target): number {
  let total = 0;
  for (const word of wanted) {
    const one = scoreWord(word, text, starts);
    if (one === 0) return 0;
    total += one;
  }
  return total / (1 + text.length / 400);
}

function scoreWord(word: string, text: string, starts: ReadonlySet<number>): number {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const one = (at === 0 ? 120 : starts.has(at) ? 100 : 60) + word.length;
    if (one > best) best = one;
    if (at === 0) break;
  }
  return best || scattered(word, text, starts);
}

/** Letters in order with others between: only where most begin a word ("ddc" for "define data c"). */
function scattered(word: string, text: string, starts: ReadonlySet<number>): number {
  if (word.length < 2) return 0;
  let at = -1;
  let atStarts = 0;
  for (const letter of word) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return 0;
    const start = [...starts].find((place) => place > at && text[place] === letter);
    at = start ?? next;
    if (start !== undefined) atStarts += 1;
  }
  return atStarts * 2 >= word.length ? 20 + (20 * atStarts) / word.length : 0;
}

/** The best `most` of many, best first; equal ones keep their order. */
export function best<Item>(
  items: Iterable<Item>,
  query: string,
  of: (item: Item) => Target,
  most: number,
): Item[] {
  const wanted = words(query);
  const found: { item: Item; score: number; place: number }[] = [];
  let place = 0;
  for (const item of items) {
    const one = wanted.length ? score(wanted, of(item)) : 1;
    if (one > 0) found.push({ item, score: one, place });
    place += 1;
    if (!wanted.length && found.length >= most) break;
  }
  found.sort((a, b) => b.score - a.score || a.place - b.place);
  return found.slice(0, most).map((hit) => hit.item);
}
