/** Types of tasks: which there are, and what their workflow lets a task do. Pure. */

import type { Tables, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { statusesOf, statusOf } from "./workflow";

export type WorkType = Tables["work_types"];

export interface Move {
  /** A column, null for any. */
  readonly from: number | null;
  readonly to: number;
  /** For who manages the project alone. */
  readonly manage: boolean;
}

export interface Need {
  readonly field: string;
  /** A column; null: to create it. */
  readonly status: number | null;
}

export const ICONS: Record<WorkType["icon"], string> = {
  task: "☐",
  bug: "✱",
  story: "❯",
  epic: "⬢",
  change: "⇄",
  question: "?",
  risk: "△",
  test: "✓",
  document: "≡",
  idea: "✦",
};

export function typesOf(store: ProjectStore): WorkType[] {
  return [...store.rows("work_types").values()].sort((a, b) =>
    a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id - b.id,
  );
}

export function typeOf(store: ProjectStore, task: TaskRow): WorkType | undefined {
  return task.type_id === null ? undefined : store.rows("work_types").get(task.type_id);
}

export function typeNamed(store: ProjectStore, name: string): WorkType | undefined {
  const wanted = name.trim().toLowerCase();
  return typesOf(store).find((one) => one.name.trim().toLowerCase() === wanted);
}

/** Columns that a task of a type may go to from where it stands; null for all. */
export function waysOf(store: ProjectStore, task: TaskRow): ReadonlySet<number> | null {
  const type = typeOf(store, task);
  if (!type || (type.transitions === null && type.statuses === null)) return null;
  const columns = statusesOf(store);
  const now = statusOf(columns, task)?.id;
  const moves = type.transitions as readonly Move[] | null;
  const allowed = type.statuses as readonly number[] | null;
  const manages = store.may("projects.manage");
  const fits = columns.filter(({ id }) => {
    if (id === now) return true;
    if (allowed && !allowed.includes(id)) return false;
    return (
      moves === null ||
      moves.some(
        (one) =>
          one.to === id && (one.from === null || one.from === now) && (!one.manage || manages),
      )
    );
  });
  return new Set(fits.map(({ id }) => id));
}
