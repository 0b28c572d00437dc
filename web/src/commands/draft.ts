/** What a command will write, worked out here so that it shows at once. The server's answer wins. */

import type { Inputs, TableChange } from "~/protocol/envelope";
import type { TableName, Tables, TaskRow } from "~/protocol/tables.generated";
import { bySibling } from "~/store/outline";
import type { ProjectStore } from "~/store/types";
import { say } from "~/text/say";

/** What cannot be done, in words that name the way out. Nothing is sent. */
export class NotPossible extends Error {
  readonly field: string;

  constructor(message: string, field = "") {
    super(message);
    this.field = field;
  }
}

interface Row {
  readonly id: number;
}

let lastTemporary = 0;

/** A key for a row that only shows until the server gives it its own; never sent. */
export function temporaryId(): number {
  lastTemporary -= 1;
  return lastTemporary;
}

export class Draft {
  readonly store: ProjectStore;
  readonly #written = new Map<TableName, Map<number, Row | null>>();
  /** Keys of rows that were written and not removed: those that an index of the store misses. */
  readonly #live = new Map<TableName, Set<number>>();

  constructor(store: ProjectStore) {
    this.store = store;
  }

  get<T extends TableName>(table: T, id: number | null): Tables[T] | undefined {
    if (id === null) return undefined;
    const written = this.#written.get(table)?.get(id);
    if (written !== undefined) return (written ?? undefined) as Tables[T] | undefined;
    return this.store.rows(table).get(id);
  }

  task(id: number): TaskRow {
    const row = this.get("tasks", id);
    if (!row) throw new NotPossible(say("gone.task"), "id");
    return row;
  }

  /** Rows with a value in a field, as they stand in the draft. */
  where<T extends TableName>(table: T, field: keyof Tables[T], value: unknown): Tables[T][] {
    const keys = new Set(this.store.index(table, field).get(value) ?? []);
    for (const id of this.#live.get(table) ?? []) keys.add(id);
    return [...keys].flatMap((id) => {
      const row = this.get(table, id);
      return row && row[field] === value ? [row] : [];
    });
  }

  /** The children of a task (null: the top level) in order. */
  children(parentId: number | null): TaskRow[] {
    return this.where("tasks", "parent_id", parentId).sort(bySibling);
  }

  insert<T extends TableName>(table: T, row: Tables[T]): void {
    this.#write(table, row.id, row);
  }

  update<T extends TableName>(table: T, id: number, fields: Partial<Tables[T]>): void {
    const row = this.get(table, id);
    if (row) this.#write(table, id, { ...row, ...fields });
  }

  remove(table: TableName, id: number): void {
    this.#write(table, id, null);
  }

  /** What was written, as a changeset says it. */
  inputs(): Inputs {
    const found: Record<string, TableChange> = {};
    for (const [table, rows] of this.#written) {
      const change: TableChange = { added: [], updated: [], removed: [] };
      for (const [id, row] of rows) {
        const before = this.store.rows(table).get(id);
        if (!before && row) change.added.push({ ...row });
        else if (before && !row) change.removed.push({ ...before });
        else if (before && row) {
          const update = difference(before, row);
          if (update) change.updated.push({ id, ...update });
        }
      }
      if (change.added.length || change.updated.length || change.removed.length) {
        found[table] = change;
      }
    }
    return found as Inputs;
  }

  #write(table: TableName, id: number, row: Row | null): void {
    const rows = this.#written.get(table) ?? new Map<number, Row | null>();
    this.#written.set(table, rows.set(id, row));
    const live = this.#live.get(table) ?? new Set<number>();
    this.#live.set(table, live);
    if (row) live.add(id);
    else live.delete(id);
  }
}

type Values = Record<string, unknown>;

function difference(one: object, other: object): { before: Values; after: Values } | null {
  const before: Values = {};
  const after: Values = {};
  for (const [name, value] of Object.entries(other)) {
    const old = (one as Values)[name];
    if (old === value) continue;
    before[name] = old;
    after[name] = value;
  }
  return Object.keys(after).length ? { before, after } : null;
}
