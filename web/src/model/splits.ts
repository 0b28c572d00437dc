/** Interruptions of a task: where its parts lie, and what another rest makes of it. Pure. */

import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { drivingWork, projectWork } from "./calendars";
import { splitsOf } from "./effort";

export type Split = readonly [before: number, rest: number];

/** When a task begun at `start` works: [start, finish] of each part, as the engine has it. */
export function partsOf(store: ProjectStore, task: TaskRow, start: number): [number, number][] {
  const work = drivingWork(store, task)[0] ?? projectWork(store);
  const found: [number, number][] = [];
  let at = work.next(start);
  let done = 0;
  for (const [before, rest] of splitsOf(task)) {
    // One that has begun and of which nothing is done may rest first of all.
    if (before < 0 || before >= task.duration || rest <= 0) continue;
    const end = work.add(at, before - done);
    if (before > done) found.push([at, end]);
    at = work.next(work.add(end, rest));
    done = before;
  }
  found.push([at, work.add(at, task.duration - done)]);
  return found;
}

/** The working minutes of a task that lie before a moment: rests do not count. */
export function workedUntil(
  store: ProjectStore,
  task: TaskRow,
  start: number,
  moment: number,
): number {
  const work = drivingWork(store, task)[0] ?? projectWork(store);
  return partsOf(store, task, start).reduce(
    (sum, [from, to]) =>
      sum + Math.max(0, work.between(from, Math.min(Math.max(moment, from), to))),
    0,
  );
}

/** A task's splits with another rest after `done` minutes; one that is there grows. */
export function withRest(task: TaskRow, done: number, rest: number): Split[] {
  const found = new Map(splitsOf(task));
  found.set(done, (found.get(done) ?? 0) + rest);
  return [...found.entries()].sort((a, b) => a[0] - b[0]);
}

/** How long a task rests in all, as far as it parts the work. */
export function restsOf(task: TaskRow): number {
  return splitsOf(task).reduce(
    (sum, [before, rest]) => sum + (before >= 0 && before < task.duration ? rest : 0),
    0,
  );
}
