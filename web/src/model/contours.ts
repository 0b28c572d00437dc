/**
 * How an assignment of a file spreads its work over its time: Microsoft Project's work contours, kept
 * by their code, and the rests of what was contoured by hand. Pure.
 */

import type { AssignmentRow } from "~/protocol/tables.generated";
import type { WorkTime } from "./worktime";

/** By their codes: 0 is flat, of which nothing is to be said. */
const CODES = [
  null,
  "back_loaded",
  "front_loaded",
  "double_peak",
  "early_peak",
  "late_peak",
  "bell",
  "turtle",
  "contoured",
] as const;
export type Contour = NonNullable<(typeof CODES)[number]>;

/** Percent of the units in each tenth of the time; their means are the engine's (exchange/efforts.py). */
const TENTHS: Record<Exclude<Contour, "contoured">, readonly number[]> = {
  back_loaded: [10, 15, 25, 50, 50, 75, 75, 100, 100, 100],
  front_loaded: [100, 100, 100, 75, 75, 50, 50, 25, 15, 10],
  double_peak: [25, 50, 100, 50, 25, 25, 50, 100, 50, 25],
  early_peak: [25, 50, 100, 100, 75, 50, 50, 25, 15, 10],
  late_peak: [10, 15, 25, 50, 50, 75, 100, 100, 50, 25],
  bell: [10, 20, 40, 80, 100, 100, 80, 40, 20, 10],
  turtle: [25, 50, 75, 100, 100, 100, 100, 75, 50, 25],
};

export type Rest = readonly [from: number, to: number];

/** The contour of an assignment; null for a flat one. */
export function contourOf({ extra }: Pick<AssignmentRow, "extra">): Contour | null {
  const code = (extra as { contour?: unknown } | null)?.contour;
  return typeof code === "number" ? (CODES[code] ?? null) : null;
}

/** Minutes of work in each tenth of the time; null where the file's own periods are not kept. */
export function workByTenth(contour: Contour, work: number): number[] | null {
  if (contour === "contoured") return null;
  const parts = TENTHS[contour];
  const whole = parts.reduce((sum, part) => sum + part, 0);
  let given = 0;
  let wanted = 0;
  // What is rounded off in one tenth comes in the next: all add up to the work.
  return parts.map((part) => {
    wanted += part;
    const minutes = Math.round((work * wanted) / whole) - given;
    given += minutes;
    return minutes;
  });
}

/**
 * When the file has an assignment rest, in working time: files say it day by day, and often of nights
 * and weekends too.
 */
export function restsIn({ extra }: Pick<AssignmentRow, "extra">, work: WorkTime): Rest[] {
  const pauses = (extra as { pauses?: unknown } | null)?.pauses;
  if (!Array.isArray(pauses)) return [];
  const found: Rest[] = [];
  for (const [begin, end] of pauses as Rest[]) {
    if (work.between(begin, end) <= 0) continue;
    const rest: Rest = [work.next(begin), work.previous(end)];
    const last = found.at(-1);
    if (last && work.between(last[1], rest[0]) <= 0) found.splice(-1, 1, [last[0], rest[1]]);
    else found.push(rest);
  }
  return found;
}
