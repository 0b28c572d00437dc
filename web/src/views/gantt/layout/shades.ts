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
