/** How the columns of a task are read to filter, group and sort by them. Pure. */

import type { TableName } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { baselineOf, costsNow, costsPlanned, type Variance, varianceOf } from "./baseline";
import {
  type ColumnKey,
  type ColumnKind,
  fieldKeyOf,
  hasColumn,
  MORE_COLUMNS,
  PLAN_COLUMNS,
} from "./columns";
import { doneOf, type Effort } from "./effort";
import type { TaskField, TaskFields } from "./filters-fields";
import { minorUnits } from "./money";
import { typesOf } from "./types";
import { PRIORITIES, priorityOf, statusesOf, statusOf } from "./workflow";

/** Of the field sprint: whichever is under way. */
export const ACTIVE = "active";

type Reader = Omit<TaskField, "key" | "kind" | "title">;

const PEOPLE = ["assignments", "resources"] as const;
const BASELINE = ["baselines", "baseline_tasks"] as const;
const CONSTRAINTS = ["asap", "alap", "snet", "snlt", "fnet", "fnlt", "mso", "mfo"];
const TYPES = ["fixed_units", "fixed_duration", "fixed_work"];
const CONFIDENCES = ["high", "medium", "low", "very_low"];

/** The fields of all columns that a project has. */
export function columnFields(of: TaskFields): TaskField[] {
  const more = MORE_COLUMNS.filter(({ key }) => key === "points" || hasColumn(key, of.store));
  const read = readers(of);
  return [...more, ...PLAN_COLUMNS].map((column) => ({
    ...read[column.key],
    key: fieldKeyOf(column as ColumnKind),
    kind: column.kind,
  }));
}

function readers(of: TaskFields): Record<ColumnKey, Reader> {
  const { store } = of;
  const dates = (id: number) => store.schedule(id);
  const status = statusKeys(store);
  return {
    type: {
      tables: ["work_types"],
      get options() {
        return typesOf(store).map((one) => String(one.id));
      },
      read: (_, task) => (task.type_id === null ? "" : String(task.type_id)),
    },
    cost: cost(store, (id) => costsNow(store)?.get(id) ?? null),
    baselineCost: cost(store, (id) => costsPlanned(store)?.get(id) ?? null),
    costVariance: cost(store, (id) => varianceOf(store, "costVariance", id)),
    sprint: inOne(store, "sprint", [ACTIVE]),
    release: inOne(store, "release", []),
    points: { per: 100, read: (_, task) => task.story_points },
    line: { whole: true, read: (id) => store.outlineLine(id)?.line ?? null },
    name: { read: (_, task) => task.name },
    wbs: {
      whole: true,
      read: (id, task) => task.wbs || (store.outlineLine(id)?.wbs ?? ""),
    },
    duration: { read: (id) => dates(id)?.duration ?? null },
    start: { read: (id) => dates(id)?.start ?? null },
    finish: { finish: true, read: (id) => dates(id)?.finish ?? null },
    predecessors: {
      tables: ["links"],
      whole: true,
      read: (id) => {
        const rows = store.rows("links");
        const keys = store.index("links", "successor_id").get(id) ?? [];
        return keys.flatMap((key) => rows.get(key)?.predecessor_id ?? []);
      },
    },
    percent: { read: (id, task) => dates(id)?.percent_complete ?? task.percent_complete },
    assignees: {
      tables: PEOPLE,
      whole: true,
      // A summary without people of its own is not work that waits for somebody.
      read: (id) => {
        const found = of.assignees(id);
        return found.length === 0 && of.isSummary(id) ? null : found;
      },
    },
    status: {
      tables: ["statuses"],
      whole: true,
      get options() {
        return statusesOf(store).map((row) => String(row.id));
      },
      read: (id, task) => (of.isSummary(id) ? "" : status(task)),
    },
    priority: {
      options: PRIORITIES,
      whole: true,
      read: (id, task) => (of.isSummary(id) ? "" : priorityOf(task.priority)),
    },
    float: { read: (id) => dates(id)?.total_float ?? null },
    critical: {
      read: (id) => {
        const row = dates(id);
        return row?.critical === true && row.percent_complete < 100;
      },
    },
    deadline: { finish: true, read: (_, task) => task.deadline },
    constraint: { options: CONSTRAINTS, read: (_, task) => task.constraint },
    baselineStart: saved(store, "start"),
    startVariance: variance(of, "startVariance"),
    baselineFinish: { ...saved(store, "finish"), finish: true },
    variance: variance(of, "variance"),
    baselineDuration: saved(store, "duration"),
    durationVariance: variance(of, "durationVariance"),
    work: effort(of, "planned"),
    baselineWork: saved(store, "work"),
    actualWork: effort(of, "actual"),
    remainingWork: effort(of, "remaining"),
    workVariance: variance(of, "workVariance", PEOPLE),
    actualDuration: { whole: true, read: (id, task) => (of.isSummary(id) ? null : doneOf(task)) },
    remainingDuration: {
      whole: true,
      read: (id, task) => (of.isSummary(id) ? null : task.duration - doneOf(task)),
    },
    mode: {
      options: ["auto", "manual", "inactive"],
      read: (_, task) => (task.active ? task.mode : "inactive"),
    },
    taskType: { options: TYPES, read: (_, task) => task.task_type },
    optimistic: { read: (_, task) => task.optimistic },
    pessimistic: { read: (_, task) => task.pessimistic },
    confidence: { options: CONFIDENCES, read: (_, task) => task.confidence },
  };
}

