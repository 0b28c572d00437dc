/** What the compared baseline says of each task, and by how much the plan differs from it. Pure. */

import type { Tables } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { projectWork } from "./calendars";
import { type Effort, NO_EFFORT } from "./effort";

type Saved = Tables["baseline_tasks"];

/** The columns that say how far the plan is from the baseline. */
export const VARIANCES = [
  "variance",
  "startVariance",
  "durationVariance",
  "workVariance",
  "costVariance",
] as const;
export type Variance = (typeof VARIANCES)[number];

/** What of costs the server is asked for while somebody looks at it. */
export const ASKED_COSTS: readonly string[] = ["cost", "costVariance"];

/** What people cost shows in what tasks cost. */
export function seesCosts(store: ProjectStore): boolean {
  return store.may("costs.read") && store.may("rates.read");
}

const baselines = new WeakMap<
  object,
  { of: number | undefined; tasks: ReadonlyMap<number, Saved> }
>();

/** The compared baseline by task, empty without one; built once for the same rows. */
export function baselineOf(store: ProjectStore): ReadonlyMap<number, Saved> {
  const rows = store.rows("baseline_tasks");
  const of = store.baseline?.id;
  const cached = baselines.get(rows);
  if (cached && cached.of === of) return cached.tasks;
  const tasks = new Map<number, Saved>();
  for (const row of rows.values()) if (row.baseline_id === of) tasks.set(row.task_id, row);
  baselines.set(rows, { of, tasks });
  return tasks;
}

const sums = new WeakMap<object, { of: unknown; costs: ReadonlyMap<number, number> }>();

/** Costs of tasks with all below them; `own` are those of each alone. */
function rolledUp(store: ProjectStore, own: Iterable<readonly [number, number]>) {
  const found = new Map<number, number>();
  for (const [id, cost] of own) {
    for (let at: number | null = id; at !== null; at = store.task(at)?.parent_id ?? null) {
      found.set(at, (found.get(at) ?? 0) + cost);
    }
  }
  return found;
}

/** What each task costs now with all below it, minor units; null until the server was asked. */
export function costsNow(store: ProjectStore): ReadonlyMap<number, number> | null {
  const own = store.costs;
  if (!own) return null;
  const kept = sums.get(own);
  const of = store.outline();
  if (kept?.of === of) return kept.costs;
  const costs = rolledUp(store, own);
  sums.set(own, { of, costs });
  return costs;
}

const planned = new WeakMap<
  object,
  { of: number | undefined; outline: unknown; costs: ReadonlyMap<number, number> | null }
>();

/** What each task with all below it costs in the compared baseline; null where none has costs. */
export function costsPlanned(store: ProjectStore): ReadonlyMap<number, number> | null {
  const rows = store.rows("baseline_costs");
  const of = store.baseline?.id;
  const outline = store.outline();
  const kept = planned.get(rows);
  if (kept && kept.of === of && kept.outline === outline) return kept.costs;
  const own = [...rows.values()].flatMap((row) =>
    row.baseline_id === of ? [[row.task_id, row.cost] as const] : [],
  );
  const costs = own.length === 0 ? null : rolledUp(store, own);
  planned.set(rows, { of, outline, costs });
  return costs;
}

/**
 * By how much a task lies behind the baseline or needs more than it: working minutes, or minor units
 * of costs. Null where the baseline says nothing of it.
 */
export function varianceOf(
  store: ProjectStore,
  which: Variance,
  id: number,
  effort: Effort = NO_EFFORT,
): number | null {
  const saved = baselineOf(store).get(id);
  const now = store.schedule(id);
  if (!saved || !now) return null;
  switch (which) {
    case "variance":
      return saved.finish === null ? null : projectWork(store).between(saved.finish, now.finish);
    case "startVariance":
      return saved.start === null ? null : projectWork(store).between(saved.start, now.start);
    case "durationVariance":
      return saved.duration === null ? null : now.duration - saved.duration;
    case "workVariance":
      return saved.work === null ? null : effort.actual + effort.remaining - saved.work;
    case "costVariance": {
      const costs = costsNow(store);
      const before = costsPlanned(store);
      return costs && before ? (costs.get(id) ?? 0) - (before.get(id) ?? 0) : null;
    }
  }
}
