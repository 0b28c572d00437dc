/** Plans for tests: a snapshot of a made-up project, and changesets to it. */

import { generateNKeysBetween } from "fractional-indexing";
import { newTask } from "~/commands/defaults";
import type { Changeset, Columns, Inputs, Snapshot } from "~/protocol/envelope";
import type { CustomFieldRow, ScheduleRow, Tables, TaskRow } from "~/protocol/tables.generated";

export const PROJECT = 500;
export const WORKSPACE = 400;
export const ME = 7;
/** 2026-03-02, a Monday, 9:00. */
export const START = 20_514 * 1440 + 540;

export interface PlanOptions {
  /** Names by indentation: two blanks a level. Keys are 1, 2, 3 ... in order. */
  readonly outline?: string;
  readonly tables?: { [T in keyof Tables]?: Tables[T][] };
  readonly capabilities?: string[];
}

export function projectRow(values: Partial<Tables["projects"]> = {}): Tables["projects"] {
  return {
    id: PROJECT,
    workspace_id: WORKSPACE,
    name: "Migration",
    key: "MIG",
    description: "",
    start: START,
    finish_by: null,
    schedule_from: "start",
    calendar_id: null,
    status_date: null,
    zone: "UTC",
    country: "",
    currency: "EUR",
    minutes_per_day: 480,
    minutes_per_week: 2400,
    days_per_month: 20,
    day_start: 540,
    day_finish: 1020,
    critical_float_limit: 0,
    honor_constraints: true,
    split_in_progress: true,
    from_status_date: false,
    lag_calendar: "successor",
    task_type: "fixed_units",
    effort_driven: false,
    on_assigning: "finish_sooner",
    next_number: 100,
    updates_wait: false,
    backlog_id: null,
    workflow_id: null,
    archived: false,
    ...values,
  };
}

/** Tasks of an indented text. */
export function tasksOf(outline: string): TaskRow[] {
  const lines = outline.split("\n").filter((line) => line.trim() !== "");
  const ranks = generateNKeysBetween(null, null, lines.length);
  const indent = Math.min(...lines.map((line) => line.search(/\S/)));
  const chain: number[] = [];
  return lines.map((line, place) => {
    const level = (line.search(/\S/) - indent) / 2;
    chain.length = level;
    const id = place + 1;
    const parent_id = chain.at(-1) ?? null;
    chain.push(id);
    return newTask({ id, parent_id, rank: ranks[place] ?? "a0", name: line.trim(), number: id });
  });
}

export function scheduleRow(id: number, values: Partial<ScheduleRow> = {}): ScheduleRow {
  return {
    id,
    start: START,
    finish: START + 480,
    duration: 480,
    late_start: START,
    late_finish: START + 480,
    total_float: 0,
    free_float: 0,
    critical: false,
    percent_complete: 0,
    driver: "project",
    driver_id: null,
    ...values,
  };
}

export function columnsOf(rows: readonly object[]): Columns {
  const names = Object.keys(rows[0] ?? { id: 0 });
  return Object.fromEntries(
    names.map((name) => [name, rows.map((row) => (row as Record<string, unknown>)[name])]),
  );
}

export function snapshotOf(options: PlanOptions = {}): Snapshot {
  const tasks = tasksOf(options.outline ?? "A\nB\nC");
  const given = { projects: [projectRow()], tasks, ...options.tables };
  const tables = Object.fromEntries(
    Object.entries(given).map(([name, rows]) => [name, columnsOf(rows as object[])]),
  );
  const schedule = (given.tasks ?? []).map((task) => scheduleRow(task.id));
  return {
    stream: PROJECT,
    kind: "project",
    parent: null,
    version: 1,
    workspace_id: WORKSPACE,
    workspace_version: 1,
    tables,
    results: { schedule: columnsOf(schedule) },
    ids: { next: 1000, until: 1256 },
    viewer: {
      user_id: ME,
      name: "Ana",
      role: "manager",
      branch_id: null,
      capabilities: options.capabilities ?? ["plan.read", "plan.edit"],
    },
  };
}

let lastId = 9000;

export function changesetOf(
  version: number,
  inputs: Inputs,
  more: Partial<Changeset> = {},
): Changeset {
  lastId += 1;
  return {
    id: lastId,
    stream: PROJECT,
    version,
    change_id: `change-${lastId}`,
    command_id: `command-${lastId}`,
    type: "task.update",
    actor: { id: 8, name: "Ben" },
    at: "2026-03-02T09:00:00Z",
    schema: 1,
    engine_version: "1",
    undoes: null,
    inputs,
    results: {},
    notes: [],
    ...more,
  };
}

/** The inputs of a change to one task. */
export function taskUpdate(id: number, after: Partial<TaskRow>): Inputs {
  return { tasks: { added: [], updated: [{ id, before: {}, after }], removed: [] } };
}

/** A custom field as a project has it; "text" if nothing is said. */
export function customFieldRow(values: Partial<CustomFieldRow>): CustomFieldRow {
  return {
    id: 7,
    name: "Room",
    type: "text",
    key: "",
    rank: "a0",
    description: "",
    required: false,
    initial: null,
    options: null,
    shared_key: null,
    formula: "",
    result: "",
    today: null,
    ...values,
  };
}
