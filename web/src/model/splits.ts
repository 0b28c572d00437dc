/** Interruptions of a task: where its parts lie, and what another rest makes of it. Pure. */

import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { drivingWork, projectWork } from "./calendars";
import { splitsOf } from "./effort";

export type Split = readonly [before: number, rest: number];

/** A part of a split task. */
export interface Part {
  readonly from: number;
  readonly to: number;
  /** Which of the splits it comes after, and when the work before that ends; null of the first. */
  readonly after: { readonly split: number; readonly end: number } | null;
}

/** When a task begun at `start` works, part by part, as the engine has it. */
export function partsWithRests(store: ProjectStore, task: TaskRow, start: number): Part[] {
  const work = drivingWork(store, task)[0] ?? projectWork(store);
  const found: Part[] = [];
  let at = work.next(start);
  let done = 0;
  let after: Part["after"] = null;
  for (const [split, [before, rest]] of splitsOf(task).entries()) {
    // One that has begun and of which nothing is done may rest first of all.
    if (before < 0 || before >= task.duration || rest <= 0) continue;
    const end = work.add(at, before - done);
    if (before > done) found.push({ from: at, to: end, after });
    at = work.next(work.add(end, rest));
    done = before;
    after = { split, end };
  }
  found.push({ from: at, to: work.add(at, task.duration - done), after });
  return found;
}

/** When a task begun at `start` works: [start, finish] of each part. */
export function partsOf(store: ProjectStore, task: TaskRow, start: number): [number, number][] {
  return partsWithRests(store, task, start).map(({ from, to }) => [from, to]);
}

/**
 * A task's splits with a part, and what comes after it, begun at another moment. One that would not
 * rest any more goes on where the part before it ends.
 */
export function withPartAt(
  store: ProjectStore,
  task: TaskRow,
  part: Part,
  start: number,
): { readonly splits: readonly Split[]; readonly start: number } {
  const splits = splitsOf(task);
  if (!part.after) return { splits, start: part.from };
  const work = drivingWork(store, task)[0] ?? projectWork(store);
  const { split, end } = part.after;
  const rest = work.between(end, start);
  if (rest <= 0) return { splits: splits.toSpliced(split, 1), start: work.next(end) };
  const [before] = splits[split] as Split;
  return {
    splits: splits.with(split, [before, rest]),
    start: work.next(work.add(end, rest)),
  };
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
