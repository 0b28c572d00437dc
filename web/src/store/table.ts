/** One table of rows, immutable, with what was derived from it kept as long as it holds. */

import type { TableChange } from "~/protocol/envelope";

export interface Keyed {
  readonly id: number;
}

interface Derived {
  readonly fields: readonly string[];
  readonly value: unknown;
  /** False once a row changed in one of `fields`: then it only serves to build the next one. */
  readonly fresh: boolean;
}

/** A changeset that does not fit the state: the client must take a new snapshot. */
export class OutOfStep extends Error {}

/** Rows that a pending change made, so that it makes the same objects when it is applied again. */
export type RowMemo<Row> = Map<number, { base: Row; result: Row }>;

/** What a pending change does to one table. */
export interface PendingRows<Row> {
  readonly change: Partial<TableChange<Row>>;
  readonly memo: RowMemo<Row>;
}

export class Table<Row extends Keyed> {
  readonly rows: ReadonlyMap<number, Row>;
  readonly #derived: Map<string, Derived>;

  constructor(rows: ReadonlyMap<number, Row>, derived: Map<string, Derived> = new Map()) {
    this.rows = rows;
    this.#derived = derived;
  }

  /**
   * A value made of all rows that depends on `fields` alone (and on which rows there are). It is
   * built once and carried over to later tables in which no such field changed; `build` gets the
   * value before, to reuse its parts.
   */
  derive<Value>(
    name: string,
    fields: readonly (keyof Row & string)[],
    build: (rows: ReadonlyMap<number, Row>, before: Value | undefined) => Value,
  ): Value {
    const known = this.#derived.get(name);
    if (known?.fresh) return known.value as Value;
    const value = build(this.rows, known?.value as Value | undefined);
    this.#derived.set(name, { fields, value, fresh: true });
    return value;
  }

  /** Keys of rows by the value of a field. */
  index(field: keyof Row & string): ReadonlyMap<unknown, readonly number[]> {
    return this.derive(`index:${field}`, [field], (rows) => {
      const found = new Map<unknown, number[]>();
      for (const row of rows.values()) {
        const keys = found.get(row[field]);
        if (keys) keys.push(row.id);
        else found.set(row[field], [row.id]);
      }
      return found;
    });
  }

  /** The table after a confirmed change. Throws OutOfStep where the change does not fit. */
  applied(change: Partial<TableChange<Row>>): Table<Row> {
    const rows = new Map(this.rows);
    for (const row of change.removed ?? []) rows.delete(row.id);
    for (const row of change.added ?? []) rows.set(row.id, row);
    for (const { id, after } of change.updated ?? []) {
      const row = rows.get(id);
      if (!row) throw new OutOfStep(`A change came to row ${id}, which is not here.`);
      rows.set(id, { ...row, ...after });
    }
    return new Table(rows, this.#carried([change]));
  }

  /**
   * The table under changes that are not confirmed yet, in order; what no longer fits is left out.
   * `shown` is what was shown before: of what must be derived anew, its parts are reused.
   */
  overlaid(changes: readonly PendingRows<Row>[], shown?: Table<Row>): Table<Row> {
    const rows = new Map(this.rows);
    for (const { change, memo } of changes) {
      for (const row of change.removed ?? []) rows.delete(row.id);
      for (const row of change.added ?? []) rows.set(row.id, row);
      for (const { id, after } of change.updated ?? []) {
        const base = rows.get(id);
        if (!base) continue;
        const known = memo.get(id);
        const result = known?.base === base ? known.result : { ...base, ...after };
        memo.set(id, { base, result });
        rows.set(id, result);
      }
    }
    const written = changes.map(({ change }) => change);
    return new Table(rows, this.#carried(written, shown));
  }

  #carried(
    changes: readonly Partial<TableChange<Row>>[],
    shown: Table<Row> = this,
  ): Map<string, Derived> {
    const all = changes.some(({ added, removed }) => added?.length || removed?.length);
    const touched = new Set<string>();
    for (const { updated } of changes) {
      for (const { after } of updated ?? []) for (const field in after) touched.add(field);
    }
    const carried = new Map<string, Derived>();
    for (const [name, one] of new Map([...shown.#derived, ...this.#derived])) {
      const known = this.#derived.get(name);
      const fresh = known?.fresh && !all && !one.fields.some((field) => touched.has(field));
      carried.set(name, fresh ? known : { ...(shown.#derived.get(name) ?? one), fresh: false });
    }
    return carried;
  }
}
