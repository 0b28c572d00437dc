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
    return new Table(rows, this.#carried(change));
  }

  /** The table under a change that is not confirmed yet; what no longer fits is left out. */
  overlaid(change: Partial<TableChange<Row>>, memo: RowMemo<Row>): Table<Row> {
    const rows = new Map(this.rows);
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
    return new Table(rows, this.#carried(change));
  }

  #carried(change: Partial<TableChange<Row>>): Map<string, Derived> {
    const all = Boolean(change.added?.length || change.removed?.length);
    const touched = new Set<string>();
    for (const { after } of change.updated ?? []) {
      for (const field of Object.keys(after)) touched.add(field);
    }
    const carried = new Map<string, Derived>();
    for (const [name, one] of this.#derived) {
      const fresh = one.fresh && !all && !one.fields.some((field) => touched.has(field));
      carried.set(name, fresh ? one : { ...one, fresh: false });
    }
    return carried;
  }
}
