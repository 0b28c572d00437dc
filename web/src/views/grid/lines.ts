/**
 * Which lines a grid shows, and where: the outline or groups of it as one looks at it, or a few tasks
 * alone, without what is folded up.
 */

import { onlyOf } from "~/here/only";
import { withSummaries } from "~/model/tree";
import type { ProjectStore } from "~/store/types";
import { Looking } from "./looking";
import { isNumbers, recall, remember } from "./remember";
import {
  type GridLine,
  outlineLines,
  placesAbove,
  placesOf,
  type RowKey,
  rowAbove,
  taskOf,
} from "./rows";

const NOTHING: ReadonlySet<number> = new Set();

export class Lines {
  all: readonly GridLine[] = [];
  places: ReadonlyMap<RowKey, number> = new Map();
  readonly looking: Looking;
  readonly #store: ProjectStore;
  readonly #name: string;
  #collapsed: ReadonlySet<number>;
  #closed: ReadonlySet<string> = new Set();
  /** Where the summaries of tasks stand that are shown in groups. */
  #above: ReadonlyMap<number, readonly number[]> = new Map();

  constructor(store: ProjectStore) {
    this.#store = store;
    this.#name = `project.${store.projectId}.collapsed`;
    this.#collapsed = new Set(recall(this.#name, [], isNumbers));
    this.looking = new Looking(store);
  }

  /** Build them anew; `at` tells whether somebody is at a task, which then stays. */
  build(mayAdd: boolean, at: (id: number) => boolean): void {
    const store = this.#store;
    const only = onlyOf(store.projectId);
    const lines = only
      ? outlineLines(
          withSummaries(store.outline(), (line) => only.tasks.has(line.id)),
          NOTHING,
          false,
        )
      : this.looking.lines({
          collapsed: this.#collapsed,
          closed: this.#closed,
          mayAdd,
          at,
        });
    if (lines.length === this.all.length && lines.every((line, i) => line === this.all[i])) return;
    this.all = lines;
    this.places = placesOf(lines);
    this.#above = placesAbove(lines);
  }

  /** Where a task stands; a summary that stands in several groups, nearest to `near`. */
  placeOf(id: number, near = 0): number | undefined {
    const own = this.places.get(id);
    if (own !== undefined) return own;
    let found: number | undefined;
    for (const place of this.#above.get(id) ?? []) {
      if (found === undefined || Math.abs(place - near) < Math.abs(found - near)) found = place;
    }
    return found;
  }

  /** The row that shows a task. */
  rowOf(id: number): RowKey | undefined {
    const place = this.placeOf(id);
    return place === undefined ? undefined : this.all[place]?.key;
  }

  /** Whether a row lies under a heading or summary. */
  isBelow(row: RowKey, key: RowKey): boolean {
    for (let at: RowKey | null = row; at !== null; ) {
      at = rowAbove(this.all, this.places.get(at) ?? -1);
      if (at === key) return true;
    }
    return false;
  }

  /** The row in the place of one that is gone (deleted, collapsed): its summary's, else that of its place. */
  inPlaceOf(row: RowKey, before: number): RowKey | undefined {
    let at: number | null | undefined = taskOf(row);
    // In groups the task's other rows are not where it was; without them its one row is.
    if (at !== null && !this.places.has(at) && (typeof row !== "number" || !this.#above.has(at))) {
      at = this.#store.outlineLine(at)?.parentId;
    }
    while (typeof at === "number" && this.rowOf(at) === undefined) {
      at = this.#store.outlineLine(at)?.parentId;
    }
    const above = typeof at === "number" ? this.all[this.placeOf(at, before) ?? -1]?.key : null;
    return above ?? this.all[Math.min(before, this.all.length - 1)]?.key;
  }

  // ── what is folded up ───────────────────────────────────────────────────────────────────────

  get collapsed(): ReadonlySet<number> {
    return this.looking.filtering ? this.looking.folded : this.#collapsed;
  }

  /** Groups that are closed, and summaries in groups. */
  get closed(): ReadonlySet<string> {
    return this.#closed;
  }

  /** Whether what lies below a row is hidden; of a summary in a group, below it in that group. */
  isFolded(row: RowKey): boolean {
    return typeof row === "number" ? this.collapsed.has(row) : this.#closed.has(row);
  }

  /** Fold a row up, or open it; false where it is so already. */
  fold(row: RowKey, folded: boolean): boolean {
    if (folded === this.isFolded(row)) return false;
    if (typeof row === "number") this.collapse(changed(this.collapsed, row, folded));
    else this.#closed = changed(this.#closed, row, folded);
    return true;
  }

  /** Fold up, or open, all groups; without groups all summaries. */
  foldAll(folded: boolean): void {
    const groups = this.all.flatMap((line) => (line.kind === "group" ? [line.key] : []));
    if (groups.length > 0) {
      this.#closed = new Set(folded ? groups : []);
      return;
    }
    const summaries = this.#store.outline().filter((line) => line.hasChildren);
    this.collapse(new Set(folded ? summaries.map((line) => line.id) : []));
  }

  openGroups(): void {
    this.#closed = new Set();
  }

  collapse(next: ReadonlySet<number>): void {
    if (this.looking.filtering) {
      this.looking.folded = next;
      return;
    }
    this.#collapsed = next;
    remember(this.#name, [...next]);
  }
}

function changed<Key>(keys: ReadonlySet<Key>, key: Key, has: boolean): ReadonlySet<Key> {
  const next = new Set(keys);
  if (has) next.add(key);
  else next.delete(key);
  return next;
}
