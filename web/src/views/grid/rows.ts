/** What a grid shows, line by line: tasks, headings of groups, and the empty row at the end. Pure. */

import { linesAbove } from "~/model/tree";
import type { OutlineLine } from "~/store/types";

export interface TaskLine {
  readonly kind: "task";
  /** The task's id; of a summary that stands above its tasks in a group, a text of both. */
  readonly key: RowKey;
  readonly id: number;
  readonly line: OutlineLine;
  /** Depth in the outline, from 0. */
  readonly level: number;
  /** Whether it stands under the heading of a group. */
  readonly grouped: boolean;
  /** Here only because something below it is: no filter lets it through, no group is its own. */
  readonly dim: boolean;
  /** Here though a filter does not let it through: it was just added, or somebody is at it. */
  readonly unfit: boolean;
}

export interface GroupLine {
  readonly kind: "group";
  readonly key: string;
  readonly label: string;
  /** The tasks of the group, in the order they stand in; what is above them is not among them. */
  readonly ids: readonly number[];
}

export interface AddLine {
  readonly kind: "add";
  readonly key: typeof ADD;
}

export type GridLine = TaskLine | GroupLine | AddLine;
/** A task's id, the key of a group or of a summary in it, or the empty row. */
export type RowKey = number | string;

export const ADD = "add";
/** What keys of summaries in groups begin with: those of headings begin otherwise. */
const ABOVE = "above:";

/** The task that a row shows, null for headings and the empty row. */
export function taskOf(row: RowKey): number | null {
  if (typeof row === "number") return row;
  return row.startsWith(ABOVE) ? Number.parseInt(row.slice(ABOVE.length), 10) : null;
}

/** The key of a row as an element of the page carries it. */
export function rowFrom(text: string): RowKey {
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : text;
}

const THE_ADD_LINE: AddLine = { kind: "add", key: ADD };

type Kept = WeakMap<OutlineLine, TaskLine>;
const plain: Kept = new WeakMap();
const dimmed: Kept = new WeakMap();
const stays: Kept = new WeakMap();
const grouped: Kept = new WeakMap();
const groupedStays: Kept = new WeakMap();
/** Of a summary, the line in each group. */
const above = new WeakMap<OutlineLine, Map<string, TaskLine>>();
const NONE: ReadonlySet<number> = new Set();

/** The line of a task; the same object for the same line of the outline. */
function taskLine(line: OutlineLine, kept: Kept): TaskLine {
  let found = kept.get(line);
  if (!found) {
    const { id, level } = line;
    found = {
      kind: "task",
      key: id,
      id,
      line,
      level,
      grouped: kept === grouped || kept === groupedStays,
      dim: kept === dimmed,
      unfit: kept === stays || kept === groupedStays,
    };
    kept.set(line, found);
  }
  return found;
}

/** The line of a summary above its tasks in a group; the same object for the same two. */
function lineAbove(line: OutlineLine, group: string): TaskLine {
  const lines = above.get(line) ?? new Map<string, TaskLine>();
  let found = lines.get(group);
  if (!found) {
    const { id, level } = line;
    const key = `${ABOVE}${id}:${group}`;
    found = { kind: "task", key, id, line, level, grouped: true, dim: true, unfit: false };
    lines.set(group, found);
    above.set(line, lines);
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

/**
 * Tasks under the headings of their groups, each below the summaries that it has in the outline;
 * without what lies under closed groups and summaries, `closed` by their keys; the empty row last.
 * A group's tasks stand together by their summaries already.
 */
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
    /** The summaries above the last task, from the top, and the place among them that hides it. */
    let chain: readonly OutlineLine[] = [];
    let hidden = Number.POSITIVE_INFINITY;
    for (const id of group.ids) {
      const line = lineOf(id);
      if (!line) continue;
      if (line.parentId !== (chain.at(-1)?.id ?? null)) {
        const next = linesAbove(lineOf, id).reverse();
        let at = 0;
        while (at < next.length && next[at] === chain[at]) at++;
        if (hidden >= at) hidden = Number.POSITIVE_INFINITY;
        for (; at < next.length && hidden === Number.POSITIVE_INFINITY; at++) {
          const summary = lineAbove(next[at] as OutlineLine, group.key);
          found.push(summary);
          if (closed.has(summary.key as string)) hidden = at;
        }
        chain = next;
      }
      if (hidden < chain.length) continue;
      found.push(taskLine(line, unfit.has(id) ? groupedStays : grouped));
    }
  }
  if (canAdd) found.push(THE_ADD_LINE);
  return found;
}

/** Where each line stands. */
export function placesOf(lines: readonly GridLine[]): Map<RowKey, number> {
  return new Map(lines.map((line, place) => [line.key, place]));
}

/** Where the summaries stand that are above tasks in groups, by their ids, from the top. */
export function placesAbove(lines: readonly GridLine[]): Map<number, number[]> {
  const found = new Map<number, number[]>();
  lines.forEach((line, place) => {
    if (line.kind !== "task" || line.key === line.id) return;
    const places = found.get(line.id);
    if (places) places.push(place);
    else found.set(line.id, [place]);
  });
  return found;
}

/** The row of the summary above a place, else of its group's heading; null where there is neither. */
export function rowAbove(lines: readonly GridLine[], place: number): RowKey | null {
  const line = lines[place];
  if (line?.kind !== "task") return null;
  for (let at = place - 1; at >= 0; at--) {
    const one = lines[at];
    if (one?.kind === "group" || (one?.kind === "task" && one.level < line.level)) return one.key;
  }
  return null;
}
