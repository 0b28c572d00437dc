/** What a drag of a task wants, on the time line or in the calendar, and the command that would do it. Pure. */

import { linkStep, progressStep, rescheduleStep, type Step } from "~/commands";
import type { LinkRow, ScheduleRow } from "~/protocol/tables.generated";
import { snapFinish, snapStart, type Work } from "./snap";

type LinkType = LinkRow["type"];

export interface MoveDrag {
  readonly kind: "move";
  readonly id: number;
  readonly before: ScheduleRow;
  readonly start: number;
  /** The other selected tasks, which move as far. */
  readonly others: readonly MoveDrag[];
}

export interface ResizeDrag {
  readonly kind: "resize";
  readonly id: number;
  readonly before: ScheduleRow;
  /** Which end is held; the other stays. */
  readonly end: "start" | "finish";
  readonly start: number;
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

/** A bar moved by `delta` minutes, and the other selected ones as far, each in its own working time. */
export function moveBy(
  drag: MoveDrag,
  delta: number,
  perMinute: number,
  by: DragWork,
  byOf?: (id: number) => DragWork,
): MoveDrag {
  const start = snapStart(by.work, drag.before.start, delta, perMinute);
  if (!byOf || drag.others.length === 0) return { ...drag, start };
  const others = drag.others.map((other) =>
    moveBy(other, start - drag.before.start, perMinute, byOf(other.id)),
  );
  return { ...drag, start, others };
}

/** A bar's held end moved by `delta` minutes. */
export function resizeBy(
  drag: ResizeDrag,
  delta: number,
  perMinute: number,
  by: DragWork,
): ResizeDrag {
  const { start, finish: old, duration: length } = drag.before;
  if (drag.end === "start") {
    const wished = snapStart(by.work, start, delta, perMinute);
    const kept = wished === start || wished >= old;
    if (kept) return { ...drag, start, duration: length };
    return { ...drag, start: wished, duration: Math.max(1, by.duration(wished, old)) };
  }
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
      return drag.duration !== drag.before.duration || drag.start !== drag.before.start;
    case "progress":
      return drag.percent !== drag.before.percent_complete;
    case "link":
      return drag.target !== null && drag.target.id !== drag.id;
  }
}

/** The commands that a drop here would send, one change together; none where nothing would change. */
export function stepsOf(drag: Drag, manual: (id: number) => boolean): Step[] {
  if (drag.kind === "move") {
    return [drag, ...drag.others]
      .filter(changes)
      .map((one) => rescheduleStep(one.id, { start: one.start }));
  }
  const step = stepOf(drag, manual);
  return step ? [step] : [];
}

function stepOf(
  drag: ResizeDrag | ProgressDrag | LinkDrag,
  manual: (id: number) => boolean,
): Step | null {
  if (!changes(drag)) return null;
  const { id } = drag;
  switch (drag.kind) {
    case "resize":
      if (drag.end === "start") {
        const { start, finish, duration } = drag;
        return rescheduleStep(id, manual(id) ? { start, finish, duration } : { start, duration });
      }
      return rescheduleStep(id, { finish: drag.finish, duration: drag.duration, resize: true });
    case "progress":
      return progressStep(id, { percent_complete: drag.percent });
    case "link":
      return drag.target
        ? linkStep(id, drag.target.id, { type: linkType(drag.end, drag.target.end) })
        : null;
  }
}