function statusKeys(store: ProjectStore): (task: Parameters<typeof statusOf>[1]) => string {
  let known: ReturnType<typeof statusesOf> | null = null;
  return (task) => {
    known ??= statusesOf(store);
    return String(statusOf(known, task)?.id ?? "");
  };
}

function effort(of: TaskFields, part: keyof Effort): Reader {
  return { tables: PEOPLE, whole: true, read: (id) => of.effort(id)?.[part] ?? null };
}

/** What the compared baseline says of a task. */
function saved(store: ProjectStore, field: "start" | "finish" | "duration" | "work"): Reader {
  return {
    tables: BASELINE,
    whole: true,
    read: (id) => baselineOf(store).get(id)?.[field] ?? null,
  };
}

/** By how much a task differs from the compared baseline. */
function variance(of: TaskFields, key: Variance, more: readonly TableName[] = []): Reader {
  return {
    tables: [...BASELINE, "calendars", ...more],
    whole: true,
    read: (id) => {
      const work = key === "workVariance" ? of.effort(id) : undefined;
      return varianceOf(of.store, key, id, work);
    },
  };
}

function cost(store: ProjectStore, read: (id: number) => number | null): Reader {
  return {
    per: minorUnits(store.project.currency),
    tables: [...BASELINE, "baseline_costs"],
    whole: true,
    read,
  };
}

/** The sprint or release that a task is in, by key; `before` are choices that stand for several. */
function inOne(store: ProjectStore, key: "sprint" | "release", before: readonly string[]): Reader {
  const items = `${key}_items` as const;
  return {
    tables: [`${key}s`, items],
    whole: true,
    get options() {
      return [...before, ...byDay(store, `${key}s`)];
    },
    read: (id) => {
      const [row] = store.index(items, "task_id").get(id) ?? [];
      const found = store.rows(items).get(row ?? 0) as Record<string, unknown> | undefined;
      return String(found?.[`${key}_id`] ?? "");
    },
  };
}

/** Keys of sprints or releases as they follow each other, those without a day last. */
function byDay(store: ProjectStore, table: "sprints" | "releases"): string[] {
  const rows: { id: number; day: number }[] = [];
  for (const row of store.rows(table).values()) {
    const day = "start" in row ? row.start : row.date;
    rows.push({ id: row.id, day: day ?? Number.MAX_SAFE_INTEGER });
  }
  return rows.sort((a, b) => a.day - b.day || a.id - b.id).map((row) => String(row.id));
}
