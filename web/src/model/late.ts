/** Whether a task is late. Pure. */

import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";

/** Late: unfinished past its deadline or its finish, or expected to finish after its deadline. */
export function isLate(store: ProjectStore, task: TaskRow, today: number): boolean {
  const result = store.schedule(task.id);
  if (!result || !task.active || result.percent_complete >= 100) return false;
  const deadline = task.deadline ?? Number.POSITIVE_INFINITY;
  return result.finish > deadline || result.finish < today || result.total_float < 0;
}
