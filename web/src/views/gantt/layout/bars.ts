/** Where the parts of a task's bar lie. Pure. */

import { type Scale, toX } from "./scale";

export type BarKind = "task" | "summary" | "milestone";

/** What is known of a task, in minutes. */
export interface BarInput {
  readonly kind: BarKind;
  readonly start: number;
  readonly finish: number;
  readonly percent: number;
  /** Last date without delaying the project, where there is float. */
  readonly lateFinish: number | null;
  readonly baselineStart: number | null;
  readonly baselineFinish: number | null;
  readonly deadline: number | null;
  /** Constraint date, and which end it holds. */
  readonly pin: number | null;
  /** Until when it is done, where that is no share of the bar: a task that rested. */
  readonly doneUntil?: number | null;
  /** Undone work before this is left in the past. */
  readonly resumeDate: number;
}

export interface Span {
  readonly x: number;
  readonly width: number;
}

/** All in pixels from the time line's left end. */
export interface Bar extends Span {
  readonly kind: BarKind;
  /** Done part, from x. */
  readonly done: number;
  /** Part whose work is left in the past. */
  readonly late: Span | null;
  readonly tail: Span | null;
  readonly baseline: Span | null;
  readonly deadline: number | null;
  readonly deadlineMissed: boolean;
  readonly pin: number | null;
  /** Where words beside the bar may begin. */
  readonly labelX: number;
}

/** A short task still shows as something that one can hit. */
export const LEAST_WIDTH = 4;
/** Half the width of a milestone's diamond. */
export const DIAMOND = 8;
/** The width of the dot that begins a link. */
export const DOT = 18;

function span(scale: Scale, from: number, to: number): Span {
  const x = toX(scale, from);
  return { x, width: toX(scale, to) - x };
}

/** Lay out one bar. */
export function barFor(scale: Scale, input: BarInput): Bar {
  const x = toX(scale, input.start);
  const milestone = input.kind === "milestone";
  const real = toX(scale, input.finish) - x;
  const width = milestone ? 0 : Math.max(LEAST_WIDTH, real);
  const done = (width * input.percent) / 100;
  const hasFloat = input.lateFinish !== null && input.lateFinish > input.finish;
  const tail =
    hasFloat && input.lateFinish !== null ? span(scale, input.finish, input.lateFinish) : null;
  const baseline =
    input.baselineStart !== null && input.baselineFinish !== null
      ? span(scale, input.baselineStart, input.baselineFinish)
      : null;
  const deadline = input.deadline === null ? null : toX(scale, input.deadline);
  const right = milestone ? x + DIAMOND : x + width;
  const beside = heldBeside({ kind: input.kind, x, width, deadline }, DOT);
  return {
    kind: input.kind,
    x,
    width,
    done,
    late: lateSpan(scale, input, x, width, done),
    tail: tail && tail.width >= 2 ? tail : null,
    baseline,
    deadline,
    deadlineMissed: input.deadline !== null && input.finish > input.deadline,
    pin: input.pin === null ? null : toX(scale, input.pin),
    // Behind the dot that begins a link, which lies beyond a deadline near the bar's end.
    labelX: Math.max(
      right,
      beside > 0 ? right + beside + 4 : right,
      deadline !== null && deadline < right + 24 ? deadline + 6 : right,
    ),
  };
}

function lateSpan(
  scale: Scale,
  input: BarInput,
  x: number,
  width: number,
  done: number,
): Span | null {
  if (input.kind !== "task" || input.percent >= 100) return null;
  const to = Math.min(toX(scale, input.resumeDate), x + width);
  const { doneUntil } = input;
  const from = doneUntil === null || doneUntil === undefined ? x + done : toX(scale, doneUntil);
  return to - from >= 1 ? { x: from, width: to - from } : null;
}

/** Which part of a bar a pointer is over. */
export type BarPart = "body" | "start" | "finish" | "progress";

/**
 * The part at `at` px; short bars keep a body to hold. `touch` widens the ends; `piece` is how wide the
 * last part of a split bar is.
 */
export function partAt(
  bar: Span & { done: number; kind: BarKind },
  at: number,
  touch = false,
  piece = bar.width,
): BarPart {
  if (bar.kind !== "task") return "body";
  const reach = touch ? 14 : 6;
  const edge = Math.min(reach, piece / 4);
  if (at >= bar.x + bar.width - edge) return "finish";
  if (at <= bar.x + edge) return "start";
  if (Math.abs(at - (bar.x + bar.done)) <= 4 && bar.done > 0 && bar.width > 24) return "progress";
  return "body";
}

/** The end nearest to a pointer: where a link would dock. */
export function endAt(bar: Span & { kind: BarKind }, at: number): "start" | "finish" {
  return at < bar.x + bar.width / 2 ? "start" : "finish";
}

/** How wide one can hold a mark, and how much of that is left beside what lies under it. */
const HOLD = 22;
const LEAST_HOLD = 16;
/** How far a bar's own edge reaches into it. */
const OWN_EDGE = 7;

/** Where a deadline can be held: at its mark, without the bar's own edge and without the diamond. */
export function deadlineHold(deadline: number, bar: Span & { kind: BarKind }): Span {
  const from = deadline - HOLD / 2;
  const to = deadline + HOLD / 2;
  const diamond = bar.kind === "milestone" ? DIAMOND : 0;
  if (deadline >= bar.x + bar.width) {
    const x = Math.max(from, bar.x + bar.width + diamond);
    return { x, width: Math.max(to - x, LEAST_HOLD) };
  }
  const edge = bar.kind === "task" ? OWN_EDGE : 0;
  const end = Math.min(to, Math.max(bar.x + bar.width - edge, deadline + 5) - diamond);
  const x = Math.min(from, end - LEAST_HOLD);
  return { x, width: end - x };
}

/** How far beside a bar its deadline is held, where that begins within `reach` of the bar; else 0. */
export function heldBeside(
  bar: Span & { kind: BarKind; deadline: number | null },
  reach: number,
): number {
  if (bar.deadline === null) return 0;
  const right = bar.x + bar.width + (bar.kind === "milestone" ? DIAMOND : 0);
  const { x, width } = deadlineHold(bar.deadline, bar);
  return x < right + reach && x + width > right ? x + width - right : 0;
}
