/** Where the parts of a roadmap lie, in pixels. Pure. */

import { DAY, fromIso } from "~/model/moments";
import type { Lane, Milestone, Phase } from "./query";

/** Time from `start` to `finish` (minutes) over `width` pixels. */
export interface Span {
  readonly start: number;
  readonly finish: number;
  readonly width: number;
}

export interface Cell {
  readonly key: number;
  readonly x: number;
  readonly width: number;
  readonly unit: "month" | "quarter" | "year";
}

export interface Placed<Part> {
  readonly part: Part;
  readonly line: number;
  readonly x: number;
  readonly width: number;
  /** Where its baseline ends; null where it is none, or there. */
  readonly planned: number | null;
  /** Whether its words stand beside it: right, or for want of room left. */
  readonly beside: "left" | "right" | null;
}

export interface LaidLane {
  readonly lane: Lane;
  readonly stones: readonly Placed<Milestone>[];
  readonly bars: readonly Placed<Phase>[];
  /** Lines of milestones, and of all. */
  readonly above: number;
  readonly lines: number;
}

/** How wide words are, as they are written there. */
export type Measure = (words: string, heavy: boolean) => number;
/** What is good enough where nothing can be measured. */
export const guessed: Measure = (words) => words.length * 7;
/** Room beside the words of a bar for its sign, and of a milestone for its day. */
const SIGN = 30;
const DAY_ROOM = 62;
const GAP = 12;
const DIAMOND = 9;
/** A month is so wide at least: below it nobody reads a date. */
export const LEAST_MONTH = 34;
const MONTH = 30.4 * DAY;

/** The minute of an ISO local time; the server sends no other. */
export function minuteOf(iso: string): number {
  return fromIso(iso) ?? 0;
}

export function xOf(span: Span, minute: number): number {
  return ((minute - span.start) / (span.finish - span.start)) * span.width;
}

/** The time that lanes need, over `width` pixels or more; words of what comes last have room. */
export function spanOf(lanes: readonly Lane[], width: number, measure: Measure = guessed): Span {
  const dates = lanes.flatMap((lane) => [
    lane.start,
    lane.finish,
    ...[...lane.phases, ...lane.milestones].flatMap((one) => one.baseline_finish ?? []),
  ]);
  const minutes = dates.map(minuteOf);
  const first = Math.min(...minutes);
  const length = Math.max(Math.max(...minutes) - first, 28 * DAY);
  const start = first - length * 0.02;
  const end = first + length * 1.03;
  const bare = Math.max(width, ((end - start) / MONTH) * LEAST_MONTH);
  const over = (minute: string, words: number): number => {
    const x = ((minuteOf(minute) - start) / (end - start)) * bare;
    return ((x + words - bare) * bare) / Math.max(bare / 4, x);
  };
  const room = lanes.flatMap((lane) => [
    ...lane.milestones.map((one) => over(one.finish, DIAMOND + wordsOf(one, measure))),
    ...lane.phases.map((one) => {
      const long = minuteOf(one.finish) - minuteOf(one.start);
      const words = measure(one.name, true) + SIGN;
      const inside = words <= (long / (end - start)) * bare * 0.78;
      return inside ? 0 : over(one.finish, words + GAP);
    }),
  ]);
  const more = Math.min(Math.max(0, ...room), bare * 0.3);
  return { start, finish: end + ((end - start) * more) / (bare - more), width: bare };
}

/** On which line each span stands, so that none touches another: the first that is free. */
export function packed(spans: readonly (readonly [left: number, right: number])[]): number[] {
  const ends: number[] = [];
  return spans.map(([left, right]) => {
    const free = ends.findIndex((end) => end + GAP <= left);
    const line = free < 0 ? ends.length : free;
    ends[line] = right;
    return line;
  });
}

export function layOut(lane: Lane, span: Span, measure: Measure = guessed): LaidLane {
  const byTime = [...lane.milestones].sort((a, b) => a.finish.localeCompare(b.finish));
  const stones = byTime.map((part) => {
    const x = xOf(span, minuteOf(part.finish));
    const planned = plannedOf(part, span, x);
    const first = Math.min(x - DIAMOND, planned ?? x);
    const last = Math.max(x + DIAMOND, planned ?? x);
    const wide = wordsOf(part, measure);
    const left = last + wide > span.width;
    return {
      part,
      x,
      width: 0,
      planned,
      beside: left ? ("left" as const) : ("right" as const),
      taken: left ? ([first - wide, last] as const) : ([first, last + wide] as const),
    };
  });
  const stoneLines = packed(stones.map((one) => one.taken));
  const above = Math.max(0, ...stoneLines.map((line) => line + 1));
  let lines = above;
  const bars: Placed<Phase>[] = [];
  for (const level of [...new Set(lane.phases.map((one) => one.level))].sort((a, b) => a - b)) {
    const some = lane.phases
      .filter((one) => one.level === level)
      .sort((a, b) => a.start.localeCompare(b.start))
      .map((part) => {
        const x = xOf(span, minuteOf(part.start));
        const width = Math.max(4, xOf(span, minuteOf(part.finish)) - x);
        const words = measure(part.name, level === 0) + SIGN;
        const inside = words <= width;
        return { part, x, width, inside, right: x + width + (inside ? 0 : words) };
      });
    const at = packed(some.map((one) => [one.x, one.right]));
    for (const [i, { part, x, width, inside }] of some.entries()) {
      const line = lines + (at[i] ?? 0);
      const planned = plannedOf(part, span, x + width);
      bars.push({ part, line, x, width, planned, beside: inside ? null : "right" });
    }
    lines += Math.max(0, ...at.map((line) => line + 1));
  }
  return {
    lane,
    stones: stones.map(({ taken: _, ...one }, i) => ({ ...one, line: stoneLines[i] ?? 0 })),
    bars,
    above,
    lines: Math.max(1, lines),
  };
}

function plannedOf(
  part: { baseline_finish: string | null },
  span: Span,
  now: number,
): number | null {
  if (part.baseline_finish === null) return null;
  const x = xOf(span, minuteOf(part.baseline_finish));
  return Math.abs(x - now) < 3 ? null : x;
}

function wordsOf(one: { name: string }, measure: Measure): number {
  return measure(one.name, false) + DAY_ROOM;
}

/** Quarters and, where they have room, months between the ends of a span. */
export function cellsOf(span: Span): { upper: Cell[]; lower: Cell[] } {
  const perMonth = (span.width / (span.finish - span.start)) * MONTH;
  const quarters = perMonth * 3 >= 44;
  return perMonth >= 26
    ? { upper: periods(span, 3), lower: periods(span, 1) }
    : { upper: periods(span, 12), lower: quarters ? periods(span, 3) : [] };
}

const UNITS = { 1: "month", 3: "quarter", 12: "year" } as const;

function periods(span: Span, months: 1 | 3 | 12): Cell[] {
  const found: Cell[] = [];
  const begin = new Date(span.start * 60_000);
  let at = Date.UTC(begin.getUTCFullYear(), Math.floor(begin.getUTCMonth() / months) * months);
  while (at / 60_000 < span.finish) {
    const date = new Date(at);
    const next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
    const x = Math.max(0, xOf(span, at / 60_000));
    found.push({
      key: at / 60_000,
      x,
      width: Math.min(span.width, xOf(span, next / 60_000)) - x,
      unit: UNITS[months],
    });
    at = next;
  }
  return found;
}
