/** The time scale: minutes to pixels and back, and how far one can zoom. Pure. */

import { DAY, floorTo, nextOf } from "./time";

/** Minute `origin` is at x = 0; the drawing ends at minute `end`. */
export interface Scale {
  readonly origin: number;
  readonly end: number;
  /** Pixels a minute. */
  readonly perMinute: number;
}

/** An hour is 72 px wide at most; a year 24 px at least. */
export const CLOSEST = 72 / 60;
export const FARTHEST = 24 / (365 * DAY);

/** Pixels a day of the steps that keys and buttons go through. */
export const STEPS: readonly number[] = [
  0.07, 0.15, 0.3, 0.6, 1.2, 2.2, 4, 7, 12, 22, 36, 64, 130, 300, 700, 1600,
];

export function toX(scale: Scale, minute: number): number {
  return (minute - scale.origin) * scale.perMinute;
}

export function toMinute(scale: Scale, x: number): number {
  return scale.origin + x / scale.perMinute;
}

export function widthOf(scale: Scale): number {
  return (scale.end - scale.origin) * scale.perMinute;
}

export function clampZoom(perMinute: number): number {
  return Math.min(CLOSEST, Math.max(FARTHEST, perMinute));
}

/** The next wider (`closer`) or narrower step after the present one. */
export function stepped(perMinute: number, closer: boolean): number {
  const now = perMinute * DAY;
  const found = closer
    ? STEPS.find((s) => s > now * 1.02)
    : [...STEPS].reverse().find((s) => s < now / 1.02);
  return clampZoom((found ?? now) / DAY);
}

/**
 * A scale for a plan from `start` to `finish` that fills at least `width` pixels, in whole weeks that
 * begin on weekday `first`, Monday as 0.
 */
export function scaleFor(
  start: number,
  finish: number,
  perMinute: number,
  width: number,
  first = 0,
): Scale {
  const room = Math.max(14 * DAY, (width / perMinute) * 0.6);
  const origin = floorTo("week", start - room, first);
  const least = origin + width / perMinute;
  const end = nextOf("week", floorTo("week", Math.max(finish + room, least), first));
  return { origin, end, perMinute };
}

/** Pixels a minute at which the plan fills `width`, with a margin for the names beside bars. */
export function fitting(start: number, finish: number, width: number): number {
  const margin = width < 480 ? 28 : Math.min(width * 0.3, 220);
  return clampZoom(Math.max(40, width - margin) / Math.max(DAY, finish - start));
}

/** The scroll position that keeps `minute` at `offset` pixels from the left edge. */
export function scrollKeeping(scale: Scale, minute: number, offset: number): number {
  return Math.max(0, toX(scale, minute) - offset);
}
