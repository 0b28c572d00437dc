/** What a grid shows, line by line: tasks, headings of groups, and the empty row at the end. Pure. */

import type { OutlineLine } from "~/store/types";

export interface TaskLine {
  readonly kind: "task";
  readonly key: number;
  readonly line: OutlineLine;
  /** Depth as shown: the outline's, or 0 within groups. */
  readonly level: number;
}

export interface GroupLine {
  readonly kind: "group";
  readonly key: string;
  readonly label: string;
  /** The tasks of the group, in outline order. */
  readonly ids: readonly number[];
}

export interface AddLine {
  readonly kind: "add";
  readonly key: typeof ADD;
}

export type GridLine = TaskLine | GroupLine | AddLine;
/** A task's id, a group's key, or the empty row. */
export type RowKey = number | string;

export const ADD = "add";
const THE_ADD_LINE: AddLine = { kind: "add", key: ADD };

const kept = new WeakMap<OutlineLine, TaskLine>();

function taskLine(line: OutlineLine): TaskLine {
  let found = kept.get(line);
  if (!found) {
    found = { kind: "task", key: line.id, line, level: line.level };
    kept.set(line, found);
  }
  return found;
}

/** The outline without what lies under collapsed tasks; the empty row last where one may add. */
export function outlineLines(
  outline: readonly OutlineLine[],
  collapsed: ReadonlySet<number>,
  canAdd: boolean,
): GridLine[] {
  const found: GridLine[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const line of outline) {
    if (line.level > hiddenBelow) continue;
    hiddenBelow = collapsed.has(line.id) ? line.level : Number.POSITIVE_INFINITY;
    found.push(taskLine(line));
  }
  if (canAdd) found.push(THE_ADD_LINE);
  return found;
}

/** Tasks under headings; a summary stands in no group, its tasks do. */
export function groupedLines(
  outline: readonly OutlineLine[],
  groupOf: (id: number) => { key: string; label: string; order: number },
  closed: ReadonlySet<string>,
): GridLine[] {
  const groups = new Map<string, { label: string; order: number; lines: OutlineLine[] }>();
  for (const line of outline) {
    if (line.hasChildren) continue;
    const { key, label, order } = groupOf(line.id);
    const group = groups.get(key);
    if (group) group.lines.push(line);
    else groups.set(key, { label, order, lines: [line] });
  }
  const sorted = [...groups].sort(
    ([, a], [, b]) => a.order - b.order || a.label.localeCompare(b.label),
  );
  const found: GridLine[] = [];
  for (const [key, group] of sorted) {
    const name = `group:${key}`;
    const ids = group.lines.map((line) => line.id);
    found.push({ kind: "group", key: name, label: group.label, ids });
    if (closed.has(name)) continue;
    for (const line of group.lines) found.push({ kind: "task", key: line.id, line, level: 0 });
  }
  return found;
}

/** Where each line stands. */
export function placesOf(lines: readonly GridLine[]): Map<RowKey, number> {
  return new Map(lines.map((line, place) => [line.key, place]));
}
