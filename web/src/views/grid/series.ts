/** How a series goes on, as spreadsheets fill it from a handle: numbers, dates, counted names. Pure. */

import { DAY, fromIso, toIso } from "~/model/moments";

/** Choices are repeated: behind “Sprint 7” comes no sprint that may not be there. */
export type SeriesKind = "number" | "date" | "text" | "choice";

/**
 * The texts that follow some. Even steps go on; a single date goes on by days, a single name that
 * ends in a number is counted on, a single number stays. All else is repeated in turn. `back`: they
 * come before the first, nearest last.
 */
export function continued(
  given: readonly string[],
  kind: SeriesKind,
  count: number,
  back = false,
): string[] {
  const source = back ? [...given].reverse() : given;
  const step = stepped(source, kind);
  const found = Array.from({ length: count }, (_, n) =>
    step ? step(n + 1) : (source[n % source.length] ?? ""),
  );
  return back ? found.reverse() : found;
}

/** What gives the nth text behind the last one; null where there is no even step. */
function stepped(source: readonly string[], kind: SeriesKind): ((n: number) => string) | null {
  if (kind === "choice") return null;
  if (kind === "number") return source.length < 2 ? null : numbers(source);
  if (kind === "date") return dates(source);
  return counted(source);
}

function even(values: readonly number[], single: number): number | null {
  if (values.length < 2) return single;
  const first = (values[1] as number) - (values[0] as number);
  const same = values.every(
    (value, i) => i === 0 || Math.abs(value - (values[i - 1] as number) - first) < 1e-9,
  );
  return same ? first : null;
}

function numbers(source: readonly string[]): ((n: number) => string) | null {
  const values = source.map((text) =>
    /^-?\d+(\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN,
  );
  if (values.some(Number.isNaN)) return null;
  const by = even(values, 0);
  const last = values.at(-1) ?? 0;
  const digits = Math.max(...source.map((text) => /\.(\d+)/.exec(text)?.[1]?.length ?? 0));
  const sign = source.every((text) => text.endsWith("%")) ? "%" : "";
  return by === null ? null : (n) => `${Number((last + by * n).toFixed(digits))}${sign}`;
}

function dates(source: readonly string[]): ((n: number) => string) | null {
  const values = source.map((text) => fromIso(text.replace(" ", "T")));
  if (values.some((value) => value === null)) return null;
  const moments = values as number[];
  const by = even(moments, DAY);
  const last = moments.at(-1) ?? 0;
  const timed = source.some((text) => text.length > 10);
  if (by === null || (!timed && by % DAY !== 0)) return null;
  return (n) => {
    const iso = toIso(last + by * n);
    return timed ? iso.replace("T", " ") : iso.slice(0, 10);
  };
}

function counted(source: readonly string[]): ((n: number) => string) | null {
  const parts = source.map((text) => /^(.*?)(\d{1,9})$/.exec(text));
  const [first] = parts;
  if (!first || parts.some((part) => part?.[1] !== first[1])) return null;
  if ((first[1] ?? "").trim() === "") return null;
  const values = parts.map((part) => Number(part?.[2]));
  const by = even(values, 1);
  const last = values.at(-1) ?? 0;
  const width = /^0/.test(first[2] ?? "") ? (first[2] ?? "").length : 0;
  if (by === null) return null;
  return (n) => `${first[1]}${String(Math.max(0, last + by * n)).padStart(width, "0")}`;
}
