/** The figures of a plan that stand in its header and overview. Pure. */

import type { ProjectStore } from "~/store/types";
import { baselineOf } from "./baseline";
import { projectWork } from "./calendars";

export interface Figures {
  /** Minutes, null for an empty plan. */
  readonly start: number | null;
  readonly finish: number | null;
  /** Share of the planned working time that is done, 0 to 100. */
  readonly percent: number;
  /** Active tasks that are no summaries. */
  readonly tasks: number;
  readonly done: number;
  readonly critical: number;
  /** Finish of the baseline that is compared with, null without one. */
  readonly baselineFinish: number | null;
}

/** Counts working days of the project between two moments, as its header and lists tell them. */
export function daysIn(store: ProjectStore): (from: number, to: number) => number {
  const work = projectWork(store);
  const { minutes_per_day } = store.project;
  return (from, to) => Math.round((10 * work.between(from, to)) / minutes_per_day) / 10;
}

export function figures(store: ProjectStore): Figures {
  let start: number | null = null;
  let finish: number | null = null;
  let whole = 0;
  let worked = 0;
  let tasks = 0;
  let done = 0;
  let critical = 0;
  for (const line of store.outline()) {
    const task = store.task(line.id);
    const dates = store.schedule(line.id);
    if (!task?.active || !dates) continue;
    if (start === null || dates.start < start) start = dates.start;
    if (finish === null || dates.finish > finish) finish = dates.finish;
    if (line.hasChildren) continue;
    tasks += 1;
    whole += dates.duration;
    worked += (dates.duration * dates.percent_complete) / 100;
    if (dates.percent_complete >= 100) done += 1;
    else if (dates.critical) critical += 1;
  }
  let baselineFinish: number | null = null;
  for (const saved of planned(store).values()) {
    if (saved.finish !== null && (baselineFinish === null || saved.finish > baselineFinish)) {
      baselineFinish = saved.finish;
    }
  }
  const percent = whole ? Math.round((100 * worked) / whole) : tasks && done === tasks ? 100 : 0;
  return { start, finish, percent, tasks, done, critical, baselineFinish };
}

/** The plan's finish if some tasks had other dates. */
export function finishWith(
  store: ProjectStore,
  dates: ReadonlyMap<number, { finish: number }>,
): number | null {
  let finish: number | null = null;
  for (const row of store.schedules().values()) {
    const at = (dates.get(row.id) ?? row).finish;
    if (store.task(row.id)?.active && (finish === null || at > finish)) finish = at;
  }
  return finish;
}

export function sameFigures(a: Figures, b: Figures): boolean {
  return (Object.keys(a) as (keyof Figures)[]).every((name) => a[name] === b[name]);
}

export interface Planned {
  readonly start: number | null;
  readonly finish: number | null;
  readonly duration: number | null;
}

/** The values of the baseline that is compared with, by task; empty without one. */
export function planned(store: ProjectStore): ReadonlyMap<number, Planned> {
  return baselineOf(store);
}
