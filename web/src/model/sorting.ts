/** Tasks in another order than the outline's: by several fields, empty values last. Pure. */

import type { OutlineLine } from "~/store/types";
import type { FieldValue, TaskField, TaskFields } from "./filters-fields";

export interface SortKey {
  readonly field: string;
  readonly down: boolean;
}

/** At most this many fields. */
export const MOST_SORTS = 5;

export type Order = (a: number, b: number) => number;

/** A text as `-finish,name` stands for. */
export function sortToText(keys: readonly SortKey[]): string {
  return keys.map(({ field, down }) => (down ? `-${field}` : field)).join(",");
}

export function sortFromText(text: string): SortKey[] {
  const found: SortKey[] = [];
  for (const part of text.split(",")) {
    const down = part.startsWith("-");
    const field = down ? part.slice(1) : part;
    if (field === "" || found.some((key) => key.field === field)) continue;
    found.push({ field, down });
  }
  return found.slice(0, MOST_SORTS);
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** The order of tasks by the fields that there are; null where none of them is known. */
export function orderOf(keys: readonly SortKey[], fields: TaskFields): Order | null {
  const known = keys.flatMap(({ field, down }) => {
    const found = fields.get(field);
    return found ? [{ down, of: valuesOf(found, fields) }] : [];
  });
  if (known.length === 0) return null;
  return (a, b) => {
    for (const { down, of } of known) {
      const by = compared(of(a), of(b), down);
      if (by !== 0) return by;
    }
    return 0;
  };
}

function compared(a: string | number | null, b: string | number | null, down: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const by =
    typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
  return down ? -by : by;
}

/** What a task is sorted by, read once a task; null for nothing. */
function valuesOf(field: TaskField, fields: TaskFields): (id: number) => string | number | null {
  const kept = new Map<number, string | number | null>();
  const places = new Map((field.options ?? []).map((option, place) => [option, place]));
  const names = fields.store.rows("resources");
  const plain = (value: FieldValue): string | number | null => {
    if (value === null || value === "") return null;
    if (typeof value === "boolean") return value ? 0 : 1;
    if (Array.isArray(value)) {
      if (value.length === 0) return null;
      return field.kind === "people"
        ? value.map((id) => names.get(Number(id))?.name ?? "").join(", ")
        : value.join(", ");
    }
    if (field.kind === "choice") return places.get(String(value)) ?? String(value);
    return value as string | number;
  };
  return (id) => {
    let found = kept.get(id);
    if (found === undefined) {
      found = plain(fields.value(field.key, id));
      kept.set(id, found);
    }
    return found;
  };
}

/** An outline with the tasks of each summary in that order; those that tie stay as they were. */
export function sortedOutline(lines: readonly OutlineLine[], order: Order): OutlineLine[] {
  const here = new Set(lines.map((line) => line.id));
  const below = new Map<number | null, OutlineLine[]>();
  for (const line of lines) {
    const parent = line.parentId !== null && here.has(line.parentId) ? line.parentId : null;
    const siblings = below.get(parent);
    if (siblings) siblings.push(line);
    else below.set(parent, [line]);
  }
  const found: OutlineLine[] = [];
  const walk = (parent: number | null): void => {
    const siblings = below.get(parent);
    if (!siblings) return;
    if (siblings.length > 1) siblings.sort((a, b) => order(a.id, b.id));
    for (const line of siblings) {
      found.push(line);
      if (line.hasChildren) walk(line.id);
    }
  };
  walk(null);
  return found;
}
