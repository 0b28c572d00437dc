/** What of a branch is moved where its summary is dragged. */

import { linesAbove, linesBelow } from "~/model/tree";
import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";

/** Constraints that give way when a task is moved; the others are dates that were agreed upon. */
const SOFT = new Set<TaskRow["constraint"]>(["asap", "snet", "fnet"]);

/** The tasks of a branch that have dates of their own, in order. */
export function leavesOf(store: ProjectStore, id: number): number[] {
  const line = store.outlineLine(id);
  if (!line) return [];
  return linesBelow(store.outline(), line).flatMap((one) => (one.hasChildren ? [] : [one.id]));
}

/** Whether a task may go elsewhere: what has begun, must be at a date or counts for nothing stays. */
function mayGo(store: ProjectStore, id: number): boolean {
  const [task, result] = [store.task(id), store.schedule(id)];
  if (!task?.active || !result) return false;
  if (task.actual_start !== null || result.percent_complete > 0) return false;
  return task.mode === "manual" || SOFT.has(task.constraint);
}

/**
 * The tasks of a branch that are moved for all of it to move: what waits for one of them, at whatever
 * remove, follows by itself.
 */
export function headsOf(store: ProjectStore, id: number): number[] {
  const leaves = leavesOf(store, id);
  const branch = new Set(leaves);
  const links = store.rows("links");
  const found = new Map<number, "moved" | "follows" | "stays">();
  /** What a task waits for in the branch. */
  const before = (key: number): number | undefined => {
    if (store.task(key)?.mode === "manual") return undefined;
    const { driver, driver_id } = store.schedule(key) ?? {};
    const linked = driver === "link" || driver === "summary";
    return linked ? links.get(driver_id ?? 0)?.predecessor_id : undefined;
  };
  for (const leaf of leaves) {
    const way = new Set<number>();
    let at: number | undefined = leaf;
    while (at !== undefined && branch.has(at) && !found.has(at) && !way.has(at)) {
      way.add(at);
      at = mayGo(store, at) ? before(at) : undefined;
    }
    // A summary goes where some of it goes.
    const below = at === undefined || at === id || branch.has(at) ? [] : leavesOf(store, at);
    let goes = below.some((key) => branch.has(key) && mayGo(store, key));
    const known = at === undefined ? undefined : found.get(at);
    if (known) goes = known !== "stays";
    for (const key of [...way].reverse()) {
      found.set(key, !mayGo(store, key) ? "stays" : goes ? "follows" : "moved");
      goes = found.get(key) !== "stays";
    }
  }
  return leaves.filter((key) => found.get(key) === "moved");
}

/** Whether no link can hold a task, neither its own nor one of a summary above it. */
export function isFree(store: ProjectStore, id: number): boolean {
  const task = store.task(id);
  if (task?.mode !== "auto" || (task.constraint !== "asap" && task.constraint !== "snet")) {
    return false;
  }
  const incoming = store.index("links", "successor_id");
  const above = linesAbove((key) => store.outlineLine(key), id).map((line) => line.id);
  return [id, ...above].every((key) => (incoming.get(key)?.length ?? 0) === 0);
}
