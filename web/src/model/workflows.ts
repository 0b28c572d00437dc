/** Workflows that a workspace keeps for its projects: what one holds, and how it is changed. Pure. */

import type { Tables } from "~/protocol/tables.generated";
import type { Move, Need } from "./types";
import type { Category, Status } from "./workflow";

export interface SharedColumn {
  readonly key: number;
  readonly name: string;
  readonly category: Category;
  readonly wip_limit: number | null;
}

export interface SharedField {
  readonly key: number;
  readonly name: string;
  readonly type: Tables["custom_fields"]["type"];
  readonly description: string;
  readonly required: boolean;
  readonly options: unknown;
}

export interface SharedType {
  readonly key: number;
  readonly name: string;
  readonly icon: Tables["work_types"]["icon"];
  readonly description: string;
  /** Keys of fields and columns; null for all. */
  readonly fields: readonly number[] | null;
  readonly statuses: readonly number[] | null;
  readonly transitions: readonly Move[] | null;
  readonly requirements: readonly Need[] | null;
}

export interface Workflow {
  readonly name: string;
  readonly initial: boolean;
  readonly statuses: readonly SharedColumn[];
  readonly fields: readonly SharedField[];
  readonly types: readonly SharedType[];
}

/** A workflow as its row holds it. */
export function workflowOf(row: Tables["workflows"]): Workflow {
  return {
    name: row.name,
    initial: row.initial,
    statuses: (row.statuses as SharedColumn[] | null) ?? [],
    fields: (row.fields as SharedField[] | null) ?? [],
    types: (row.types as SharedType[] | null) ?? [],
  };
}

/** What is other in one than in the other. */
export function changedFields(before: Workflow, after: Workflow): Partial<Workflow> {
  const other = (name: keyof Workflow) => before[name] !== after[name];
  const names = (Object.keys(after) as (keyof Workflow)[]).filter(other);
  return Object.fromEntries(names.map((name) => [name, after[name]]));
}

/** A key that no part of a workflow has or had: the time, and what tells those of one moment apart. */
export function freshKey(taken: Iterable<number>, now = Date.now()): number {
  const known = new Set(taken);
  let key = now * 1000;
  while (known.has(key)) key += 1;
  return key;
}

export function keysOf(flow: Workflow): number[] {
  return [...flow.statuses, ...flow.fields, ...flow.types].map((one) => one.key);
}

/** The workflow without a column: types no longer name it. */
export function withoutColumn(flow: Workflow, key: number): Workflow {
  return {
    ...flow,
    statuses: flow.statuses.filter((one) => one.key !== key),
    types: flow.types.map((type) => ({
      ...type,
      // One that stood there alone stands anywhere, rather than nowhere.
      statuses: nonEmpty(type.statuses?.filter((one) => one !== key)),
      transitions: type.transitions?.filter((move) => move.from !== key && move.to !== key) ?? null,
      requirements: nonEmpty(type.requirements?.filter((need) => need.status !== key)),
    })),
  };
}

/** The workflow without a field: types neither have nor ask for it. */
export function withoutField(flow: Workflow, key: number): Workflow {
  return {
    ...flow,
    fields: flow.fields.filter((one) => one.key !== key),
    types: flow.types.map((type) => ({
      ...type,
      fields: type.fields?.filter((one) => one !== key) ?? null,
      requirements: nonEmpty(type.requirements?.filter((need) => need.field !== `custom-${key}`)),
    })),
  };
}

function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | null {
  return list && list.length > 0 ? list : null;
}

/** Where the cards of a column that goes are put unless somebody says otherwise. */
export function takerOf(
  columns: readonly SharedColumn[],
  gone: { readonly category: Category },
): number | undefined {
  return (columns.find((one) => one.category === gone.category) ?? columns[0])?.key;
}

/** Columns of a project for which a workflow has none of the same name. */
export function unlike(statuses: readonly Status[], flow: Workflow): readonly Status[] {
  const names = new Set(flow.statuses.map((one) => plain(one.name)));
  return statuses.filter((one) => !names.has(plain(one.name)));
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}

interface Source {
  readonly statuses: readonly Status[];
  readonly types: readonly Tables["work_types"][];
  readonly fields: readonly Tables["custom_fields"][];
}

/** What a project has, as a workflow for the workspace; its ids are the keys. Formulas stay behind. */
export function workflowFrom(name: string, { statuses, types, fields }: Source): Workflow {
  const taken = fields.filter((one) => one.type !== "formula");
  const keys = new Set(taken.map((one) => one.id));
  return {
    name,
    initial: false,
    statuses: statuses.map(({ id, name, category, wip_limit }) => ({
      key: id,
      name,
      category,
      wip_limit,
    })),
    fields: taken.map(({ id, name, type, description, required, options }) => ({
      key: id,
      name,
      type,
      description,
      required,
      options: options ?? null,
    })),
    types: types.map((type) => ({
      key: type.id,
      name: type.name,
      icon: type.icon,
      description: type.description,
      fields: (type.fields as number[] | null)?.filter((one) => keys.has(one)) ?? null,
      statuses: (type.statuses as number[] | null) ?? null,
      transitions: (type.transitions as Move[] | null) ?? null,
      requirements: (type.requirements as Need[] | null) ?? null,
    })),
  };
}
