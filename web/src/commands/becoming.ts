/**
 * What gives a task a certain value of a field: that of the lane it is dropped in, or one by which it
 * fits the filter under which it is added. Values are written as groups and filters write them.
 */

import { type Condition, type FilterGroup, isGroup } from "~/model/filters";
import { ACTIVE } from "~/model/filters-columns";
import type { TaskField, TaskFields } from "~/model/filters-fields";
import { ME, NOBODY, numberOf } from "~/model/filters-match";
import { NO_GROUP } from "~/model/grouping";
import { FULL } from "~/model/people";
import { waysOf } from "~/model/types";
import {
  PRIORITIES,
  type Priority,
  priorityOf,
  priorityValue,
  statusesOf,
  statusOf,
} from "~/model/workflow";
import type { CustomFieldRow, TaskRow } from "~/protocol/tables.generated";
import type { ProjectSession, ProjectStore } from "~/store/types";
import { assignStep } from "./assignments";
import { moveCardsStep, reparentStep } from "./board";
import { newTask } from "./defaults";
import { customValueStep } from "./fields";
import type { Adding } from "./insert";
import type { Step } from "./run";
import { assignReleaseStep, sprintStep } from "./sprintItems";
import { updateStep } from "./tasks";

type Fields = Partial<TaskRow>;

/** Fields of a task's own row. */
const OWN: Readonly<Record<string, (value: string) => Fields>> = {
  priority: (value) => ({ priority: priorityValue(value as Priority) }),
  type: (value) => ({ type_id: value === NO_GROUP ? null : Number(value) }),
  taskType: (value) => ({ task_type: value as TaskRow["task_type"] }),
  confidence: (value) => ({ confidence: value as TaskRow["confidence"] }),
  milestone: (value) => ({ milestone: value === "yes" }),
  deliverable: (value) => ({ deliverable: value === "yes" }),
  points: (value) => ({ story_points: value === NO_GROUP ? null : Number(value) }),
};
const BESIDE = new Set(["status", "assignee", "sprint", "release", "parent", "phase"]);
/** Kinds of custom fields that a group or an equality names whole. */
const CUSTOM = new Set(["choice", "people", "flag", "text", "number"]);

function customOf(field: TaskField, store: ProjectStore): CustomFieldRow | undefined {
  if (!field.key.startsWith("custom-")) return undefined;
  const row = store.rows("custom_fields").get(Number(field.key.slice("custom-".length)));
  return row?.type === "formula" ? undefined : row;
}

/** Whether one can say what value a task has of a field, by naming it. */
export function canBecome(field: TaskField, store: ProjectStore): boolean {
  if (field.key in OWN || BESIDE.has(field.key)) return true;
  return CUSTOM.has(field.kind) && customOf(field, store) !== undefined;
}

/**
 * Steps that give a task a value of a field, "" for none; null where nothing does. Of fields that hold
 * several values, `from` is the one that gives place.
 */
export function becomeSteps(
  session: ProjectSession,
  id: number,
  field: TaskField,
  value: string,
  from = NO_GROUP,
): readonly Step[] | null {
  const own = OWN[field.key];
  if (own) return [updateStep(id, own(value))];
  const key = value === NO_GROUP ? null : Number(value);
  switch (field.key) {
    case "status":
      return key === null ? null : [moveCardsStep([id], key)];
    case "assignee":
      return [assignStep(session, id, peopleAfter(session, id, from, value))];
    case "sprint":
      return [sprintStep([id], key)];
    case "release":
      return [assignReleaseStep([id], key)];
    case "parent":
    case "phase":
      return [reparentStep(id, key)];
  }
  const row = customOf(field, session.store);
  if (!row || !CUSTOM.has(field.kind)) return null;
  return [customValueStep(row.id, id, customAfter(session.store, row, field, id, from, value))];
}

/** Who works on it then: whoever the lane left is for gives place to whom the new one is for. */
function peopleAfter(session: ProjectSession, id: number, from: string, to: string) {
  const { store } = session;
  const resources = store.rows("resources");
  const rows = (store.index("assignments", "task_id").get(id) ?? []).flatMap(
    (key) => store.rows("assignments").get(key) ?? [],
  );
  const named = (key: number, units: number) => {
    const name = resources.get(key)?.name;
    return name === undefined ? [] : [{ name, ...(units === FULL ? {} : { units }) }];
  };
  const stay = rows.filter(
    (row) => String(row.resource_id) !== from && String(row.resource_id) !== to,
  );
  const left = rows.find((row) => String(row.resource_id) === from);
  const joins = to === NO_GROUP ? [] : named(Number(to), left?.units ?? FULL);
  return [...joins, ...stay.flatMap((row) => named(row.resource_id, row.units))];
}

