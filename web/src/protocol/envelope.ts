/** The envelope of what goes in and out, as docs/protocol.md describes it. */

import type { ScheduleRow, TableName, Tables } from "./tables.generated";

export interface TableChange<Row = Record<string, unknown>> {
  added: Row[];
  updated: { id: number; before: Partial<Row>; after: Partial<Row> }[];
  removed: Row[];
}

export type Inputs = { [T in TableName]?: TableChange<Tables[T]> };

/** Rows as equally long arrays, one a column. */
export type Columns = Record<string, unknown[]>;

export interface Note {
  code: string;
  table: string;
  id: number;
  text: string;
  /** Minutes: where what is `held` stands. */
  at?: number;
  link_id?: number | null;
  /** Of `assigning`: what was done, and as it was before. */
  choice?: "finish_sooner" | "more_work" | "lighter_load";
  duration?: number;
  before?: readonly { id: number; units: number; work: number | null }[];
  joined?: readonly { id: number; units: number; work: number | null }[];
  estimates?: readonly [number | null, number | null];
}

export interface Changeset {
  id: number;
  stream: number;
  version: number;
  change_id: string;
  command_id: string;
  type: string;
  actor: { id: number | null; name: string };
  at: string;
  schema: number;
  engine_version: string;
  undoes: number | null;
  inputs: Inputs;
  results: Record<string, Columns>;
  removed_results?: Record<string, number[]>;
  notes: Note[];
  created?: Record<string, number[]>;
}

/** A command of a batch or a preview. */
export interface Change {
  type: string;
  payload: object;
}

export interface Viewer {
  user_id: number;
  name: string;
  role: string;
  branch_id: number | null;
  capabilities: string[];
}

export interface Snapshot {
  stream: number;
  kind: "project" | "scenario" | "workspace";
  /** The project that a scenario is a fork of; null for others. */
  parent?: number | null;
  version: number;
  workspace_id: number;
  workspace_version: number;
  tables: Record<string, Columns>;
  results: Record<string, Columns>;
  ids: { next: number; until: number };
  viewer: Viewer;
}

export interface Person {
  key: string;
  user_id: number;
  name: string;
  at: { view?: string; task_id?: number | null };
}

export type { ScheduleRow };
