/** What a drag of a task wants, on the time line or in the calendar, and the command that would do it. Pure. */

import { linkStep, progressStep, rescheduleStep, type Step, updateStep } from "~/commands";
import { DAY } from "~/model/moments";
import type { Split } from "~/model/splits";
import type { LinkRow, ScheduleRow } from "~/protocol/tables.generated";
import { daysBetween, shiftBy, snapFinish, snapStart, type Work } from "./snap";

type LinkType = LinkRow["type"];

export interface MoveDrag {
  readonly kind: "move";
  readonly id: number;
  readonly before: ScheduleRow;
  readonly start: number;
  /** The other selected tasks, or those of a summary's branch, which move as far. */
  readonly others: readonly MoveDrag[];
  /** It takes its dates from its branch, of which `others` move; scheduled by hand it goes along itself. */
  readonly summary?: { readonly finish: number };
  /** Nothing that it waits for can hold it: to begin later it is pinned, for certain. */
  readonly free?: boolean;
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

/** A deadline, or the date of a constraint. */
export interface MarkDrag {
  readonly kind: "deadline" | "pin";
  readonly id: number;
  readonly before: ScheduleRow;
  /** Which end of the task it is about. */
  readonly end: "start" | "finish";
  readonly from: number;
  readonly date: number;
}

/** A part of a split task, and what comes after it. */
export interface PartDrag {
  readonly kind: "part";
  readonly id: number;
  readonly before: ScheduleRow;
  /** Its number in the order of time, the first being 0. */
  readonly part: number;
  readonly from: number;
  readonly start: number;
  /** Whether it goes on where the part before it ends. */
  readonly joined: boolean;
  readonly splits: readonly Split[];
}

export type Drag = MoveDrag | ResizeDrag | ProgressDrag | LinkDrag | MarkDrag | PartDrag;

/** The time that a task's dates snap to, and what its duration would be. */
export interface DragWork {
  readonly work: Work;
  duration(start: number, finish: number): number;
}

/** A bar moved by `delta` minutes. */
export function moveBy(drag: MoveDrag, delta: number, perMinute: number, by: DragWork): MoveDrag {
  return { ...drag, start: snapStart(by.work, drag.before.start, delta, perMinute) };
}

/**
 * What moves with the held bar goes as many working days of the project as that does, each to where its
 * own calendar works; as many minutes, where it is moved by less than days.
 */
export function together(
  drag: MoveDrag,
  perMinute: number,
  project: Work,
  workOf: (id: number) => Work,
): MoveDrag {
  const by = drag.start - drag.before.start;
  const days = by % DAY === 0 ? daysBetween(project, drag.before.start, drag.start) : 0;
  const shift = days === 0 ? (moment: number) => moment + by : shiftBy(project, days);
  const gone = (one: MoveDrag, start: number): MoveDrag => {
    const finish = by === 0 ? one.before.finish : shift(one.before.finish);
    return { ...one, start, ...(one.summary && { summary: { finish } }) };
  };
  const others = drag.others.map((other): MoveDrag => {
    const { start } = other.before;
    if (by === 0) return gone(other, start);
    const wished = shift(start) - start;
    return gone(other, snapStart(workOf(other.id), start, wished, perMinute));
  });
  return { ...gone(drag, drag.start), others };
}

/** A deadline or a constraint's date moved by `delta` minutes. */
export function markBy(drag: MarkDrag, delta: number, perMinute: number, work: Work): MarkDrag {
  const { from, end } = drag;
  const date =
    end === "start"
      ? snapStart(work, from, delta, perMinute)
      : snapFinish(work, Number.NEGATIVE_INFINITY, from, delta, perMinute);
  return { ...drag, date };
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
    case "deadline":
    case "pin":
      return drag.date !== drag.from;
    case "part":
      return drag.start !== drag.from;
  }
}

/** The commands that a drop here would send, one change together; none where nothing would change. */
export function stepsOf(drag: Drag, manual: (id: number) => boolean): Step[] {
  if (drag.kind === "move") {
    // Earlier ones first: what they take along needs no pin of its own.
    return [drag, ...drag.others]
      .filter((one) => changes(one) && (!one.summary || manual(one.id)))
      .sort((a, b) => a.start - b.start)
      .map(moveStep);
  }
  const step = stepOf(drag, manual);
  return step ? [step] : [];
}

function moveStep({ id, start, before, summary, free }: MoveDrag): Step {
  // The server need not work out where links alone would put it: of hundreds that takes seconds.
  if (free && start > before.start) {
    return updateStep(id, { constraint: "snet", constraint_date: start });
  }
  if (!summary) return rescheduleStep(id, { start });
  return updateStep(id, { manual_start: start, manual_finish: summary.finish });
}

function stepOf(drag: Exclude<Drag, MoveDrag>, manual: (id: number) => boolean): Step | null {
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
    case "deadline":
      return updateStep(id, { deadline: drag.date });
    case "pin":
      return updateStep(id, { constraint_date: drag.date });
    case "part":
      return updateStep(id, { splits: drag.splits.length ? drag.splits : null });
  }
}
