/** What drives a task, as far as the plan at hand says it: the drivers that the engine named. */

import type { LinkRow, ScheduleRow, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";

export interface DrivenStep {
  readonly task: TaskRow;
  readonly result: ScheduleRow;
  /** The driver; `status_date` where the project's start is, but for its status date. */
  readonly kind: string;
  /** Of a link, or one of the summary above. */
  readonly link: LinkRow | null;
  /** The name of the task that it waits for; null where it is outside the view. */
  readonly other: string | null;
}

/** The chain from a task to its root, at most `most` steps. */
export function drivenBy(store: ProjectStore, id: number, most = 4): DrivenStep[] {
  const found: DrivenStep[] = [];
  const seen = new Set<number>();
  let at: number | null = id;
  while (at !== null && !seen.has(at) && found.length < most) {
    seen.add(at);
    const task = store.task(at);
    const result = store.schedule(at);
    if (!task || !result) break;
    const by = result.driver_id;
    const linked = result.driver === "link" || result.driver === "summary";
    const link = linked && by !== null ? (store.rows("links").get(by) ?? null) : null;
    const next: number | null =
      link?.predecessor_id ?? (result.driver === "child" ? by : null) ?? null;
    const other = link ? (store.task(link.predecessor_id)?.name ?? null) : null;
    found.push({ task, result, kind: kindOf(store, result), link, other });
    at = next;
  }
  return found;
}

function kindOf(store: ProjectStore, result: ScheduleRow): string {
  const { start, status_date, from_status_date } = store.project;
  const since = from_status_date ? (status_date ?? start) : start;
  const waits = result.driver === "project_start" && since > start && result.start >= since;
  return waits ? "status_date" : result.driver;
}

/** Whether only the server knows whom it waits for: people whom levelling made room for. */
export function asksServer(steps: readonly DrivenStep[]): boolean {
  return steps.some((step) => step.kind === "levelling");
}
