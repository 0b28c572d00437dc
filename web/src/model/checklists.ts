/** Items to tick off on a task, and what they say of its progress as the server has it. Pure. */

import type { ChecklistItemsRow } from "~/protocol/tables.generated";

export type Item = ChecklistItemsRow;
export type ChecklistKind = Item["kind"];

interface Source {
  rows(table: "checklist_items"): ReadonlyMap<number, Item>;
  index(table: "checklist_items", field: "task_id"): ReadonlyMap<unknown, readonly number[]>;
}

export function byRank(a: Item, b: Item): number {
  return a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id - b.id;
}

/** The items of a task, or those of a kind, in order. */
export function itemsOf(store: Source, taskId: number, kind?: ChecklistKind): Item[] {
  const rows = store.rows("checklist_items");
  return (store.index("checklist_items", "task_id").get(taskId) ?? [])
    .flatMap((key) => rows.get(key) ?? [])
    .filter((row) => kind === undefined || row.kind === kind)
    .sort(byRank);
}

/** Whole percent of items that are ticked off, rounded down; null without items. */
export function percentOf(items: readonly Pick<Item, "done">[]): number | null {
  if (!items.length) return null;
  return Math.floor((100 * items.filter((item) => item.done).length) / items.length);
}

export interface Line {
  readonly text: string;
  readonly done: boolean;
}

const MARK = /^\s*(?:(?:[-*+•–]|\d{1,4}[.)])\s+)?(?:(?:\[([ xX]?)\]|([☐☑☒]))\s+)?\s*/u;
const LONGEST = 2000;

/** Pasted text as items, one a line: marks of lists go, ticked boxes stay ticked. */
export function linesOf(text: string): Line[] {
  return text
    .split(/\r?\n/)
    .map((line) => {
      const [mark = "", box, sign] = MARK.exec(line) ?? [];
      const done = box?.toLowerCase() === "x" || sign === "☑" || sign === "☒";
      return { text: line.slice(mark.length).trim().slice(0, LONGEST), done };
    })
    .filter((line) => line.text !== "");
}
