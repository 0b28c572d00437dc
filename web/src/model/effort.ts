/**
 * Work planned, done and left, by task; a summary's is that of its tasks and its own people. What
 * nobody says was worked follows % complete, as the server has it. Minutes. Pure.
 */

import type { Tables, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { roundHalfEven } from "./durations";

export interface Effort {
  readonly planned: number;
  readonly actual: number;
  readonly remaining: number;
}

const FULL = 10_000;
export const NO_EFFORT: Effort = { planned: 0, actual: 0, remaining: 0 };

export function plus(a: Effort, b: Effort): Effort {
  return {
    planned: a.planned + b.planned,
    actual: a.actual + b.actual,
    remaining: a.remaining + b.remaining,
  };
}

/** An assignment's work; `duration` and `percent` complete are its task's. */
export function effortOf(row: Tables["assignments"], duration: number, percent: number): Effort {
  const planned = row.work ?? roundHalfEven((duration * row.units) / FULL);
  if (row.actual_work === 0 && row.remaining_work === null) return byProgress(planned, percent);
  const rest = percent >= 100 ? 0 : Math.max(0, planned - row.actual_work);
  return { planned, actual: row.actual_work, remaining: row.remaining_work ?? rest };
}

function byProgress(planned: number, percent: number): Effort {
  const actual = roundHalfEven((planned * percent) / 100);
  return { planned, actual, remaining: planned - actual };
}

/** The work of all tasks that have any. */
export function effortsOf(store: ProjectStore): ReadonlyMap<number, Effort> {
  const kinds = store.rows("resources");
  const own = new Map<number, Effort>();
  for (const row of store.rows("assignments").values()) {
    if ((kinds.get(row.resource_id)?.kind ?? "work") !== "work") continue;
    const dates = store.schedule(row.task_id);
    const effort = effortOf(row, dates?.duration ?? 0, dates?.percent_complete ?? 0);
    own.set(row.task_id, plus(own.get(row.task_id) ?? NO_EFFORT, effort));
  }
  const found = new Map<number, Effort>();
  for (const line of store.outline()) {
    const task = store.task(line.id);
    if (!task) continue;
    const effort = typed(task, own.get(line.id), line.hasChildren, store);
    if (!effort) continue;
    for (let at: TaskRow | undefined = task; at; ) {
      found.set(at.id, plus(found.get(at.id) ?? NO_EFFORT, effort));
      at = at.parent_id === null ? undefined : store.task(at.parent_id);
    }
  }
  return found;
}

/** A task's own work: typed, where it is, else that of its people. */
function typed(
  task: TaskRow,
  people: Effort | undefined,
  summary: boolean,
  store: ProjectStore,
): Effort | undefined {
  if (task.work === null || summary) return people;
  if (people) return { ...people, planned: task.work };
  return byProgress(task.work, store.schedule(task.id)?.percent_complete ?? 0);
}

/** The minutes of a task's duration that are done. */
export function doneOf(task: TaskRow): number {
  if (task.actual_finish !== null) return task.duration;
  if (task.remaining_duration !== null) {
    return Math.max(0, task.duration - task.remaining_duration);
  }
  return roundHalfEven((task.duration * task.percent_complete) / 100);
}

/** A task's interruptions: minutes done before, and working minutes of rest. */
export function splitsOf(task: TaskRow): readonly (readonly [number, number])[] {
  return Array.isArray(task.splits) ? (task.splits as [number, number][]) : [];
}
