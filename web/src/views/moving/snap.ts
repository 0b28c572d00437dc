/** Dragged dates snapped to working time, coarser the farther one is zoomed out. Pure. */

import { DAY } from "~/model/moments";

/** What of a calendar's arithmetic is needed here; `WorkTime` of the model has it. */
export interface Work {
  /** The first working moment at or after `moment`. */
  next(moment: number): number;
  /** The last moment at or before `moment` at which work can end. */
  previous(moment: number): number;
  /** Working intervals between two moments, cut at both. */
  spans(from: number, to: number): (readonly [begin: number, end: number])[];
}

/** Minutes that one snaps to at a zoom: a quarter of an hour when close, whole days from afar. */
export function gridOf(perMinute: number): number {
  const day = perMinute * DAY;
  if (day >= 1400) return 15;
  if (day >= 500) return 30;
  if (day >= 180) return 60;
  return DAY;
}

/**
 * The start that a bar dragged by `delta` minutes takes: the same time of day some whole steps
 * away, then the nearest moment at which work can begin.
 */
export function snapStart(work: Work, original: number, delta: number, perMinute: number): number {
  const grid = gridOf(perMinute);
  const wished = original + Math.round(delta / grid) * grid;
  if (wished === original) return original;
  const next = work.next(wished);
  if (next === wished) return wished;
  if (grid < DAY) return next;
  // From a day off: forward or back, whichever working day is nearer.
  const last = work.previous(wished);
  const first = work.next(Math.floor((last - 1) / DAY) * DAY);
  return wished - last < next - wished ? first : next;
}

/** The finish that a bar's dragged end takes, at least one step after `start`. */
export function snapFinish(
  work: Work,
  start: number,
  original: number,
  delta: number,
  perMinute: number,
): number {
  const grid = gridOf(perMinute);
  const wished = original + Math.round(delta / grid) * grid;
  if (wished === original) return original;
  const finish = work.previous(Math.max(wished, start + 1));
  if (finish > start) return finish;
  const first = work.spans(start, start + 366 * DAY).find(([, end]) => end > start);
  return first ? Math.min(first[1], Math.max(start, first[0]) + Math.max(grid, 60)) : original;
}

/** A calendar without any working day is not walked along for ever. */
const FARTHEST = 40_000;

function works(work: Work, day: number): boolean {
  return work.spans(day * DAY, (day + 1) * DAY).length > 0;
}

/** The working days from one moment's day to another's; negative where that lies before. */
export function daysBetween(work: Work, from: number, to: number): number {
  const [one, other] = [Math.floor(from / DAY), Math.floor(to / DAY)];
  let days = 0;
  for (let day = one + 1; day <= other; day++) if (works(work, day)) days++;
  for (let day = one - 1; day >= other; day--) if (works(work, day)) days--;
  return days;
}

/** Moves moments by working days, to the same time of day. Asked for many, it walks each day's way once. */
export function shiftBy(work: Work, days: number): (moment: number) => number {
  const known = new Map<number, number>();
  const step = Math.sign(days);
  return (moment) => {
    const day = Math.floor(moment / DAY);
    let to = known.get(day);
    if (to === undefined) {
      to = day;
      for (let left = Math.abs(days); left > 0 && Math.abs(to - day) < FARTHEST; ) {
        to += step;
        if (works(work, to)) left--;
      }
      known.set(day, to);
    }
    return moment + (to - day) * DAY;
  };
}
