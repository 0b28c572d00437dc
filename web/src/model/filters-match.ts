/** Which tasks a filter lets through; found anew only for what changed. Pure. */

import type { ScheduleRow, TableName, TaskRow } from "~/protocol/tables.generated";
import { parseDuration } from "./durations";
import { type Condition, effective, type FilterGroup, type FilterItem, isGroup } from "./filters";
import { ACTIVE } from "./filters-columns";
import { type DaySpan, spanOf } from "./filters-dates";
import { type FieldValue, OPS_OF, type TaskField, type TaskFields } from "./filters-fields";
import { dayOf, minuteOfDay } from "./moments";

export type Test = (id: number, task: TaskRow) => boolean;

export const ME = "me";
export const NOBODY = "nobody";

/** Why a condition cannot be judged, and so lets all through; null where it can. */
export function problemOf(condition: Condition, fields: TaskFields): "field" | "value" | null {
  const field = fields.get(condition.field);
  if (!field || !OPS_OF[field.kind].includes(condition.op)) return "field";
  return testOf(condition, fields) === null ? "value" : null;
}

/** A test for tasks. Conditions that cannot be judged, or wait for a value, are left out. */
export function compile(filter: FilterGroup, text: string, fields: TaskFields): Test {
  const tree = itemTest(effective(filter), fields);
  const words = textTest(text, fields);
  if (!words) return tree ?? (() => true);
  return tree ? (id, task) => tree(id, task) && words(id, task) : words;
}

function itemTest(item: FilterItem, fields: TaskFields): Test | null {
  if (!isGroup(item)) return testOf(item, fields);
  const tests = item.items.flatMap((one) => itemTest(one, fields) ?? []);
  if (tests.length === 0) return null;
  if (tests.length === 1) return tests[0] ?? null;
  return item.join === "all"
    ? (id, task) => tests.every((test) => test(id, task))
    : (id, task) => tests.some((test) => test(id, task));
}

const folded = new WeakMap<TaskRow, string>();

function foldedName(task: TaskRow): string {
  let found = folded.get(task);
  if (found === undefined) {
    found = fold(task.name);
    folded.set(task, found);
  }
  return found;
}

/** As texts are compared: without case and accents. */
export function fold(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** All words stand in the name, the number (MIG-42), the WBS code or an assignee's name. */
function textTest(text: string, fields: TaskFields): Test | null {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const { store } = fields;
  const people = new Map(
    [...store.rows("resources").values()].map((row) => [row.id, fold(row.name)]),
  );
  const code = fold(store.project.key);
  const others = (id: number, task: TaskRow): string => {
    const names = fields.assignees(id).map((one) => people.get(one) ?? "");
    const wbs = task.wbs || (store.outlineLine(id)?.wbs ?? "");
    return [`${code}-${task.number}`, fold(wbs), ...names].join(" ");
  };
  return (id, task) => {
    const name = foldedName(task);
    let rest: string | null = null;
    return words.every((word) => {
      if (name.includes(word)) return true;
      rest ??= others(id, task);
      return rest.includes(word);
    });
  };
}

function testOf(condition: Condition, fields: TaskFields): Test | null {
  const field = fields.get(condition.field);
  const { op, values } = condition;
  if (!field || !OPS_OF[field.kind].includes(op)) return null;
  if (op === "none") {
    // Of people, null says that the question makes no sense: neither somebody nor nobody.
    const people = field.kind === "people";
    return (id, task) => {
      const value = field.read(id, task);
      return isEmpty(value) && !(people && value === null);
    };
  }
  if (op === "some") return (id, task) => !isEmpty(field.read(id, task));
  switch (field.kind) {
    case "text":
      return textField(field, op, values);
    case "number":
    case "duration":
      return numberField(field, op, values, fields);
    case "date":
      return dateField(field, op, values, fields);
    case "flag": {
      const wanted = values.map((value) => value === "yes");
      if (values.some((value) => value !== "yes" && value !== "no")) return null;
      return (id, task) => wanted.includes(field.read(id, task) === true);
    }
    default:
      return choiceField(field, op, values, fields);
  }
}

function isEmpty(value: FieldValue): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === "";
}

function textField(field: TaskField, op: string, values: readonly string[]): Test {
  const wanted = values.map(fold);
  const negative = op.endsWith("nt");
  const exact = op.startsWith("is");
  const name = field.key === "name";
  return (id, task) => {
    const text = name ? foldedName(task) : fold(String(field.read(id, task) ?? ""));
    const found = wanted.some((one) => (exact ? text === one : text.includes(one)));
    return found !== negative;
  };
}

function numberField(
  field: TaskField,
  op: string,
  values: readonly string[],
  fields: TaskFields,
): Test | null {
  const wanted: number[] = [];
  for (const text of values) {
    const value = numberOf(field, text, fields);
    if (value === null) return null;
    wanted.push(value);
  }
  const [one = 0] = wanted;
  const holds: Record<string, (value: number) => boolean> = {
    eq: (value) => wanted.includes(value),
    ne: (value) => !wanted.includes(value),
    lt: (value) => value < one,
    le: (value) => value <= one,
    gt: (value) => value > one,
    ge: (value) => value >= one,
  };
  const hold = holds[op];
  if (!hold) return null;
  return (id, task) => {
    const value = field.read(id, task);
    return typeof value === "number" ? hold(value) : op === "ne";
  };
}

