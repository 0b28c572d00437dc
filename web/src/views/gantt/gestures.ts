/** What a drag on the time line wants, and the command that would do it. Pure. */

import { linkStep, progressStep, rescheduleStep, type Step } from "~/commands";
import type { ScheduleRow } from "~/protocol/tables.generated";
import { type LinkType, snapFinish, snapStart, type Work } from "./layout";

export interface MoveDrag {
  readonly kind: "move";
  readonly id: number;
  readonly before: ScheduleRow;
  readonly start: number;
}

export interface ResizeDrag {
  readonly kind: "resize";
  readonly id: number;
  readonly before: ScheduleRow;
  readonly finish: number;
  readonly duration: number;
}

export interface ProgressDrag {
  readonly kind: "progress";
  readonly id: number;
  readonly before: ScheduleRow;
  readonly percent: number;
}

export interface LinkDrag {
  readonly kind: "link";
  readonly id: number;
  readonly before: ScheduleRow;
  readonly end: "start" | "finish";
  /** The pointer, in pixels of the time line and of the rows. */
  readonly x: number;
  readonly y: number;
  readonly target: { readonly id: number; readonly end: "start" | "finish" } | null;
}

export type Drag = MoveDrag | ResizeDrag | ProgressDrag | LinkDrag;

/** The time that a task's dates snap to, and what its duration would be. */
export interface DragWork {
  readonly work: Work;
  duration(start: number, finish: number): number;
}

/** A bar moved by `delta` minutes. */
export function moveBy(drag: MoveDrag, delta: number, perMinute: number, by: DragWork): MoveDrag {
  return { ...drag, start: snapStart(by.work, drag.before.start, delta, perMinute) };
}

/** A bar's end moved by `delta` minutes. */
export function resizeBy(
  drag: ResizeDrag,
  delta: number,
  perMinute: number,
  by: DragWork,
): ResizeDrag {
  const { start, finish: old, duration: length } = drag.before;
  const finish = snapFinish(by.work, start, old, delta, perMinute);
  if (finish === old) return { ...drag, finish, duration: length };
  return { ...drag, finish, duration: Math.max(1, by.duration(start, finish)) };
}

/** Progress at a share of the bar, by steps of 5 %. */
export function progressAt(drag: ProgressDrag, share: number): ProgressDrag {
  const percent = Math.round((share * 100) / 5) * 5;
  return { ...drag, percent: Math.min(100, Math.max(0, percent)) };
}

export function linkType(from: "start" | "finish", to: "start" | "finish"): LinkType {
  return `${from === "start" ? "S" : "F"}${to === "start" ? "S" : "F"}` as LinkType;
}

/** Whether a drag would change anything. */
export function changes(drag: Drag): boolean {
  switch (drag.kind) {
    case "move":
      return drag.start !== drag.before.start;
    case "resize":
      return drag.duration !== drag.before.duration;
    case "progress":
      return drag.percent !== drag.before.percent_complete;
    case "link":
      return drag.target !== null && drag.target.id !== drag.id;
  }
}

/** The command that a drop here would send; null where it would change nothing. */
export function stepOf(drag: Drag): Step | null {
  if (!changes(drag)) return null;
  const { id } = drag;
  switch (drag.kind) {
    case "move":
      return rescheduleStep(id, { start: drag.start });
    case "resize":
      return rescheduleStep(id, { finish: drag.finish, duration: drag.duration, resize: true });
    case "progress":
      return progressStep(id, { percent_complete: drag.percent });
    case "link":
      return drag.target
        ? linkStep(id, drag.target.id, { type: linkType(drag.end, drag.target.end) })
        : null;
  }
}
