/** Between columns, as snapshots and results travel, and rows. */

import type { Columns } from "~/protocol/envelope";

/** Rows of equally long columns. The rows of a table share one shape, so that engines run fast. */
export function rowsOf<Row>(columns: Columns | undefined): Row[] {
  const ids = columns?.id;
  if (!columns || !ids) return [];
  const names = Object.keys(columns);
  const arrays = names.map((name) => columns[name] ?? []);
  // Copies of one object are made much faster than objects that grow field by field.
  const shape: Record<string, unknown> = {};
  names.forEach((name, column) => {
    shape[name] = arrays[column]?.[0];
  });
  const rows: Row[] = new Array(ids.length);
  for (let place = 0; place < ids.length; place++) {
    const row = { ...shape };
    for (let column = 0; column < names.length; column++) {
      row[names[column] as string] = arrays[column]?.[place];
    }
    rows[place] = row as Row;
  }
  return rows;
}

/** Columns of rows that all have the same fields. */
export function columnsOf(rows: ReadonlyMap<number, object>): Columns {
  const all = [...rows.values()] as Record<string, unknown>[];
  const names = Object.keys(all[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, all.map((row) => row[name])]));
}
