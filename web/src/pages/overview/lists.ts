/** The milestones and the late tasks of a plan. Pure. */

import { daysIn, planned } from "~/model/figures";
import type { ProjectStore } from "~/store/types";

export interface Dated {
  readonly id: number;
  readonly name: string;
  readonly wbs: string;
  readonly finish: number;
  readonly done: boolean;
  readonly critical: boolean;
  /** Working days after the baseline's finish; null without a baseline. */
  readonly slip: number | null;
  /** Working days after the deadline; null without one or within it. */
  readonly overdue: number | null;
}

/** Milestones by date. */
export function milestones(store: ProjectStore): Dated[] {
  return dated(store, (milestone) => milestone).sort((a, b) => a.finish - b.finish);
}

/** Unfinished tasks that end after their baseline or deadline, the worst first. */
export function lateTasks(store: ProjectStore): Dated[] {
  return dated(store, (milestone) => !milestone)
    .filter((one) => !one.done && ((one.slip ?? 0) > 0 || one.overdue !== null))
    .sort((a, b) => Math.max(b.slip ?? 0, b.overdue ?? 0) - Math.max(a.slip ?? 0, a.overdue ?? 0));
}

function dated(store: ProjectStore, wanted: (milestone: boolean) => boolean): Dated[] {
  const saved = planned(store);
  const days = daysIn(store);
  const found: Dated[] = [];
  for (const line of store.outline()) {
    const task = store.task(line.id);
    const dates = store.schedule(line.id);
    if (!task?.active || !dates || line.hasChildren || !wanted(task.milestone)) continue;
    const before = saved.get(line.id)?.finish ?? null;
    const over = task.deadline !== null && dates.finish > task.deadline;
    found.push({
      id: line.id,
      name: task.name,
      wbs: line.wbs,
      finish: dates.finish,
      done: dates.percent_complete >= 100,
      critical: dates.critical,
      slip: before === null ? null : days(before, dates.finish),
      overdue: over && task.deadline !== null ? days(task.deadline, dates.finish) : null,
    });
  }
  return found;
}
