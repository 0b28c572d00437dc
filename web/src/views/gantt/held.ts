/** What a press takes hold of, and how it follows the hand: from parts of a row to drags. */

import { durationBetween, projectWork, shadingWork } from "~/model/calendars";
import { doneOf, splitsOf } from "~/model/effort";
import { partsWithRests, withPartAt } from "~/model/splits";
import { linesBelow } from "~/model/tree";
import type { ScheduleRow, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import type { PlanController } from "~/views/grid/controller";
import type { Reading } from "~/views/grid/reading";
import { headsOf, isFree } from "~/views/moving/branch";
import {
  type Drag,
  type DragWork,
  type MoveDrag,
  markBy,
  moveBy,
  type PartDrag,
  type ResizeDrag,
  resizeBy,
  together,
} from "~/views/moving/gestures";
import { snapStart } from "~/views/moving/snap";
import type { BarPart } from "./layout";

/** What of a row can be held; of a split task its parts, by number. */
export type Part = BarPart | "link-start" | "link-finish" | "deadline" | "pin" | `part-${number}`;

/** What follows the pointer as it is: progress and links are no matter of dates. */
type Dated = Exclude<Drag, { kind: "progress" | "link" }>;

/** The constraints that are about a start. */
const OF_START = new Set<TaskRow["constraint"]>(["snet", "snlt", "mso"]);

/** The drag of dates that begins where a part of a row is taken hold of; null where it cannot be. */
export function grasp(controller: PlanController, id: number, part: Part): Dated | null {
  const { store, mayEdit } = controller;
  const [task, before] = [store.task(id), store.schedule(id)];
  if (!mayEdit || !task || !before) return null;
  if (part === "deadline" && task.deadline !== null) {
    const at = { from: task.deadline, date: task.deadline };
    return { kind: "deadline", id, before, end: "finish", ...at };
  }
  if (part === "pin" && task.constraint_date !== null) {
    const end = OF_START.has(task.constraint) ? "start" : "finish";
    const at = { from: task.constraint_date, date: task.constraint_date };
    return { kind: "pin", id, before, end, ...at };
  }
  if (part.startsWith("part-")) return partOf(controller, id, Number(part.slice(5)));
  // A summary is as long as its tasks.
  if (isSummary(controller, id)) return part === "body" ? movable(controller, id, before) : null;
  if (part === "finish" || (part === "start" && mayLead(controller, id))) {
    return resizing(id, before, part);
  }
  return movable(controller, id, before);
}

/** What is held, `delta` minutes from where it was taken hold of. */
export function follow(
  controller: PlanController,
  first: Dated,
  delta: number,
  perMinute: number,
): Dated {
  const by = workOf(controller, first.id);
  switch (first.kind) {
    case "move": {
      const moved = moveBy(first, delta, perMinute, by);
      if (first.others.length === 0 && !first.summary) return moved;
      const own = (id: number) => workOf(controller, id).work;
      return together(moved, perMinute, projectWork(controller.store), own);
    }
    case "resize":
      return resizeBy(first, delta, perMinute, by);
    case "deadline":
    case "pin":
      return markBy(first, delta, perMinute, by.work);
    case "part":
      return partBy(controller, first, delta, perMinute);
  }
}

/** Whether something of a part that starts at `from` is done: then it lies where it lay. */
export function hasBegun(
  reading: Reading,
  task: TaskRow,
  result: ScheduleRow,
  from: number,
): boolean {
  return doneOf(task) > 0 && reading.doneUntil(task, result) > from;
}

/** The part of a split task at a moment, if it can be dragged by itself. */
export function partUnder(controller: PlanController, id: number, moment: number): Part | null {
  const { store, reading } = controller;
  const [task, result] = [store.task(id), store.schedule(id)];
  if (!task || !result) return null;
  const number = partsWithRests(store, task, result.start).findIndex(
    ({ from, to }, number) =>
      number > 0 && from <= moment && moment <= to && !hasBegun(reading, task, result, from),
  );
  return number < 0 ? null : `part-${number}`;
}

/** How many minutes the last part of a split task lasts; null for one that is not split. */
export function lastPart({ store }: PlanController, id: number): number | null {
  const [task, result] = [store.task(id), store.schedule(id)];
  if (!task || !result || splitsOf(task).length === 0) return null;
  const last = partsWithRests(store, task, result.start).at(-1);
  return last ? last.to - last.from : null;
}

/** Whether a task's left end can be dragged: what has begun or rests begins where it did. */
export function mayLead(controller: PlanController, id: number): boolean {
  const task = controller.store.task(id);
  return task !== undefined && task.actual_start === null && splitsOf(task).length === 0;
}

function isSummary({ store }: PlanController, id: number): boolean {
  return store.outlineLine(id)?.hasChildren ?? false;
}

function resizing(id: number, before: ScheduleRow, end: "start" | "finish"): ResizeDrag {
  const { start, finish, duration } = before;
  return { kind: "resize", id, before, end, start, finish, duration };
}

/** A move of a task, or of a summary with its branch, and of what else is selected with it. */
function movable(controller: PlanController, id: number, before: ScheduleRow): MoveDrag {
  const selected = controller.selectedTasks();
  const others = new Map<number, MoveDrag>();
  const add = (key: number): void => {
    const dates = controller.store.schedule(key);
    if (key === id || !dates || others.has(key)) return;
    const free = isFree(controller.store, key) && controller.store.task(key)?.actual_start === null;
    others.set(key, { ...moving(controller, key, dates), ...(free && { free }) });
  };
  for (const key of selected.includes(id) ? [id, ...selected] : [id]) {
    add(key);
    if (!isSummary(controller, key)) continue;
    for (const one of withinOf(controller.store, key)) add(one);
  }
  return { ...moving(controller, id, before), others: [...others.values()] };
}

/** What is moved of a branch: tasks for the rest to follow, and summaries that are scheduled by hand. */
function withinOf(store: ProjectStore, id: number): number[] {
  const line = store.outlineLine(id);
  const below = line ? linesBelow(store.outline(), line) : [];
  const byHand = below.filter((one) => one.hasChildren && store.task(one.id)?.mode === "manual");
  return [...headsOf(store, id), ...byHand.map((one) => one.id)];
}

function moving(controller: PlanController, id: number, before: ScheduleRow): MoveDrag {
  const { start, finish } = before;
  const drag: MoveDrag = { kind: "move", id, before, start, others: [] };
  return isSummary(controller, id) ? { ...drag, summary: { finish } } : drag;
}

/** The drag of a part that is still to come; the first goes with the whole bar. */
function partOf(controller: PlanController, id: number, part: number): PartDrag | null {
  const { store } = controller;
  const [task, before] = [store.task(id), store.schedule(id)];
  if (!task || !before) return null;
  const found = partsWithRests(store, task, before.start)[part];
  if (part < 1 || !found?.after || hasBegun(controller.reading, task, before, found.from))
    return null;
  const splits = splitsOf(task);
  const at = { from: found.from, start: found.from, joined: false };
  return { kind: "part", id, before, part, splits, ...at };
}

function partBy(
  controller: PlanController,
  first: PartDrag,
  delta: number,
  perMinute: number,
): PartDrag {
  const { store } = controller;
  const task = store.task(first.id);
  const part = task && partsWithRests(store, task, first.before.start)[first.part];
  if (!task || !part) return first;
  const { work } = workOf(controller, first.id);
  const wished = snapStart(work, first.from, delta, perMinute);
  if (wished === first.from) return { ...first, start: first.from, splits: splitsOf(task) };
  const { splits, start } = withPartAt(store, task, part, wished);
  return { ...first, start, splits, joined: splits.length < splitsOf(task).length };
}

/** The time that a task's dates snap to; a task that somebody deleted while it is held, to the project's. */
function workOf({ store }: PlanController, id: number): DragWork {
  const task = store.task(id);
  if (!task) return { work: projectWork(store), duration: () => 0 };
  return {
    work: shadingWork(store, task),
    duration: (start, finish) => durationBetween(store, task, start, finish),
  };
}
