/** Which tasks a filter shows. Pure. */

import type { TaskRow } from "~/protocol/tables.generated";
import type { OutlineLine, ProjectStore } from "~/store/types";
import { withSummaries } from "./tree";

export interface TaskFilter {
  /** Words that must all stand in the name, the number (MIG-42), the WBS or an assignee's name. */
  readonly text?: string;
  /** Assigned to the viewer. */
  readonly mine?: boolean;
  /** Assigned to this resource; null is to nobody. */
  readonly resourceId?: number | null;
  readonly critical?: boolean;
  readonly late?: boolean;
  readonly milestones?: boolean;
  /** Not done yet. */
  readonly open?: boolean;
}

export interface Filtered {
  /** Matching lines, and the summaries above them for context, in order. */
  readonly lines: readonly OutlineLine[];
  /** The keys of those that match themselves. */
  readonly matches: ReadonlySet<number>;
}

export function isFiltering(filter: TaskFilter): boolean {
  return Object.entries(filter).some(
    ([, value]) => value !== undefined && value !== false && value !== "",
  );
}

/** The outline as a filter shows it. `today` is the moment that lateness counts from. */
export function filterOutline(store: ProjectStore, filter: TaskFilter, today: number): Filtered {
  const test = taskFilter(store, filter, today);
  const matches = new Set<number>();
  const lines = withSummaries(store.outline(), (line) => {
    const task = store.task(line.id);
    if (!task || !test(task, line)) return false;
    matches.add(line.id);
    return true;
  });
  return { lines, matches };
}

export function taskFilter(
  store: ProjectStore,
  filter: TaskFilter,
  today: number,
): (task: TaskRow, line: OutlineLine) => boolean {
  const words = (filter.text ?? "")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const mine = filter.mine ? myResources(store) : null;
  return (task, line) => {
    const result = store.schedule(task.id);
    if (filter.critical && !result?.critical) return false;
    if (filter.late && !isLate(store, task, today)) return false;
    if (filter.milestones && !task.milestone) return false;
    if (filter.open && (result?.percent_complete ?? task.percent_complete) >= 100) return false;
    if (mine && !assigneesOf(store, task.id).some((id) => mine.has(id))) return false;
    if (filter.resourceId !== undefined) {
      const assigned = assigneesOf(store, task.id);
      const fits =
        filter.resourceId === null ? !assigned.length : assigned.includes(filter.resourceId);
      if (!fits) return false;
    }
    if (words.length === 0) return true;
    const haystack = textOf(store, task, line);
    return words.every((word) => haystack.includes(word));
  };
}

/** Late: unfinished past its deadline or its finish, or expected to finish after its deadline. */
export function isLate(store: ProjectStore, task: TaskRow, today: number): boolean {
  const result = store.schedule(task.id);
  if (!result || !task.active || result.percent_complete >= 100) return false;
  const deadline = task.deadline ?? Number.POSITIVE_INFINITY;
  return result.finish > deadline || result.finish < today || result.total_float < 0;
}

/** Keys of the resources assigned to a task. */
export function assigneesOf(store: ProjectStore, taskId: number): number[] {
  const assignments = store.rows("assignments");
  const keys = store.index("assignments", "task_id").get(taskId) ?? [];
  return keys.flatMap((key) => assignments.get(key)?.resource_id ?? []);
}

/** Keys of the resources that are the viewer. */
export function myResources(store: ProjectStore): ReadonlySet<number> {
  const keys = store.index("resources", "user_id").get(store.viewer.user_id) ?? [];
  return new Set(keys);
}

function textOf(store: ProjectStore, task: TaskRow, line: OutlineLine): string {
  const resources = store.rows("resources");
  const people = assigneesOf(store, task.id).map((id) => resources.get(id)?.name ?? "");
  const code = `${store.project.key}-${task.number}`;
  return [task.name, code, task.wbs || line.wbs, ...people].join(" ").toLowerCase();
}
