/** The outline of all tasks in order. Pure. */

import type { TaskRow } from "~/protocol/tables.generated";
import type { OutlineLine } from "./types";

export interface Outline {
  readonly lines: readonly OutlineLine[];
  readonly byId: ReadonlyMap<number, OutlineLine>;
}

/** The fields of a task that the outline depends on. */
export const OUTLINE_FIELDS = ["parent_id", "rank"] as const;

/** The order of siblings: by rank, code unit by code unit as the server does, then by key. */
export function bySibling(a: TaskRow, b: TaskRow): number {
  return a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id - b.id;
}

/**
 * Build the outline. A task whose summary cannot be seen (a guest's branch) stands at the top.
 * Lines that stayed as they were before are the same objects, and so is the whole if all did.
 */
export function buildOutline(
  tasks: ReadonlyMap<number, TaskRow>,
  before: Outline | undefined,
): Outline {
  const top: TaskRow[] = [];
  const below = new Map<number, TaskRow[]>();
  for (const task of tasks.values()) {
    const parent = task.parent_id;
    if (parent === null || !tasks.has(parent)) {
      top.push(task);
      continue;
    }
    const siblings = below.get(parent);
    if (siblings) siblings.push(task);
    else below.set(parent, [task]);
  }
  const lines: OutlineLine[] = [];
  let same = before !== undefined && before.lines.length === tasks.size;

  const walk = (siblings: TaskRow[], level: number, prefix: string, parentId: number | null) => {
    if (siblings.length > 1) siblings.sort(bySibling);
    for (let place = 0; place < siblings.length; place++) {
      const { id } = siblings[place] as TaskRow;
      const children = below.get(id);
      const wbs = prefix + (place + 1);
      const line = lines.length + 1;
      const hasChildren = children !== undefined;
      const old = before?.byId.get(id);
      const kept =
        old !== undefined &&
        old.line === line &&
        old.level === level &&
        old.wbs === wbs &&
        old.parentId === parentId &&
        old.hasChildren === hasChildren;
      if (!kept) same = false;
      lines.push(kept ? old : { id, level, wbs, parentId, hasChildren, line });
      if (children) walk(children, level + 1, `${wbs}.`, id);
    }
  };

  walk(top, 0, "", null);
  if (same && before) return before;
  return { lines, byId: new Map(lines.map((line) => [line.id, line])) };
}
