/**
 * Several options as one text, as a line of a CSV file is: commas between them, and in double quotes
 * what holds one. The server's `projects/option_text.py` reads and writes the same. Pure.
 */

/** One name up to what divides it from the next; a quote that nothing closes is a sign like others. */
const ITEM = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,;\n]|$)|([^,;\n]*))(?:[,;\n]|$)/y;
const DIVIDES = /[,;\n"]|^\s|\s$/;

/** The names that a text gives, each once whatever its letters' case, in order. */
export function listedNames(text: string): string[] {
  const found = new Map<string, string>();
  let place = 0;
  while (place < text.length) {
    ITEM.lastIndex = place;
    const match = ITEM.exec(text);
    if (!match || ITEM.lastIndex === place) break;
    const name = (match[1]?.replaceAll('""', '"') ?? match[2] ?? "").trim();
    const low = name.toLowerCase();
    if (name !== "" && !found.has(low)) found.set(low, name);
    place = ITEM.lastIndex;
  }
  return [...found.values()];
}

/** Where the name that is being typed begins: behind the last sign that divides, quotes apart. */
export function lastItem(text: string): number {
  let start = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? "";
    const opens = text[i - 1] === '"' || text.slice(start, i).trim() === "";
    if (sign === '"' && (inside || opens)) inside = !inside;
    else if (!inside && /[,;\n]/.test(sign)) start = i + 1;
  }
  return start;
}

/** The text that `namedOptions` reads as these names, where there are the `known` ones. */
export function namesText(names: readonly string[], known: readonly string[]): string {
  const text = names.map(itemText).join(", ");
  const whole = text.toLowerCase();
  const same = names.length > 1 && known.some((name) => name.trim().toLowerCase() === whole);
  return same ? names.map(quoted).join(", ") : text;
}

/** A name as one of several. */
export function itemText(name: string): string {
  return DIVIDES.test(name) ? quoted(name) : name;
}

/**
 * The ids of the options that a text names; null where one is not known. A text that is a name as a
 * whole is that option, commas or not; where several may stand, one that begins with a quote is read
 * as a list first.
 */
export function namedOptions(
  text: string,
  options: readonly { readonly id: string; readonly name: string }[],
  several: boolean,
): string[] | null {
  const ids = new Map(options.map(({ id, name }) => [name.trim().toLowerCase(), id]));
  const whole = ids.get(text.trim().toLowerCase());
  const alone = whole === undefined ? null : [whole];
  const listed = listedNames(text).map((name) => ids.get(name.toLowerCase()));
  const known = listed.filter((id) => id !== undefined);
  const all = known.length === listed.length && known.length > 0 ? known : null;
  if (!several) return alone ?? (listed.length === 1 ? all : null);
  return text.trimStart().startsWith('"') ? (all ?? alone) : (alone ?? all);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
