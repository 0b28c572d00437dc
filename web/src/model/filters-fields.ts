/** What of a task can be filtered, grouped and sorted by: its fields, with how each is read. Pure. */

import type { TableName, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { customValue, faultOf, fieldOptions, fieldsOf, shownType } from "./custom";
import { type Effort, effortsOf } from "./effort";
import type { Op } from "./filters";
import { columnFields } from "./filters-columns";
import type { DateWords } from "./filters-dates";
import { moreFields } from "./filters-more";
import { momentNow } from "./moments";
import { minorUnits } from "./money";

/** Choices by key: `people` are resources, `account` members with an account, `task` other tasks. */
export type FieldKind =
  | "text"
  | "number"
  | "duration"
  | "date"
  | "choice"
  | "people"
  | "account"
  | "task"
  | "flag";

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
  account: ["is", "isnt", "some", "none"],
  task: ["is", "isnt", "some", "none"],
  flag: ["is"],
};

/** Of the field sprint: whichever is under way. */
export const ACTIVE = "active";

/** The fields of one project's tasks, as of one revision of its store. */
export class TaskFields {
  readonly store: ProjectStore;
  readonly words: DateWords;
  readonly #byKey: Map<string, TaskField>;
  #efforts: ReadonlyMap<number, Effort> | null = null;

  constructor(store: ProjectStore, firstDay = 0, now = momentNow(store.project.zone)) {
    this.store = store;
    this.words = { now, status: store.project.status_date ?? now, firstDay };
    this.#byKey = new Map(
      [...columnFields(this), ...moreFields(this), ...this.#custom()].map((field) => [
        field.key,
        field,
      ]),
    );
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

  isSummary(id: number): boolean {
    return this.store.outlineLine(id)?.hasChildren ?? false;
  }

  assignees(id: number): number[] {
    const rows = this.store.rows("assignments");
    const keys = this.store.index("assignments", "task_id").get(id) ?? [];
    return keys.flatMap((key) => rows.get(key)?.resource_id ?? []);
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
