/**
 * The columns of a task, each with what it holds: the one list that grids draw and that filters, groups
 * and orders are made of. A column that is added here can be filtered by once `filters-columns.ts`
 * reads it, which the compiler asks for. Pure.
 */

import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { seesCosts } from "./baseline";
import type { FieldKind } from "./filters-fields";

export type Align = "start" | "end" | "centre";

/** What a column is, apart from how it is shown now. */
export interface ColumnKind {
  readonly key: string;
  /** Key of its title in grid.json; custom fields bring a title of their own. */
  readonly title?: string;
  readonly width: number;
  readonly align: Align;
  /** What it holds; left out of a custom field's, which says so itself. */
  readonly kind?: FieldKind;
  /** Its field's key in filters, where that is another. */
  readonly field?: string;
  /** Figures of equal width. */
  readonly figures?: boolean;
  /** Not even among all columns before somebody asks for it. */
  readonly asked?: boolean;
}

/** The plan's own columns, in their first order. */
export const PLAN_COLUMNS = [
  { key: "line", kind: "number", width: 44, align: "end", figures: true },
  { key: "name", kind: "text", width: 256, align: "start" },
  { key: "wbs", kind: "text", width: 64, align: "start", figures: true },
  { key: "duration", kind: "duration", width: 76, align: "end", figures: true },
  { key: "start", kind: "date", width: 112, align: "end", figures: true },
  { key: "finish", kind: "date", width: 112, align: "end", figures: true },
  { key: "predecessors", kind: "task", width: 112, align: "start", figures: true },
  { key: "percent", kind: "number", width: 60, align: "end", figures: true },
  { key: "assignees", kind: "people", field: "assignee", width: 150, align: "start" },
  { key: "status", kind: "choice", width: 104, align: "start" },
  { key: "priority", kind: "choice", width: 84, align: "start" },
  { key: "float", kind: "duration", width: 76, align: "end", figures: true },
  { key: "critical", kind: "flag", width: 68, align: "centre" },
  { key: "deadline", kind: "date", width: 114, align: "end", figures: true },
  { key: "constraint", kind: "choice", width: 200, align: "start" },
  { key: "baselineStart", kind: "date", width: 128, align: "end", figures: true },
  { key: "startVariance", kind: "duration", width: 84, align: "end", figures: true },
  { key: "baselineFinish", kind: "date", width: 128, align: "end", figures: true },
  { key: "variance", kind: "duration", width: 84, align: "end", figures: true },
  { key: "baselineDuration", kind: "duration", width: 128, align: "end", figures: true },
  { key: "durationVariance", kind: "duration", width: 84, align: "end", figures: true },
  { key: "work", kind: "duration", width: 76, align: "end", figures: true },
  { key: "baselineWork", kind: "duration", width: 104, align: "end", figures: true },
  { key: "actualWork", kind: "duration", width: 84, align: "end", figures: true },
  { key: "remainingWork", kind: "duration", width: 84, align: "end", figures: true },
  { key: "workVariance", kind: "duration", width: 84, align: "end", figures: true },
  { key: "actualDuration", kind: "duration", width: 84, align: "end", figures: true },
  { key: "remainingDuration", kind: "duration", width: 84, align: "end", figures: true },
  { key: "mode", kind: "choice", width: 84, align: "start" },
  { key: "taskType", kind: "choice", width: 110, align: "start" },
  { key: "optimistic", kind: "duration", width: 84, align: "end", figures: true },
  { key: "pessimistic", kind: "duration", width: 84, align: "end", figures: true },
  { key: "confidence", kind: "choice", width: 96, align: "start" },
] as const satisfies readonly ColumnKind[];

/** Columns that a project has by what it holds. */
export const MORE_COLUMNS = [
  { key: "type", kind: "choice", width: 96, align: "start" },
  { key: "cost", kind: "number", width: 110, align: "end", figures: true, asked: true },
  { key: "baselineCost", kind: "number", width: 110, align: "end", figures: true, asked: true },
  { key: "costVariance", kind: "number", width: 110, align: "end", figures: true, asked: true },
  { key: "sprint", kind: "choice", width: 104, align: "start" },
  { key: "release", kind: "choice", width: 104, align: "start" },
  { key: "points", kind: "number", width: 68, align: "end", figures: true },
] as const satisfies readonly ColumnKind[];

type Own = (typeof PLAN_COLUMNS)[number] | (typeof MORE_COLUMNS)[number];
export type ColumnKey = Own["key"];

/** The key by which a column's field is filtered; custom fields' are `custom-12`. */
export function fieldKeyOf(column: Pick<ColumnKind, "key" | "field">): string {
  return column.field ?? column.key.replace("custom:", "custom-");
}

/** Whether a project has a column of `MORE_COLUMNS`. */
export function hasColumn(key: (typeof MORE_COLUMNS)[number]["key"], store: ProjectStore): boolean {
  switch (key) {
    case "type":
      return store.rows("work_types").size > 0;
    case "sprint":
      return store.rows("sprints").size > 0;
    case "release":
      return store.rows("releases").size > 0;
    case "points":
      return store.rows("sprints").size > 0 || estimated(store.rows("tasks"));
    default:
      return seesCosts(store);
  }
}

const kept = new WeakMap<ReadonlyMap<number, TaskRow>, boolean>();

/** Whether any task has story points; looked up once for the same rows. */
function estimated(tasks: ReadonlyMap<number, TaskRow>): boolean {
  let found = kept.get(tasks);
  if (found === undefined) {
    found = false;
    for (const task of tasks.values()) {
      if (task.story_points === null) continue;
      found = true;
      break;
    }
    kept.set(tasks, found);
  }
  return found;
}
