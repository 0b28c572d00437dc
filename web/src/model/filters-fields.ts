/** What of a task can be filtered, grouped and sorted by: its fields, with how each is read. Pure. */

import type { TableName, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import {
  baselineOf,
  COSTS,
  costsNow,
  costsPlanned,
  seesCosts,
  type Variance,
  varianceOf,
} from "./baseline";
import { blockOf } from "./blocks";
import { customValue, faultOf, fieldOptions, fieldsOf, shownType } from "./custom";
import { type Effort, effortsOf } from "./effort";
import type { Op } from "./filters";
import type { DateWords } from "./filters-dates";
import { isLate } from "./late";
import { momentNow } from "./moments";
import { minorUnits } from "./money";
import { typesOf } from "./types";
import { PRIORITIES, priorityOf, type Status, statusesOf, statusOf } from "./workflow";

export type FieldKind = "text" | "number" | "duration" | "date" | "choice" | "people" | "flag";

/** A task's value: text, a number (minutes, a moment), a flag, or the keys of choices. */
export type FieldValue = string | number | boolean | null | readonly (string | number)[];

export interface TaskField {
  /** As it stands in addresses and saved views; `custom-12` is a custom field. */
  readonly key: string;
  readonly kind: FieldKind;
  /** A custom field's own name; the others have words by their key. */
  readonly title?: string;
  /** Choices in order, where they are known beforehand. */
  readonly options?: readonly string[];
  /** A date that is a finish: midnight is the end of the day before. */
  readonly finish?: boolean;
  /** Number that counts hundredths (story points), or money in minor units: divided to be shown. */
  readonly per?: number;
  /** Tables beside the task and its dates that it is read from. */
  readonly tables?: readonly TableName[];
  /** Depends on other tasks too (summaries, order): read anew whenever any changes. */
  readonly whole?: boolean;
  read(id: number, task: TaskRow): FieldValue;
}

export const OPS_OF: Record<FieldKind, readonly Op[]> = {
  text: ["has", "hasnt", "is", "isnt", "some", "none"],
  number: ["eq", "ne", "lt", "le", "gt", "ge", "some", "none"],
  duration: ["eq", "ne", "lt", "le", "gt", "ge", "some", "none"],
  date: ["in", "out", "before", "after", "some", "none"],
  choice: ["is", "isnt", "some", "none"],
  people: ["is", "isnt", "some", "none"],
  flag: ["is"],
};

/** Of the field sprint: whichever is under way. */
export const ACTIVE = "active";
export const STATES = ["late", "underway", "ahead", "done"] as const;
const CONSTRAINTS = ["asap", "alap", "snet", "snlt", "fnet", "fnlt", "mso", "mfo"];
const TYPES = ["fixed_units", "fixed_duration", "fixed_work"];
const CONFIDENCES = ["high", "medium", "low", "very_low"];

/** The fields of one project's tasks, as of one revision of its store. */
export class TaskFields {
  readonly store: ProjectStore;
  readonly words: DateWords;
  readonly #byKey: Map<string, TaskField>;
  #efforts: ReadonlyMap<number, Effort> | null = null;
  #statuses: readonly Status[] | null = null;

  constructor(store: ProjectStore, firstDay = 0, now = momentNow(store.project.zone)) {
    this.store = store;
    this.words = { now, status: store.project.status_date ?? now, firstDay };
    this.#byKey = new Map([...this.#own(), ...this.#custom()].map((field) => [field.key, field]));
  }

  get all(): readonly TaskField[] {
    return [...this.#byKey.values()];
  }

  get(key: string): TaskField | undefined {
    return this.#byKey.get(key);
  }

  value(key: string, id: number): FieldValue {
    const task = this.store.task(id);
    return task ? (this.#byKey.get(key)?.read(id, task) ?? null) : null;
  }

  effort(id: number): Effort | undefined {
    this.#efforts ??= effortsOf(this.store);
    return this.#efforts.get(id);
  }

  /** Keys of the resources that are the viewer: by account, without one by address (as My work). */
  me(): readonly number[] {
    const { user_id } = this.store.viewer;
    const own = this.store.index("resources", "user_id").get(user_id) ?? [];
    const [member] = this.store.index("members", "user_id").get(user_id) ?? [];
    const email = this.store
      .rows("members")
      .get(member ?? 0)
      ?.email.toLowerCase();
    if (!email) return own;
    const named = [...this.store.rows("resources").values()].filter(
      (row) => row.user_id === null && row.email.toLowerCase() === email,
    );
    return [...own, ...named.map((row) => row.id)];
  }

  assignees(id: number): number[] {
    const rows = this.store.rows("assignments");
    const keys = this.store.index("assignments", "task_id").get(id) ?? [];
    return keys.flatMap((key) => rows.get(key)?.resource_id ?? []);
  }

  /** All by which a task is looked for: name, number, WBS code, people. */
  #anything(id: number, task: TaskRow): string {
    const rows = this.store.rows("resources");
    const names = this.assignees(id).map((one) => rows.get(one)?.name ?? "");
    const wbs = task.wbs || (this.store.outlineLine(id)?.wbs ?? "");
    return [task.name, `${this.store.project.key}-${task.number}`, wbs, ...names].join(" ");
  }

  #summary(id: number): boolean {
    return this.store.outlineLine(id)?.hasChildren ?? false;
  }

  #above(id: number): string[] {
    const found: string[] = [];
    let at = this.store.outlineLine(id)?.parentId ?? null;
    while (at !== null) {
      found.push(String(at));
      at = this.store.outlineLine(at)?.parentId ?? null;
    }
    return found;
  }

  #state(id: number): string {
    const dates = this.store.schedule(id);
    const percent = dates?.percent_complete ?? 0;
    if (percent >= 100) return "done";
    if (dates && dates.finish < this.words.status) return "late";
    return percent > 0 ? "underway" : "ahead";
  }

  #status(task: TaskRow): string {
    this.#statuses ??= statusesOf(this.store);
    return String(statusOf(this.#statuses, task)?.id ?? "");
  }

  #own(): TaskField[] {
    const { store } = this;
    const dates = (id: number) => store.schedule(id);
    const percent = (id: number, task: TaskRow) =>
      dates(id)?.percent_complete ?? task.percent_complete;
    const flag = (
      key: string,
      read: (id: number, task: TaskRow) => boolean,
      more: Partial<TaskField> = {},
    ): TaskField => ({ key, kind: "flag", read, ...more });
    const people = ["assignments", "resources"] as const;
    const summaries = () => store.outline().filter((line) => line.hasChildren);
    // Types of tasks are asked for where the project has any.
    const types: TaskField[] = store.rows("work_types").size
      ? [
          {
            key: "type",
            kind: "choice",
            tables: ["work_types"],
            options: typesOf(store).map((one) => String(one.id)),
            read: (_, task) => (task.type_id === null ? "" : String(task.type_id)),
          },
        ]
      : [];
    return [
      ...types,
      { key: "name", kind: "text", read: (_, task) => task.name },
      {
        key: "anything",
        kind: "text",
        tables: people,
        whole: true,
        read: (id, task) => this.#anything(id, task),
      },
      { key: "notes", kind: "text", read: (_, task) => task.notes },
      {
        key: "wbs",
        kind: "text",
        whole: true,
        read: (id, task) => task.wbs || (store.outlineLine(id)?.wbs ?? ""),
      },
      {
        key: "assignee",
        kind: "people",
        tables: people,
        whole: true,
        // A summary without people of its own is not work that waits for somebody.
        read: (id) => {
          const found = this.assignees(id);
          return found.length === 0 && this.#summary(id) ? null : found;
        },
      },
      {
        key: "team",
        kind: "choice",
        tables: people,
        get options() {
          return distinct([...store.rows("resources").values()].map((row) => row.group));
        },
        read: (id) => {
          const rows = store.rows("resources");
          return distinct(this.assignees(id).map((one) => rows.get(one)?.group ?? ""));
        },
      },
      {
        key: "status",
        kind: "choice",
        tables: ["statuses"],
        whole: true,
        get options() {
          return statusesOf(store).map((row) => String(row.id));
        },
        read: (id, task) => (this.#summary(id) ? "" : this.#status(task)),
      },
      { key: "state", kind: "choice", options: STATES, read: (id) => this.#state(id) },
      flag("critical", (id) => {
        const row = dates(id);
        return row?.critical === true && row.percent_complete < 100;
      }),
      flag("late", (_, task) => isLate(store, task, this.words.status)),
      flag("overdue", (id, task) => {
        const row = dates(id);
        return (
          row !== undefined &&
          task.active &&
          row.percent_complete < 100 &&
          row.finish < this.words.now
        );
      }),
      flag("blocked", (_, task) => blockOf(store, task) !== undefined, { tables: ["blocks"] }),
      flag("milestone", (_, task) => task.milestone),
      flag("summary", (id) => this.#summary(id), { whole: true }),
      { key: "start", kind: "date", read: (id) => dates(id)?.start ?? null },
      { key: "finish", kind: "date", finish: true, read: (id) => dates(id)?.finish ?? null },
      { key: "deadline", kind: "date", finish: true, read: (_, task) => task.deadline },
      { key: "actualStart", kind: "date", read: (_, task) => task.actual_start },
      { key: "actualFinish", kind: "date", finish: true, read: (_, task) => task.actual_finish },
      this.#saved("baselineStart", "date", "start"),
      this.#variance("startVariance"),
      { ...this.#saved("baselineFinish", "date", "finish"), finish: true },
      this.#variance("variance"),
      { key: "duration", kind: "duration", read: (id) => dates(id)?.duration ?? null },
      this.#saved("baselineDuration", "duration", "duration"),
      this.#variance("durationVariance"),
      {
        key: "work",
        kind: "duration",
        tables: people,
        whole: true,
        read: (id) => this.effort(id)?.planned ?? null,
      },
      this.#saved("baselineWork", "duration", "work"),
      {
        key: "actualWork",
        kind: "duration",
        tables: people,
        whole: true,
        read: (id) => this.effort(id)?.actual ?? null,
      },
      {
        key: "remainingWork",
        kind: "duration",
        tables: people,
        whole: true,
        read: (id) => this.effort(id)?.remaining ?? null,
      },
      this.#variance("workVariance", people),
      ...(seesCosts(store) ? this.#costs() : []),
      { key: "float", kind: "duration", read: (id) => dates(id)?.total_float ?? null },
      { key: "percent", kind: "number", read: percent },
      {
        key: "priority",
        kind: "choice",
        options: PRIORITIES,
        whole: true,
        read: (id, task) => (this.#summary(id) ? "" : priorityOf(task.priority)),
      },
      { key: "points", kind: "number", per: 100, read: (_, task) => task.story_points },
      { key: "number", kind: "number", read: (_, task) => task.number },
      {
        key: "phase",
        kind: "choice",
        whole: true,
        get options() {
          return summaries()
            .filter((line) => line.level === 0)
            .map((line) => String(line.id));
        },
        read: (id) => this.#above(id).at(-1) ?? "",
      },
      {
        key: "parent",
        kind: "choice",
        whole: true,
        get options() {
          return summaries().map((line) => String(line.id));
        },
        read: (id) => String(store.outlineLine(id)?.parentId ?? ""),
      },
      {
        key: "under",
        kind: "choice",
        whole: true,
        get options() {
          return summaries().map((line) => String(line.id));
        },
        read: (id) => this.#above(id),
      },
      {
        key: "mode",
        kind: "choice",
        options: ["auto", "manual", "inactive"],
        read: (_, task) => (task.active ? task.mode : "inactive"),
      },
      {
        key: "constraint",
        kind: "choice",
        options: CONSTRAINTS,
        read: (_, task) => task.constraint,
      },
      { key: "taskType", kind: "choice", options: TYPES, read: (_, task) => task.task_type },
      {
        key: "confidence",
        kind: "choice",
        options: CONFIDENCES,
        read: (_, task) => task.confidence,
      },
      flag("deliverable", (_, task) => task.deliverable),
      flag("recurring", (_, task) => task.recurrence !== null),
      ...(store.rows("sprints").size > 0 ? [this.#inOne("sprint", [ACTIVE])] : []),
      ...(store.rows("releases").size > 0 ? [this.#inOne("release", [])] : []),
    ];
  }

  /** What the compared baseline says of a task. */
  #saved(key: string, kind: FieldKind, field: "start" | "finish" | "duration" | "work"): TaskField {
    return {
      key,
      kind,
      tables: ["baselines", "baseline_tasks"],
      whole: true,
      read: (id) => baselineOf(this.store).get(id)?.[field] ?? null,
    };
  }

  /** By how much a task differs from the compared baseline. */
  #variance(key: Variance, more: readonly TableName[] = []): TaskField {
    return {
      key,
      kind: "duration",
      tables: ["baselines", "baseline_tasks", "calendars", ...more],
      whole: true,
      read: (id) => {
        const effort = key === "workVariance" ? this.effort(id) : undefined;
        return varianceOf(this.store, key, id, effort);
      },
    };
  }

  #costs(): TaskField[] {
    const { store } = this;
    const read: Record<(typeof COSTS)[number], (id: number) => number | null> = {
      cost: (id) => costsNow(store)?.get(id) ?? null,
      baselineCost: (id) => costsPlanned(store)?.get(id) ?? null,
      costVariance: (id) => varianceOf(store, "costVariance", id),
    };
    return COSTS.map((key) => ({
      key,
      kind: "number",
      per: minorUnits(store.project.currency),
      tables: ["baselines", "baseline_tasks", "baseline_costs"],
      whole: true,
      read: read[key],
    }));
  }

  /** The sprint or release that a task is in, by key; `before` are choices that stand for several. */
  #inOne(key: "sprint" | "release", before: readonly string[]): TaskField {
    const { store } = this;
    const items = `${key}_items` as const;
    return {
      key,
      kind: "choice",
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

  #custom(): TaskField[] {
    const { store } = this;
    const kinds: Partial<Record<string, FieldKind>> = {
      number: "number",
      cost: "number",
      date: "date",
      flag: "flag",
      duration: "duration",
      person: "people",
      select: "choice",
      multi_select: "choice",
    };
    return fieldsOf(store).map((row): TaskField => {
      const type = shownType(row);
      const kind = kinds[type] ?? "text";
      const { id, name: title } = row;
      const read = (task: number): FieldValue => {
        const value = customValue(store, row, task);
        if (kind === "flag") return value === true;
        if (kind === "text") return value === null || faultOf(value) !== null ? "" : String(value);
        if (kind === "people") return typeof value === "number" ? [value] : [];
        if (kind === "choice") {
          if (Array.isArray(value)) return value.map(String);
          return value === null ? "" : String(value);
        }
        return typeof value === "number" ? value : null;
      };
      return {
        key: `custom-${id}`,
        kind,
        title,
        tables: ["custom_values", "custom_fields"],
        // What a formula gives may change with anything.
        ...(row.type === "formula" ? { whole: true } : {}),
        ...(type === "cost" ? { per: minorUnits(store.project.currency) } : {}),
        ...(kind === "choice" ? { options: fieldOptions(row).map((one) => one.id) } : {}),
        read,
      };
    });
  }
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

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ""))].sort((a, b) => a.localeCompare(b));
}
