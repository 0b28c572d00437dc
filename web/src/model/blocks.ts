/** What blocks a task, and since when. */

import type { BlocksRow, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { dayOf, momentNow } from "./moments";

type Reader = Pick<ProjectStore, "rows" | "index">;

/** The present day in the plan's zone, in days since 1970-01-01. */
export function todayOf(store: Pick<ProjectStore, "project">): number {
  return dayOf(momentNow(store.project.zone || "UTC"));
}

/** What blocks a task, as long as it is not done. */
export function blockOf(store: Reader, task: TaskRow): BlocksRow | undefined {
  if (task.percent_complete >= 100) return undefined;
  const [key] = store.index("blocks", "task_id").get(task.id) ?? [];
  return key === undefined ? undefined : store.rows("blocks").get(key);
}

/** Since how many days it is blocked. */
export function blockedDays(block: BlocksRow, today: number): number {
  return Math.max(0, today - block.since);
}
