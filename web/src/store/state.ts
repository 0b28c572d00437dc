/** What a client knows of a project at one version, and how a changeset leads to the next. Pure. */

import type { Changeset, Inputs, Snapshot } from "~/protocol/envelope";
import {
  type FormulaRow,
  PROJECT_TABLES,
  type ScheduleRow,
  type TableName,
  type Tables,
  WORKSPACE_TABLES,
} from "~/protocol/tables.generated";
import { rowsOf } from "./columns";
import { type Keyed, Table } from "./table";

const NAMES: readonly TableName[] = [...WORKSPACE_TABLES, ...PROJECT_TABLES];

/** Tables and schedule. Immutable: each change makes a new one that shares all that stayed. */
export interface State {
  readonly tables: ReadonlyMap<TableName, Table<Keyed>>;
  readonly schedule: ReadonlyMap<number, ScheduleRow>;
  /** What the formulas of custom fields give, by task; empty where there are none. */
  readonly formulas: ReadonlyMap<number, FormulaRow>;
}

/** A table of a state with the type of its rows. */
export function tableOf<T extends TableName>(state: State, name: T): Table<Tables[T]> {
  const table = state.tables.get(name);
  if (!table) throw new Error(`There is no table ${name}.`);
  return table as unknown as Table<Tables[T]>;
}

/** The state that a snapshot brings. A table that the viewer may not see is empty. */
export function stateOf(snapshot: Snapshot): State {
  const tables = new Map<TableName, Table<Keyed>>();
  for (const name of NAMES) {
    const rows = rowsOf<Keyed>(snapshot.tables[name]);
    tables.set(name, new Table(new Map(rows.map((row) => [row.id, row]))));
  }
  const schedule = rowsOf<ScheduleRow>(snapshot.results.schedule);
  const formulas = rowsOf<FormulaRow>(snapshot.results.formulas);
  return {
    tables,
    schedule: new Map(schedule.map((row) => [row.id, row])),
    formulas: new Map(formulas.map((row) => [row.id, row])),
  };
}

/** The state after a confirmed changeset. Throws OutOfStep where it does not fit. */
export function applyChangeset(state: State, changeset: Changeset): State {
  let tables = state.tables;
  for (const [name, change] of changesOf(changeset.inputs)) {
    const table = tables.get(name);
    if (!table) continue;
    tables = new Map(tables).set(name, table.applied(change));
  }
  const rows = rowsOf<ScheduleRow>(changeset.results?.schedule);
  const removed = changeset.removed_results?.schedule ?? [];
  const schedule = resultsWith(state.schedule, rows, removed);
  const values = rowsOf<FormulaRow>(changeset.results?.formulas);
  const formulas = resultsWith(state.formulas, values, changeset.removed_results?.formulas ?? []);
  const same = tables === state.tables && schedule === state.schedule;
  return same && formulas === state.formulas ? state : { tables, schedule, formulas };
}

/** The tables that inputs write, with their changes. */
export function changesOf(inputs: Inputs) {
  type Change = Parameters<Table<Keyed>["applied"]>[0];
  return Object.entries(inputs ?? {}) as unknown as [TableName, Change][];
}

/** Results with other rows, and without those of removed tasks. */
export function resultsWith<Row extends { readonly id: number }>(
  results: ReadonlyMap<number, Row>,
  rows: readonly Row[],
  removed: readonly number[],
): ReadonlyMap<number, Row> {
  if (rows.length === 0 && removed.length === 0) return results;
  const next = new Map(results);
  for (const id of removed) next.delete(id);
  for (const row of rows) next.set(row.id, row);
  return next;
}
