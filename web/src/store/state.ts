/** What a client knows of a project at one version, and how a changeset leads to the next. Pure. */

import type { Changeset, Inputs, Snapshot } from "~/protocol/envelope";
import {
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
  return { tables, schedule: new Map(schedule.map((row) => [row.id, row])) };
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
  const schedule = scheduleWith(state.schedule, rows, removed);
  return tables === state.tables && schedule === state.schedule ? state : { tables, schedule };
}

/** The tables that inputs write, with their changes. */
export function changesOf(inputs: Inputs) {
  type Change = Parameters<Table<Keyed>["applied"]>[0];
  return Object.entries(inputs ?? {}) as unknown as [TableName, Change][];
}

/** A schedule with other rows, and without those of removed tasks. */
export function scheduleWith(
  schedule: State["schedule"],
  rows: readonly ScheduleRow[],
  removed: readonly number[],
): State["schedule"] {
  if (rows.length === 0 && removed.length === 0) return schedule;
  const next = new Map(schedule);
  for (const id of removed) next.delete(id);
  for (const row of rows) next.set(row.id, row);
  return next;
}