function customAfter(
  store: ProjectStore,
  row: CustomFieldRow,
  field: TaskField,
  id: number,
  from: string,
  to: string,
) {
  if (field.kind === "flag") return to === "yes";
  if (row.type === "multi_select") {
    const task = store.task(id);
    const now = task ? field.read(id, task) : [];
    const stay = (Array.isArray(now) ? now.map(String) : []).filter(
      (one) => one !== from && one !== to,
    );
    return to === NO_GROUP ? stay : [to, ...stay];
  }
  if (to === NO_GROUP) return null;
  return field.kind === "people" || field.kind === "number" ? Number(to) : to;
}

/** How a new task comes to fit a filter. */
export interface Inherited {
  /** Where in the outline it must stand; null where anywhere will do. */
  readonly where: { readonly inside: number } | null;
  /** Further steps of its change; what was typed of it holds. */
  steps(id: number, typed: Adding): readonly Step[];
}

/**
 * What a filter says of tasks added under it: its equalities that must all hold, in fields that can be
 * set. `except` are fields of which the place says more.
 */
export function inheriting(
  session: ProjectSession,
  filter: FilterGroup,
  fields: TaskFields,
  except: readonly string[] = [],
): Inherited {
  const found = new Map<string, { field: TaskField; value: string }>();
  for (const condition of needed(filter)) {
    const field = fields.get(condition.field);
    if (!field || except.includes(field.key) || found.has(field.key)) continue;
    const value = wantedBy(condition, field, fields);
    if (value !== null) found.set(field.key, { field, value });
  }
  const above = found.get("parent") ?? found.get("under") ?? found.get("phase");
  for (const key of ["parent", "under", "phase"]) found.delete(key);
  return {
    where: above ? { inside: Number(above.value) } : null,
    steps(id, typed) {
      const type = typed.type ?? (found.has("type") ? Number(found.get("type")?.value) : null);
      return [...found.values()]
        .sort((a, b) => Number(a.field.key === "status") - Number(b.field.key === "status"))
        .flatMap(({ field, value }) => {
          if (field.key === "assignee" && typed.people) return [];
          if (field.key === "type" && typed.type !== null) return [];
          if (field.key === "status" && !mayStand(session.store, type, Number(value))) return [];
          return becomeSteps(session, id, field, value) ?? [];
        });
    },
  };
}

/** The conditions that must hold, whatever else does. */
function needed(group: FilterGroup): Condition[] {
  if (group.join === "any" && group.items.length > 1) return [];
  return group.items.flatMap((item) => (isGroup(item) ? needed(item) : [item]));
}

/** The value by which a new task meets a condition; null where it does so already, or none is named. */
function wantedBy(condition: Condition, field: TaskField, fields: TaskFields): string | null {
  const { op, values } = condition;
  const [first] = values;
  if (first === undefined) return null;
  const { store } = fields;
  if (op === "eq") {
    const number = numberOf(field, first, fields);
    return number === null ? null : String(number);
  }
  if (op !== "is") return null;
  if (values.includes(NO_GROUP) || values.includes(NOBODY)) return null;
  if (field.kind === "flag") return values.includes("no") ? null : first;
  switch (field.key) {
    case "name":
      return null;
    case "priority":
      return values.includes(priorityOf(FRESH.priority))
        ? null
        : (PRIORITIES.find((p) => p === first) ?? null);
    case "status": {
      const begins = String(statusOf(statusesOf(store), FRESH)?.id);
      return values.includes(begins) ? null : first;
    }
    case "sprint": {
      if (first !== ACTIVE) return first;
      const active = [...store.rows("sprints").values()].find((row) => row.state === "active");
      return active ? String(active.id) : null;
    }
  }
  if (field.kind !== "people" || first !== ME) return first;
  const [me] = fields.me();
  return me === undefined ? null : String(me);
}

/** What a task is before anything is said of it. */
const FRESH = newTask({ id: 0, rank: "" });

/** Whether a new task of a type may be put in a column. */
function mayStand(store: ProjectStore, type: number | null, status: number): boolean {
  const ways = waysOf(store, { ...FRESH, type_id: type });
  return ways === null || ways.has(status);
}
