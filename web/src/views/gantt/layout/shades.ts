/** Non-working time as bands behind the bars. Pure. */

import type { Work } from "~/views/moving/snap";
import { type Scale, toMinute, toX } from "./scale";
import { DAY } from "./time";

export interface Band {
  readonly x: number;
  readonly width: number;
}

/** From this many pixels a day on, days off are shaded; from the second on, nights too. */
const DAYS_FROM = 3.5;
const NIGHTS_FROM = 150;

/** Bands between the pixels `left` and `right`. */
export function shadesFor(scale: Scale, work: Work, left: number, right: number): Band[] {
  const day = scale.perMinute * DAY;
  if (day < DAYS_FROM) return [];
  const from = Math.floor(toMinute(scale, left) / DAY) * DAY;
  const to = (Math.floor(toMinute(scale, right) / DAY) + 1) * DAY;
  const worked = work.spans(from, to);
  const found: Band[] = [];
  const add = (begin: number, end: number): void => {
    if (end > begin) found.push({ x: toX(scale, begin), width: (end - begin) * scale.perMinute });
  };
  let at = from;
  if (day >= NIGHTS_FROM) {
    for (const [begin, end] of worked) {
      add(at, Math.max(from, begin));
      at = Math.max(at, end);
    }
    add(at, to);
    return found;
  }
  // Whole days: a day with any work in it counts as working.
  for (const [begin, end] of worked) {
    const first = Math.floor(begin / DAY) * DAY;
    add(at, Math.max(from, first));
    at = Math.max(at, Math.ceil(end / DAY) * DAY);
  }
  add(at, to);
  return found;
}

/** What is in `bands` and not in `others`; both from left to right. Slivers of half a pixel are none. */
export function without(bands: readonly Band[], others: readonly Band[]): Band[] {
  const found: Band[] = [];
  let i = 0;
  for (const { x, width } of bands) {
    const end = x + width;
    let at = x;
    while (i < others.length && endOf(others[i]) <= x) i++;
    for (let j = i; j < others.length; j++) {
      const other = others[j] as Band;
      if (other.x >= end) break;
      if (other.x - at > SLIVER) found.push({ x: at, width: other.x - at });
      at = Math.max(at, endOf(other));
    }
    if (end - at > SLIVER) found.push({ x: at, width: end - at });
  }
  return found;
}

const SLIVER = 0.5;

function endOf(band: Band | undefined): number {
  return band ? band.x + band.width : Number.POSITIVE_INFINITY;
}

/** How one calendar's shading differs from the project's, as paths over a row from pixel `left` on. */
export interface OwnShade {
  readonly left: number;
  readonly width: number;
  /** Where the project works and this calendar does not; the other way round. */
  readonly off: string;
  readonly on: string;
}

/**
 * Differences between the pixels `left` and `right`, in rows of some height, each calendar's found
 * once; null where there are none.
 */
export function ownShades(
  scale: Scale,
  project: Work,
  left: number,
  right: number,
  height: number,
): (work: Work) => OwnShade | null {
  const known = new Map<Work, OwnShade | null>([[project, null]]);
  const common = shadesFor(scale, project, left, right);
  const from = Math.floor(left);
  return (work) => {
    let found = known.get(work);
    if (found === undefined) {
      const own = shadesFor(scale, work, left, right);
      const off = pathOver(without(own, common), from, height);
      const on = pathOver(without(common, own), from, height);
      const width = Math.max(0, Math.ceil(right) - from);
      found = off || on ? { left: from, width, off, on } : null;
      known.set(work, found);
    }
    return found;
  };
}

/** Bands as rectangles on whole pixels, as boxes are drawn. */
function pathOver(bands: readonly Band[], left: number, height: number): string {
  return bands
    .map((band) => {
      const from = Math.round(band.x) - left;
      return `M${from} 0H${Math.round(band.x + band.width) - left}V${height}H${from}z`;
    })
    .join("");
}
