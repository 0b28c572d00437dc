/** What somebody typed, in words: to see it and to take it along. */

import type { TFunction } from "i18next";
import { clashField, clashValue } from "~/pages/history/clash";
import { value } from "~/pages/history/describe";
import type { TaskRow } from "~/protocol/tables.generated";
import type { Kept } from "~/sync/journal";

/** What every new row has and nobody typed. */
const UNSAID = new Set([
  "id",
  "project_id",
  "task_id",
  "parent_id",
  "rank",
  "board_rank",
  "number",
]);
/** Keys of other rows, and who did it when. */
const GOES_ALONG = /_(id|at|by)$/;
/** What a new task is told by. */
const TOLD = ["name", "notes", "duration", "milestone"] as const;

export interface Typed {
  readonly field: string;
  readonly value: string;
}

/** The fields that a change sets, with their values; of a change without such its payload. */
export function typedOf(kept: Kept, t: TFunction): Typed[] {
  const found: Typed[] = [];
  const add = (field: string, text: string) => {
    found.push({ field: t(`history:fields.${field}`, { defaultValue: field }), value: text });
  };
  const { tasks, ...others } = kept.optimistic;
  for (const row of tasks?.added ?? []) {
    for (const field of TOLD) if (row[field]) add(field, value(t, field, row));
  }
  for (const { after } of tasks?.updated ?? []) {
    for (const field of Object.keys(after) as (keyof TaskRow)[]) {
      if (!UNSAID.has(field)) add(field, value(t, field, after));
    }
  }
  for (const [table, change] of Object.entries(others)) {
    for (const row of [...change.added, ...change.updated.map((one) => one.after)]) {
      for (const [field, raw] of Object.entries(row)) {
        if (UNSAID.has(field) || GOES_ALONG.test(field) || raw === null || raw === "") continue;
        const place = { table, field };
        found.push({ field: clashField(place, t), value: clashValue(place, raw, t) });
      }
    }
  }
  if (found.length > 0) return found;
  for (const [field, raw] of leaves(kept.command.payload)) add(field, plain(raw));
  return found;
}

function plain(raw: unknown): string {
  return typeof raw === "object" ? JSON.stringify(raw) : String(raw);
}

function leaves(payload: object): [string, unknown][] {
  return Object.entries(payload).flatMap(([name, one]): [string, unknown][] => {
    if (UNSAID.has(name) || one === null || one === undefined) return [];
    if (typeof one !== "object" || Array.isArray(one)) return [[name, one]];
    return leaves(one);
  });
}
