/**
 * Filters: a tree of conditions joined by "all" and "any", as it stands in an address, in a saved
 * view, and in the bar. Values are texts; what they mean is decided by the field (filters-fields).
 * Pure.
 */

export const FILTER_VERSION = 1;

export const OPS = [
  "is",
  "isnt",
  "has",
  "hasnt",
  "lt",
  "le",
  "eq",
  "ne",
  "ge",
  "gt",
  "in",
  "out",
  "before",
  "after",
  "none",
  "some",
] as const;
export type Op = (typeof OPS)[number];

/** Operators that need no value. */
export const BARE_OPS: ReadonlySet<Op> = new Set(["none", "some"]);

/** What one field of a task must be; with several values, any of them. */
export interface Condition {
  readonly field: string;
  readonly op: Op;
  readonly values: readonly string[];
}

export type Join = "all" | "any";

export interface FilterGroup {
  readonly join: Join;
  readonly items: readonly FilterItem[];
}

export type FilterItem = Condition | FilterGroup;

/** At most this deep and this many conditions, as the server has it for saved views. */
export const MOST_DEPTH = 5;
export const MOST_CONDITIONS = 200;
export const MOST_VALUES = 500;

export const NO_FILTER: FilterGroup = { join: "all", items: [] };

export function isGroup(item: FilterItem): item is FilterGroup {
  return "join" in item;
}

/** How deep groups stand in each other; 1 where there are none in it. */
export function depthOf(group: FilterGroup): number {
  return 1 + Math.max(0, ...group.items.map((item) => (isGroup(item) ? depthOf(item) : 0)));
}

/** All conditions of a filter, however deep. */
export function conditionsOf(item: FilterItem): Condition[] {
  return isGroup(item) ? item.items.flatMap(conditionsOf) : [item];
}

/**
 * The filter without groups that hold nothing, and without conditions that wait for their value: it
 * is what has an effect.
 */
export function effective(group: FilterGroup): FilterGroup {
  const items = group.items.flatMap((item): FilterItem[] => {
    if (!isGroup(item)) return isComplete(item) ? [item] : [];
    const inner = effective(item);
    return inner.items.length > 0 ? [inner] : [];
  });
  return { join: group.join, items };
}

export function isComplete(condition: Condition): boolean {
  return (
    BARE_OPS.has(condition.op) ||
    (condition.values.length > 0 && condition.values.every((value) => value !== ""))
  );
}

/** A filter with one item replaced, or without it (null); `path` are places from the top. */
export function withItem(
  group: FilterGroup,
  path: readonly number[],
  item: FilterItem | null,
): FilterGroup {
  const [at, ...rest] = path;
  if (at === undefined) {
    return item === null ? NO_FILTER : isGroup(item) ? item : { join: "all", items: [item] };
  }
  const items = [...group.items];
  if (rest.length === 0) {
    if (item === null) items.splice(at, 1);
    else items[at] = item;
  } else {
    const inner = items[at];
    if (inner && isGroup(inner)) items[at] = withItem(inner, rest, item);
  }
  return { ...group, items };
}

/** A filter with one more item at its end, all of which must hold. */
export function withAlso(group: FilterGroup, item: FilterItem): FilterGroup {
  if (group.join === "all") return { ...group, items: [...group.items, item] };
  return { join: "all", items: group.items.length > 0 ? [group, item] : [item] };
}

export function sameFilter(a: FilterGroup, b: FilterGroup): boolean {
  return a === b || JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** A filter as JSON keeps it: `{version, join, items: [{field, op, values} | {join, items}]}`. */
export interface FilterJson {
  readonly version: number;
  readonly join: Join;
  readonly items: readonly FilterItem[];
}

export function filterToJson(group: FilterGroup): FilterJson {
  return { version: FILTER_VERSION, ...(plain(group) as FilterGroup) };
}

/** The filter of a JSON value; null where it is none, or one of a later version. */
export function filterFromJson(value: unknown): FilterGroup | null {
  if (typeof value !== "object" || value === null) return null;
  const version = (value as { version?: unknown }).version;
  if (version !== undefined && version !== FILTER_VERSION) return null;
  const count = { left: MOST_CONDITIONS };
  const item = itemFrom(value, 1, count);
  return item && isGroup(item) ? item : null;
}

function itemFrom(value: unknown, depth: number, count: { left: number }): FilterItem | null {
  if (typeof value !== "object" || value === null) return null;
  const one = value as Record<string, unknown>;
  if (one.join === "all" || one.join === "any") {
    if (!Array.isArray(one.items) || depth > MOST_DEPTH) return null;
    const items: FilterItem[] = [];
    for (const inner of one.items) {
      const found = itemFrom(inner, depth + 1, count);
      if (!found) return null;
      items.push(found);
    }
    return { join: one.join, items };
  }
  count.left -= 1;
  const { field, op, values = [] } = one;
  const usable =
    count.left >= 0 &&
    typeof field === "string" &&
    field !== "" &&
    isOp(op) &&
    Array.isArray(values) &&
    values.length <= MOST_VALUES &&
    values.every((text) => typeof text === "string");
  return usable ? { field: field as string, op: op as Op, values: values as string[] } : null;
}

export function isOp(value: unknown): value is Op {
  return (OPS as readonly unknown[]).includes(value);
}

function plain(item: FilterItem): FilterItem {
  return isGroup(item)
    ? { join: item.join, items: item.items.map(plain) }
    : { field: item.field, op: item.op, values: [...item.values] };
}
