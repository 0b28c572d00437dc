/** Tasks in groups: by person, by any choice or flag, by when a date is; with their totals. Pure. */

import type { FieldValue, TaskField, TaskFields } from "./filters-fields";
import { dayIn } from "./filters-match";
import { civilOf, DAY, dayFromCivil, dayOf, weekdayOf } from "./moments";

export const BUCKETS = ["week", "month", "quarter"] as const;
export type Bucket = (typeof BUCKETS)[number];

export interface Grouping {
  readonly field: TaskField;
  /** The length of time that dates are gathered by. */
  readonly bucket: Bucket | null;
}

/** Where a task stands: the group's key, and its place among the groups. */
export interface GroupOf {
  readonly key: string;
  readonly order: number;
}

export interface TaskGroup extends GroupOf {
  readonly ids: readonly number[];
}

/** The key of the group without a value: it stands last. */
export const NO_GROUP = "";

/** By what tasks can be grouped, as it stands in addresses: `assignee`, `finish.month`. */
export function groupingsOf(fields: TaskFields): string[] {
  return fields.all.flatMap((field) => {
    if (field.kind === "date") return BUCKETS.map((bucket) => `${field.key}.${bucket}`);
    return groupable(field) ? [field.key] : [];
  });
}

function groupable(field: TaskField): boolean {
  if (field.key === "under" || field.key === "summary") return false;
  const custom = field.key.startsWith("custom-");
  return (
    field.kind === "choice" ||
    field.kind === "people" ||
    field.kind === "flag" ||
    (custom && (field.kind === "text" || field.kind === "number"))
  );
}

/** The grouping that a key names; null for none. */
export function groupingFrom(key: string, fields: TaskFields): Grouping | null {
  const dot = key.lastIndexOf(".");
  const name = dot < 0 ? key : key.slice(0, dot);
  const bucket = dot < 0 ? null : BUCKETS.find((one) => one === key.slice(dot + 1));
  const field = fields.get(name);
  if (!field || bucket === undefined || (field.kind === "date") !== (bucket !== null)) return null;
  return bucket !== null || groupable(field) ? { field, bucket } : null;
}

/**
 * A function from tasks to their groups. A task with two people stands with that pair, or with the
 * first of several alone.
 */
export function groupsBy(
  { field, bucket }: Grouping,
  fields: TaskFields,
  first = false,
): (id: number) => GroupOf {
  const places = new Map((field.options ?? []).map((option, place) => [option, place]));
  return (id) => {
    const all = fields.value(field.key, id);
    const value = first && Array.isArray(all) ? all.slice(0, 1) : all;
    if (bucket) return inBucket(field, bucket, value, fields.words.firstDay);
    if (typeof value === "boolean") {
      return value ? { key: "yes", order: 0 } : { key: "no", order: 1 };
    }
    const key = keyOf(value);
    if (key === NO_GROUP) return { key, order: Number.POSITIVE_INFINITY };
    return { key, order: typeof value === "number" ? value : (places.get(key) ?? places.size) };
  };
}

function keyOf(value: FieldValue): string {
  if (value === null) return NO_GROUP;
  if (!Array.isArray(value)) return String(value);
  return [...new Set(value.map(String))].sort((a, b) => Number(a) - Number(b)).join(",");
}

/** The group of a date is the first day of its week, month or quarter, as a number of days. */
function inBucket(field: TaskField, bucket: Bucket, value: FieldValue, firstDay: number): GroupOf {
  if (typeof value !== "number") return { key: NO_GROUP, order: Number.POSITIVE_INFINITY };
  const day = dayIn(field, value);
  const first = firstOf(day, bucket, firstDay);
  return { key: String(first), order: first };
}

function firstOf(day: number, bucket: Bucket, firstDay: number): number {
  if (bucket === "week") return day - ((weekdayOf(day * DAY) - firstDay + 7) % 7);
  const { year, month } = civilOf(day * DAY);
  const size = bucket === "quarter" ? 3 : 1;
  return dayFromCivil(year, Math.floor((month - 1) / size) * size + 1, 1) ?? day;
}

/** Groups in their order, by label where the order ties; tasks keep the order they come in. */
export function groupTasks(
  ids: Iterable<number>,
  groupOf: (id: number) => GroupOf,
  labelOf: (key: string) => string,
): TaskGroup[] {
  const found = new Map<string, { key: string; order: number; ids: number[] }>();
  for (const id of ids) {
    const { key, order } = groupOf(id);
    const group = found.get(key);
    if (group) group.ids.push(id);
    else found.set(key, { key, order, ids: [id] });
  }
  const tie = (a: number, b: number) => (a === b ? 0 : a - b);
  return [...found.values()].sort(
    (a, b) => tie(a.order, b.order) || labelOf(a.key).localeCompare(labelOf(b.key)),
  );
}

/** What the tasks of a group come to. Minutes and moments; null where nothing is dated. */
export interface Totals {
  readonly count: number;
  readonly duration: number;
  /** Share of the duration that is done, in percent. */
  readonly percent: number;
  readonly start: number | null;
  readonly finish: number | null;
}

export function totalsOf(ids: readonly number[], fields: Pick<TaskFields, "store">): Totals {
  let start = Number.POSITIVE_INFINITY;
  let finish = Number.NEGATIVE_INFINITY;
  let duration = 0;
  let done = 0;
  let finished = 0;
  for (const id of ids) {
    const dates = fields.store.schedule(id);
    if (!dates) continue;
    start = Math.min(start, dates.start);
    finish = Math.max(finish, dates.finish);
    duration += dates.duration;
    done += (dates.duration * dates.percent_complete) / 100;
    if (dates.percent_complete >= 100) finished += 1;
  }
  // Milestones alone have no length: then what counts is how many are reached.
  const share = duration > 0 ? done / duration : ids.length > 0 ? finished / ids.length : 0;
  return {
    count: ids.length,
    duration,
    percent: Math.floor(share * 100 + 1e-9),
    start: start === Number.POSITIVE_INFINITY ? null : start,
    finish: finish === Number.NEGATIVE_INFINITY ? null : finish,
  };
}

/** The last day of a group of dates, as a number of days. */
export function bucketEnd(first: number, bucket: Bucket): number {
  if (bucket === "week") return first + 6;
  const { year, month } = civilOf(first * DAY);
  const months = bucket === "quarter" ? 3 : 1;
  const next = month - 1 + months;
  return (dayFromCivil(year + Math.floor(next / 12), (next % 12) + 1, 1) ?? dayOf(0)) - 1;
}
