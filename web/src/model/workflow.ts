/**
 * Which column of the board a task stands in and where, as the server has it (projects/workflow.py),
 * and the bands in which a plan's priority is shown. Pure.
 */

import type { Tables, TaskRow } from "~/protocol/tables.generated";

export type Status = Tables["statuses"];
export type Category = Status["category"];
export const CATEGORIES: readonly Category[] = ["todo", "doing", "done"];

interface Source {
  rows(table: "statuses"): ReadonlyMap<number, Status>;
}

/** The columns from left to right. */
export function statusesOf(store: Source): readonly Status[] {
  return [...store.rows("statuses").values()].sort((a, b) =>
    a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id - b.id,
  );
}

type Standing = Pick<TaskRow, "status_id" | "percent_complete" | "actual_start">;

/** The column in which a task stands: its own, else the one that its progress means. */
export function statusOf(statuses: readonly Status[], task: Standing): Status | undefined {
  if (task.status_id !== null) {
    const own = statuses.find((one) => one.id === task.status_id);
    if (own) return own;
  }
  const first = (category: Category) => statuses.find((one) => one.category === category);
  if (task.percent_complete === 100) return first("done");
  if (task.percent_complete > 0 || task.actual_start !== null) {
    return first("doing") ?? statuses.findLast((one) => one.category === "todo");
  }
  return first("todo");
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH = 9;
const HEAD = "i";

/** Where in its column a task stands: its rank there, else the order of creation as a rank. */
export function boardRank(task: Pick<TaskRow, "id" | "board_rank">): string {
  if (task.board_rank !== "") return task.board_rank;
  let left = Math.max(0, task.id);
  let found = "";
  for (let place = 0; place < LENGTH; place++) {
    found = DIGITS.charAt(left % DIGITS.length) + found;
    left = Math.floor(left / DIGITS.length);
  }
  return HEAD + found;
}

/** Whether nobody has ever said how far a task is. */
export function untouched(task: TaskRow): boolean {
  return (
    task.percent_complete === 0 &&
    task.actual_start === null &&
    task.actual_finish === null &&
    task.remaining_duration === null
  );
}

export const PRIORITIES = ["urgent", "high", "normal", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What a band is written as, where the figure lies outside of it. */
const MEANS: Record<Priority, number> = { urgent: 900, high: 700, normal: 500, low: 300 };

/** The band of a plan's priority, 0 to 1000. */
export function priorityOf(priority: number): Priority {
  if (priority >= 800) return "urgent";
  if (priority >= 600) return "high";
  return priority >= 400 ? "normal" : "low";
}

export function priorityValue(band: Priority): number {
  return MEANS[band];
}
