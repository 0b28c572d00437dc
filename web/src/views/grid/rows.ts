/** What a grid shows, line by line: tasks, headings of groups, and the empty row at the end. Pure. */

import type { OutlineLine } from "~/store/types";

export interface TaskLine {
  readonly kind: "task";
  readonly key: number;
  readonly line: OutlineLine;
  /** Depth as shown: the outline's, or 0 within groups. */
  readonly level: number;
  /** Here only because something below it is: a filter does not let it through itself. */
  readonly dim: boolean;
  /** Here though a filter does not let it through: it was just added, or somebody is at it. */
  readonly unfit: boolean;
}

export interface GroupLine {
  readonly kind: "group";
  readonly key: string;
  readonly label: string;
  /** The tasks of the group, in the order they stand in. */
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

type Kept = WeakMap<OutlineLine, TaskLine>;
const plain: Kept = new WeakMap();
const dimmed: Kept = new WeakMap();
const flat: Kept = new WeakMap();
const stays: Kept = new WeakMap();
const flatStays: Kept = new WeakMap();
const NONE: ReadonlySet<number> = new Set();

/** The line of a task; the same object for the same line of the outline. */
function taskLine(line: OutlineLine, kept: Kept): TaskLine {
  let found = kept.get(line);
  if (!found) {
    const level = kept === flat || kept === flatStays ? 0 : line.level;
    const unfit = kept === stays || kept === flatStays;
    found = { kind: "task", key: line.id, line, level, dim: kept === dimmed, unfit };
    kept.set(line, found);
  }
  return found;
}

/**
 * The outline without what lies under collapsed tasks; the empty row last where one may add. Under
 * a filter, `fits` are the tasks that it lets through, and those that stay though it does not
 * (`unfit`): the others are there for the outline alone.
 */
export function outlineLines(
  outline: readonly OutlineLine[],
  collapsed: ReadonlySet<number>,
  canAdd: boolean,
  fits: { has(id: number): boolean } | null = null,
  unfit: ReadonlySet<number> = NONE,
): GridLine[] {
  const found: GridLine[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const line of outline) {
    if (line.level > hiddenBelow) continue;
    hiddenBelow = collapsed.has(line.id) ? line.level : Number.POSITIVE_INFINITY;
    const kept = unfit.has(line.id) ? stays : fits === null || fits.has(line.id) ? plain : dimmed;
    found.push(taskLine(line, kept));
  }
  if (canAdd) found.push(THE_ADD_LINE);
  return found;
}

/** Tasks under the headings of their groups, without what is closed; the empty row last. */
export function groupedLines(
  groups: readonly Omit<GroupLine, "kind">[],
  closed: ReadonlySet<string>,
  lineOf: (id: number) => OutlineLine | undefined,
  canAdd: boolean,
  unfit: ReadonlySet<number> = NONE,
): GridLine[] {
  const found: GridLine[] = [];
  for (const group of groups) {
    found.push({ kind: "group", ...group });
    if (closed.has(group.key)) continue;
    for (const id of group.ids) {
      const line = lineOf(id);
      if (line) found.push(taskLine(line, unfit.has(id) ? flatStays : flat));
    }
  }
  if (canAdd) found.push(THE_ADD_LINE);
  return found;
}

/** Where each line stands. */
export function placesOf(lines: readonly GridLine[]): Map<RowKey, number> {
  return new Map(lines.map((line, place) => [line.key, place]));
}
