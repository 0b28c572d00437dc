/** What a changeset did, in words: for the history, toasts and the quiet line of others' changes. */

import type { TFunction } from "i18next";
import type { Shortened } from "~/here/queries";
import { type DurationSettings, formatDuration } from "~/model/durations";
import type { Inputs, TableChange } from "~/protocol/envelope";
import type { TableName, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { number, planDate } from "~/ui/dates";

export interface Described {
  type: string;
  undoes: number | null;
  inputs: Inputs;
  /** How many rows there are, where `inputs` holds the first of them alone. */
  counts?: Shortened["counts"];
}

/** Names of tasks that are still there; removed and added ones are found in the inputs. */
export type TaskName = (id: number) => string | undefined;

/** What a row that is still there is called, by its table; undefined where it is not known. */
export type RowName = (table: TableName, id: number) => string | undefined;

/** The tables that fields point to. */
export const POINTED: Readonly<Record<string, TableName>> = {
  parent_id: "tasks",
  task_id: "tasks",
  other_id: "tasks",
  waits_for_id: "tasks",
  predecessor_id: "tasks",
  successor_id: "tasks",
  resource_id: "resources",
  calendar_id: "calendars",
  status_id: "statuses",
  type_id: "work_types",
  risk_group_id: "risk_groups",
  sprint_id: "sprints",
  release_id: "releases",
  field_id: "custom_fields",
};

/** Names of the rows of a store; of a custom value its field's. */
export function rowNames(store: ProjectStore): RowName {
  return (table, id) => {
    const row = store.rows(table).get(id) as { name?: string; text?: string } | undefined;
    return row?.name || row?.text || undefined;
  };
}

/** Days in words are those most plans have: a history tells the gist. */
export const USUAL: DurationSettings = {
  minutes_per_day: 480,
  minutes_per_week: 2400,
  days_per_month: 20,
};

/** Fields in minutes, and those of few values that have words of their own. */
export const DURATIONS = new Set<keyof TaskRow>([
  "duration",
  "remaining_duration",
  "work",
  "optimistic",
  "pessimistic",
  "levelling_delay",
]);
const CHOICES = new Set<keyof TaskRow>([
  "constraint",
  "mode",
  "task_type",
  "confidence",
  "progress_source",
]);

/** Fields whose change nobody needs to read about. */
const SILENT = new Set([
  "rank",
  "board_rank",
  "next_number",
  "estimated",
  "duration_unit",
  "wbs",
  "extra",
]);

/** "moved “Switch delivery”": lower case, to stand after a name. */
export function describe(
  change: Described,
  nameOf: TaskName,
  t: TFunction,
  rowName: RowName = () => undefined,
): string {
  if (change.undoes === null) return deed(change, nameOf, t, rowName);
  // An undo is told by what it took back, which is its inverse.
  return t("history:undid", {
    what: deed(inverseOf(change), nameOf, t, rowName),
  });
}

function inverseOf(change: Described): Described {
  const tasks = change.counts?.tasks;
  const counts = tasks && {
    tasks: { ...tasks, added: tasks.removed ?? 0, removed: tasks.added ?? 0 },
  };
  return { ...change, inputs: inverse(change.inputs), ...(counts && { counts }) };
}

function inverse(inputs: Inputs): Inputs {
  const turned = Object.entries(inputs).map(([table, { added, updated, removed }]) => [
    table,
    {
      added: removed,
      removed: added,
      updated: updated.map(({ id, before, after }) => ({ id, before: after, after: before })),
    },
  ]);
  return Object.fromEntries(turned) as Inputs;
}

/** Changes that are told as what they are, not as the rows that they wrote. */
const NAMED =
  /^(attachment|backlog|baseline|checklist|relation|release|levelling|scope|sprint|progress|scenario|status|workflow)\./;

/** The same of what is blocked, watched, replied and asked: told with the task. */
const ATTENTION = /^(block\.|update\.|task\.watch$|assignment\.(reply|answer)$)/;
const ABOUT = ["blocks", "watchers", "assignment_answers", "update_answers"] as const;

/** The task that new or removed rows of those tables are of. */
function asked(inputs: Inputs): number | undefined {
  for (const table of ABOUT) {
    const [row] = [...(inputs[table]?.added ?? []), ...(inputs[table]?.removed ?? [])];
    if (row) return row.task_id;
  }
  return undefined;
}

/** What a file or an item of a checklist that was written is called; the first of several. */
function written(inputs: Inputs, rowName: RowName): string | undefined {
  for (const table of ["attachments", "checklist_items"] as const) {
    const { added = [], removed = [], updated = [] } = inputs[table] ?? {};
    const [row] = [...added, ...removed] as { name?: string; text?: string }[];
    if (row) return row.name ?? row.text;
    const [one] = updated as { id: number; after: { name?: string; text?: string } }[];
    if (one) return one.after.name ?? one.after.text ?? rowName(table, one.id);
  }
  return undefined;
}

/** The field that was filled in, of which task. */
function filled(inputs: Inputs, name: (id: number) => string, rowName: RowName, t: TFunction) {
  const { added = [], removed = [] } = inputs.custom_values ?? {};
  const [row] = [...added, ...removed];
  const field = row && rowName("custom_fields", row.field_id);
  return field ? t("history:filled", { field, name: name(row.task_id) }) : null;
}

function deed(change: Described, nameOf: TaskName, t: TFunction, rowName: RowName): string {
  const tasks = change.inputs.tasks;
  const added = tasks?.added ?? [];
  const removed = tasks?.removed ?? [];
  const updated = (tasks?.updated ?? []).filter((one) => told(one.after).length > 0);
  const left = (part: keyof TableChange) =>
    Math.max(0, (change.counts?.tasks?.[part] ?? 0) - (tasks?.[part].length ?? 0));
  const name = (id: number) =>
    nameOf(id) ?? added.concat(removed).find((row) => row.id === id)?.name ?? t("history:aTask");

  if (ATTENTION.test(change.type)) {
    const about = asked(change.inputs) ?? updated[0]?.id;
    const of = about === undefined ? t("history:aTask") : name(about);
    return t(`history:type.${change.type}`, { name: of });
  }
  if (NAMED.test(change.type)) {
    const what = t(`history:type.${change.type}`);
    const of = written(change.inputs, rowName);
    return of ? t("history:whatOf", { what, name: of }) : what;
  }
  // A sprint that was started or completed with something else, in one change.
  const turned = change.inputs.sprints?.updated.find(({ after }) => after.state !== undefined);
  if (turned) {
    const deed = turned.after.state === "complete" ? "complete" : "start";
    return t(`history:type.sprint.${deed}`);
  }
  if (change.type === "project.create" || change.type === "project.fill") {
    return t("history:type.project.create");
  }
  for (const [part, rows] of [
    ["removed", removed],
    ["added", added],
  ] as const) {
    if (rows[0]) return several(t, part, rows.length + left(part), name(rows[0].id));
  }
  const cards = (tasks?.updated ?? []).filter(
    ({ after }) => "status_id" in after || "board_rank" in after,
  );
  if (cards[0] && !links(change.inputs, name, t)) {
    return several(t, "cardMoved", cards.length + left("updated"), name(cards[0].id));
  }
  const away = updated.filter(({ after }) => "archived" in after);
  if (away[0]) {
    const what = away[0].after.archived ? "cardArchived" : "cardBack";
    return several(t, what, away.length + left("updated"), name(away[0].id));
  }
  if (updated.length === 1 && updated[0] && !left("updated")) {
    const { id, before, after } = updated[0];
    return fields(t, name(id), before, after, rowName);
  }
  if (updated[0]) {
    return several(t, "changed", updated.length + left("updated"), name(updated[0].id));
  }
  return (
    links(change.inputs, name, t) ??
    assignments(change.inputs, name, t) ??
    moved(change.inputs, left("updated"), name, t) ??
    filled(change.inputs, name, rowName, t) ??
    t(`history:type.${change.type}`, { defaultValue: t("history:something") })
  );
}

function several(t: TFunction, what: string, count: number, name: string): string {
  return count === 1
    ? t(`history:${what}`, { name })
    : t(`history:${what}More`, { name, count: count - 1 });
}

function told(after: object): string[] {
  return Object.keys(after).filter((field) => !SILENT.has(field) && field !== "parent_id");
}

function fields(
  t: TFunction,
  name: string,
  before: Partial<TaskRow>,
  after: Partial<TaskRow>,
  rowName: RowName,
): string {
  const names = told(after).filter(
    (field) => field !== "constraint_date" || !("constraint" in after),
  ) as (keyof TaskRow)[];
  const [only] = names;
  if (
    names.some((field) => field.startsWith("constraint")) &&
    names.every((field) => field.startsWith("constraint") || field === "duration")
  ) {
    const date = after.constraint_date ?? null;
    return date === null
      ? t("history:unpinned", { name })
      : t("history:pinned", { name, date: planDate(date) });
  }
  if (names.includes("percent_complete")) {
    return t("history:progress", { name, percent: after.percent_complete });
  }
  if (names.length === 1 && only === "name") {
    return t("history:renamed", { before: before.name, name: after.name });
  }
  if (names.length === 1 && only && only !== "notes") {
    const field = t(`history:fields.${only}`, { defaultValue: only });
    const [was, is] = [value(t, only, before, rowName), value(t, only, after, rowName)];
    // What has no short words, as a rule of recurrence, is only said to be another.
    if (was !== is) return t("history:field", { name, field, before: was, after: is });
  }
  return t("history:fieldsOf", {
    name,
    fields: names.map((field) => t(`history:fields.${field}`, { defaultValue: field })).join(", "),
  });
}

/** A task's value as people read it. */
export function value(
  t: TFunction,
  field: keyof TaskRow,
  row: Partial<TaskRow>,
  rowName: RowName = () => undefined,
): string {
  const raw = row[field];
  if (raw === null || raw === undefined || raw === "") return t("history:nothing");
  const table = POINTED[field];
  if (table) return rowName(table, Number(raw)) ?? t("history:gone");
  if (field === "story_points") return number(Number(raw) / 100, 2);
  if (DURATIONS.has(field)) {
    return formatDuration(Number(raw), row.duration_unit ?? "d", USUAL);
  }
  if (/(_date|_start|_finish|deadline)$/.test(field)) return planDate(Number(raw));
  if (typeof raw === "boolean") return t(raw ? "history:yes" : "history:no");
  if (typeof raw === "object") return t("history:yes");
  if (CHOICES.has(field)) {
    return t(`history:values.${String(raw)}`, { defaultValue: String(raw) });
  }
  return String(raw);
}

function links(inputs: Inputs, name: (id: number) => string, t: TFunction): string | null {
  const change = inputs.links;
  const [added] = change?.added ?? [];
  if (added) {
    return t("history:linked", { a: name(added.predecessor_id), b: name(added.successor_id) });
  }
  const [removed] = change?.removed ?? [];
  if (removed) {
    return t("history:unlinked", {
      a: name(removed.predecessor_id),
      b: name(removed.successor_id),
    });
  }
  return change?.updated.length ? t("history:type.link.update") : null;
}

function assignments(inputs: Inputs, name: (id: number) => string, t: TFunction): string | null {
  const change = inputs.assignments;
  const row = change?.added[0] ?? change?.removed[0];
  if (row) return t("history:assigned", { name: name(row.task_id) });
  return change?.updated.length ? t("history:type.assignment.update") : null;
}

function moved(inputs: Inputs, left: number, name: (id: number) => string, t: TFunction) {
  const rows = inputs.tasks?.updated ?? [];
  const [row] = rows.filter((one) => "rank" in one.after || "parent_id" in one.after);
  return row ? several(t, "moved", rows.length + left, name(row.id)) : null;
}

/** Who did it: an answer by link is that of who was asked, in whose name ever it was taken. */
export function whoSaid(
  change: Described,
  actor: string,
  store: ProjectStore,
  t: TFunction,
): string {
  if (change.type !== "update.answer_by_link" || change.undoes !== null) return actor;
  const { added = [], updated = [] } = change.inputs.update_answers ?? {};
  const resource =
    added[0]?.resource_id ?? store.rows("update_answers").get(updated[0]?.id ?? 0)?.resource_id;
  const name = resource === undefined ? undefined : store.rows("resources").get(resource)?.name;
  return name ? t("history:byLink", { name }) : t("history:somebodyByLink");
}
