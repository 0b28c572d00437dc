/** How often a task recurs, as the server has it (docs/protocol.md, `task.recur`). Pure. */

import type { TaskRow } from "~/protocol/tables.generated";

export interface Rule {
  readonly unit: "day" | "week" | "month";
  readonly every?: number;
  /** Monday is 0. */
  readonly weekdays?: readonly number[];
  readonly day?: number;
  /** The n-th weekday of the month, -1 for the last. */
  readonly nth?: number;
  readonly start: number;
  readonly duration: number;
  readonly count?: number;
  readonly until?: number;
}

/** The rule of a recurring task; null for others, single occurrences among them. */
export function ruleOf(task: TaskRow | undefined): Rule | null {
  const found = task?.recurrence as Rule | { occurrence: number } | null | undefined;
  return found && "unit" in found ? found : null;
}

export function isRecurring(task: TaskRow | undefined): boolean {
  return ruleOf(task) !== null;
}
