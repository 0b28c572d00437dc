/** The cursor and what is selected, as in a spreadsheet. Pure. */

import { type GridLine, type RowKey, taskOf } from "./rows";

export interface Cell {
  readonly row: RowKey;
  readonly col: string;
}

export interface Selection {
  /** Where the cursor stands. */
  readonly cursor: Cell;
  /** Where the selected block began; equal to the cursor if only one cell is selected. */
  readonly anchor: Cell;
  /** Rows chosen one by one beside the block. */
  readonly extra: ReadonlySet<RowKey>;
  /** Whole rows rather than cells. */
  readonly whole: boolean;
}

const NONE: ReadonlySet<RowKey> = new Set();

export function selectionAt(cell: Cell, whole = false): Selection {
  return { cursor: cell, anchor: cell, extra: NONE, whole };
}

/** The cursor moved, the block stretched or dropped. */
export function moved(from: Selection, to: Cell, extend: boolean): Selection {
  if (!extend) return selectionAt(to);
  return { ...from, cursor: to, extra: NONE };
}

/** A row added to or taken from the selection, by ctrl-click. */
export function toggled(from: Selection, row: RowKey, block: readonly RowKey[]): Selection {
  const rows = new Set<RowKey>([...block, ...from.extra]);
  if (rows.has(row) && rows.size > 1) rows.delete(row);
  else rows.add(row);
  const cell = { row, col: from.cursor.col };
  return { cursor: cell, anchor: cell, extra: rows, whole: true };
}

/** Places of a selected block, both ends included; null where its rows are gone. */
export interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function blockOf(
  selection: Selection,
  places: ReadonlyMap<RowKey, number>,
  columns: readonly string[],
): Block | null {
  const a = places.get(selection.cursor.row);
  const b = places.get(selection.anchor.row) ?? a;
  if (a === undefined || b === undefined) return null;
  const c = Math.max(0, columns.indexOf(selection.cursor.col));
  const d = Math.max(0, columns.indexOf(selection.anchor.col));
  const last = columns.length - 1;
  return {
    top: Math.min(a, b),
    bottom: Math.max(a, b),
    left: selection.whole ? 0 : Math.min(c, d),
    right: selection.whole ? last : Math.max(c, d),
  };
}

/** The chosen rows that show tasks, in order, the cursor's included. */
export function rowsOf(
  selection: Selection,
  block: Block | null,
  lines: readonly GridLine[],
  places: ReadonlyMap<RowKey, number>,
): RowKey[] {
  const found = new Set<RowKey>();
  for (let i = block?.top ?? 0; block && i <= block.bottom; i++) {
    const line = lines[i];
    if (line?.kind === "task") found.add(line.key);
  }
  for (const row of selection.extra) if (taskOf(row) !== null) found.add(row);
  return [...found].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

/** All rows that show tasks; as it was where there are none. */
export function everyRow(from: Selection, lines: readonly GridLine[]): Selection {
  const first = lines.find((line) => line.kind === "task")?.key;
  const last = lines.findLast((line) => line.kind === "task")?.key;
  if (first === undefined || last === undefined) return from;
  const { col } = from.cursor;
  return { ...moved(selectionAt({ row: first, col }), { row: last, col }, true), whole: true };
}