/** The number that a typed value means in a field's own measure; null for none. */
export function numberOf(field: TaskField, text: string, fields: TaskFields): number | null {
  if (field.kind === "duration") {
    return parseDuration(text, fields.store.project)?.minutes ?? null;
  }
  const value = Number(text.trim().replace("%", "").replace(",", "."));
  return text.trim() !== "" && Number.isFinite(value) ? value * (field.per ?? 1) : null;
}

function dateField(
  field: TaskField,
  op: string,
  values: readonly string[],
  fields: TaskFields,
): Test | null {
  const spans: DaySpan[] = [];
  for (const word of values) {
    const span = spanOf(word, fields.words);
    if (!span) return null;
    spans.push(span);
  }
  const first = Math.min(...spans.map((span) => span.first));
  const last = Math.max(...spans.map((span) => span.last));
  const holds: Record<string, (day: number) => boolean> = {
    in: (day) => spans.some((span) => day >= span.first && day <= span.last),
    out: (day) => !spans.some((span) => day >= span.first && day <= span.last),
    before: (day) => day < first,
    after: (day) => day > last,
  };
  const hold = holds[op];
  if (!hold) return null;
  return (id, task) => {
    const value = field.read(id, task);
    return typeof value === "number" ? hold(dayIn(field, value)) : op === "out";
  };
}

/** The day on which a field's moment is seen. */
export function dayIn(field: TaskField, moment: number): number {
  return field.finish && minuteOfDay(moment) === 0 ? dayOf(moment) - 1 : dayOf(moment);
}

function choiceField(
  field: TaskField,
  op: string,
  values: readonly string[],
  fields: TaskFields,
): Test {
  const wanted = new Set(values);
  if (field.kind === "people" && wanted.has(ME)) {
    for (const id of fields.me()) wanted.add(String(id));
  }
  if (field.kind === "account" && wanted.has(ME)) wanted.add(String(fields.store.viewer.user_id));
  if (field.key === "sprint" && wanted.delete(ACTIVE)) {
    for (const row of fields.store.rows("sprints").values()) {
      if (row.state === "active") wanted.add(String(row.id));
    }
  }
  const negative = op === "isnt";
  return (id, task) => {
    const value = field.read(id, task);
    if (value === null) return negative && !wanted.has(NOBODY);
    if (Array.isArray(value)) {
      const found =
        value.length === 0
          ? wanted.has(field.kind === "people" ? NOBODY : "")
          : value.some((one) => wanted.has(String(one)));
      return found !== negative;
    }
    return wanted.has(String(value)) !== negative;
  };
}

/** The tables that a filter looks at, and whether a task's answer may depend on other tasks. */
function lookedAt(filter: FilterGroup, text: string, fields: TaskFields) {
  const tables = new Set<TableName>();
  let whole = text.trim() !== "";
  if (whole) for (const name of ["assignments", "resources"] as const) tables.add(name);
  const walk = (item: FilterItem): void => {
    if (isGroup(item)) {
      item.items.forEach(walk);
      return;
    }
    const field = fields.get(item.field);
    for (const name of field?.tables ?? []) tables.add(name);
    whole ||= field?.whole ?? false;
  };
  walk(filter);
  return { tables, whole };
}

/**
 * The tasks that a filter lets through, kept from one revision to the next: tasks whose rows and
 * dates stayed the same objects are not asked again, as long as nothing else the filter looks at
 * has changed.
 */
export class Matches {
  #filter: FilterGroup | null = null;
  #text = "";
  #of: readonly unknown[] = [];
  #tasks: ReadonlyMap<number, TaskRow> = new Map();
  #schedules: ReadonlyMap<number, ScheduleRow> = new Map();
  #found: ReadonlySet<number> = new Set();
  /** How many tasks were asked the last time. */
  asked = 0;

  find(filter: FilterGroup, text: string, fields: TaskFields): ReadonlySet<number> {
    const { store } = fields;
    const tasks = store.rows("tasks");
    const schedules = store.schedules();
    const { tables, whole } = lookedAt(filter, text, fields);
    const { firstDay, now, status } = fields.words;
    const of: unknown[] = [
      store.project.key,
      store.project.minutes_per_day,
      store.project.minutes_per_week,
      store.viewer.user_id,
      store.rows("custom_fields"),
      store.baseline?.id,
      store.costs,
      firstDay,
      now,
      status,
      ...[...tables].map((name) => store.rows(name)),
      ...(whole ? [tasks, schedules, store.outline()] : []),
    ];
    const same =
      filter === this.#filter &&
      text === this.#text &&
      of.length === this.#of.length &&
      of.every((one, at) => one === this.#of[at]);
    const test = compile(filter, text, fields);
    const found = new Set<number>();
    let changed = !same;
    this.asked = 0;
    for (const task of tasks.values()) {
      const { id } = task;
      let fits: boolean;
      if (same && this.#tasks.get(id) === task && this.#schedules.get(id) === schedules.get(id)) {
        fits = this.#found.has(id);
      } else {
        this.asked += 1;
        fits = test(id, task);
        if (fits !== this.#found.has(id)) changed = true;
      }
      if (fits) found.add(id);
    }
    if (found.size !== this.#found.size) changed = true;
    this.#filter = filter;
    this.#text = text;
    this.#of = of;
    this.#tasks = tasks;
    this.#schedules = schedules;
    if (changed) this.#found = found;
    return this.#found;
  }
}
