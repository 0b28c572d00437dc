/** What a resource is and what it has over time, in words. Days are counted since 1970-01-01. */

import type { TFunction } from "i18next";
import type { CalendarRow, ResourceRow } from "~/protocol/tables.generated";

export type Sort = ResourceRow["category"] | "material" | "cost";
export const SORTS: readonly Sort[] = [
  "person",
  "team",
  "vendor",
  "role",
  "equipment",
  "material",
  "cost",
];

/** Who works; material and cost do not. */
export function sortOf(row: ResourceRow): Sort {
  return row.kind === "work" ? row.category : row.kind;
}

/** Other units for a while; without a last day for good. */
export interface Period {
  readonly first: number;
  readonly last: number | null;
  readonly units: number;
}

export function periodsOf(row: ResourceRow | null): readonly Period[] {
  return Array.isArray(row?.availability) ? (row.availability as Period[]) : [];
}

/** "80 %", and what holds today where that is something else. */
export function unitsWords(row: ResourceRow, t: TFunction<"people">): string {
  const usual = `${row.max_units / 100} %`;
  const today = today_();
  const now = periodsOf(row).find(
    (period) => period.first <= today && (period.last === null || today <= period.last),
  );
  return now ? `${usual} (${t("unitsNow", { now: now.units / 100 })})` : usual;
}

export interface Leave {
  readonly first: number;
  readonly last: number;
  readonly name: string;
}

/** Days off in a calendar over another, in order: the person's own. */
export function leavesOf(calendar: CalendarRow | undefined): readonly Leave[] {
  if (!calendar || calendar.base_id === null || calendar.country) return [];
  const exceptions = (calendar.exceptions ?? []) as (Leave & { intervals?: unknown[] })[];
  return exceptions
    .filter((one) => !one.intervals?.length)
    .sort((a, b) => a.first - b.first)
    .map(({ first, last, name }) => ({ first, last, name: name ?? "" }));
}

/** "2026-03-02" of a day, and back; null for nothing. */
export function isoDay(day: number | null): string {
  return day === null ? "" : new Date(day * 86_400_000).toISOString().slice(0, 10);
}

export function dayOfIso(text: string): number | null {
  const at = Date.parse(`${text}T00:00:00Z`);
  return text && Number.isFinite(at) ? Math.round(at / 86_400_000) : null;
}

function today_(): number {
  const now = new Date();
  return Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / 86_400_000);
}
