/** Values of custom fields: where they stand, how they read, and what a text means in them. Pure. */

import type { CustomFieldRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { formatDuration } from "./durations";
import { formatMoment, toIso } from "./moments";
import { money, parseMoney, typedMoney } from "./money";
import { namedOptions, namesText } from "./optionText";

export const COLORS = [
  "blue",
  "green",
  "orange",
  "violet",
  "teal",
  "red",
  "yellow",
  "pink",
  "indigo",
  "grey",
] as const;
export type Color = (typeof COLORS)[number];

export interface FieldOption {
  readonly id: string;
  readonly name: string;
  readonly color: Color;
}

/** Why a formula gives nothing for a task. */
export interface CellFault {
  readonly error: string;
}

export type Value = string | number | boolean | readonly string[] | null;
type Field = CustomFieldRow;

export function fieldsOf(store: ProjectStore): Field[] {
  return [...store.rows("custom_fields").values()].sort((a, b) =>
    a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id - b.id,
  );
}

export function fieldOptions(field: Field): readonly FieldOption[] {
  return (field.options as FieldOption[] | null) ?? [];
}

/** The type of the values that one sees: of a formula, what it gives. */
export function shownType(field: Field): Exclude<Field["type"], "formula"> {
  return field.type === "formula" ? field.result || "text" : field.type;
}

/** A task's value, of a formula what it gave last; null for none. */
export function customValue(store: ProjectStore, field: Field, task: number): unknown {
  if (field.type === "formula") return store.formulas().get(task)?.values[field.id] ?? null;
  const rows = store.rows("custom_values");
  for (const key of store.index("custom_values", "task_id").get(task) ?? []) {
    const row = rows.get(key);
    if (row?.field_id === field.id) return row.value ?? null;
  }
  return null;
}

export function faultOf(value: unknown): string | null {
  return typeof value === "object" && value !== null && "error" in value
    ? String((value as CellFault).error)
    : null;
}

/** A value as one reads it; "" for none. `yes` is the word for a flag that is set. */
export function customText(
  field: Field,
  value: unknown,
  store: ProjectStore,
  yes: string,
  locale: string,
): string {
  if (value === null || value === undefined) return "";
  const fault = faultOf(value);
  if (fault !== null) return `⚠ ${fault}`;
  const { project } = store;
  switch (shownType(field)) {
    case "flag":
      return value ? yes : "";
    case "date":
      return typeof value === "number" ? formatMoment(value, "medium", locale) : String(value);
    case "duration":
      return typeof value === "number" ? durationText(value, project) : String(value);
    case "cost":
      return typeof value === "number" ? money(value, project.currency, locale) : String(value);
    case "number":
      return typeof value === "number" ? figure(value, locale) : String(value);
    case "person":
      return store.rows("resources").get(Number(value))?.name ?? "";
    case "select":
    case "multi_select":
      return optionNames(field, value).join(", ");
    default:
      return String(value);
  }
}

/** The text that can be typed again and means the same. */
export function customTyped(
  field: Field,
  value: unknown,
  store: ProjectStore,
  words: { yes: string; no: string },
): string {
  if (value === null || value === undefined || faultOf(value) !== null) return "";
  if (field.type === "date" && typeof value === "number") {
    const iso = toIso(value);
    return value % 1440 === store.project.day_start ? iso.slice(0, 10) : iso.replace("T", " ");
  }
  if (field.type === "cost" && typeof value === "number") {
    return typedMoney(value, store.project.currency);
  }
  if (field.type === "number") return String(value);
  if (field.type === "flag") return value ? words.yes : words.no;
  if (field.type === "multi_select") {
    const known = fieldOptions(field).map(({ name }) => name);
    return namesText(optionNames(field, value), known);
  }
  return customText(field, value, store, words.yes, "en");
}

function durationText(minutes: number, project: ProjectStore["project"]): string {
  const size = Math.abs(minutes);
  const unit = size > 0 && size < project.minutes_per_day ? "h" : "d";
  return (minutes < 0 ? "−" : "") + formatDuration(size, unit, project);
}

const figures = new Map<string, Intl.NumberFormat>();

function figure(value: number, locale: string): string {
  const format = figures.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  figures.set(locale, format);
  return format.format(value);
}

export function optionNames(field: Field, value: unknown): string[] {
  const wanted = Array.isArray(value) ? value : [value];
  const names = new Map(fieldOptions(field).map(({ id, name }) => [id, name]));
  return wanted.flatMap((id) => names.get(String(id)) ?? []);
}

/** A number as people type it: 1234.5, 1,234.5, 1.234,5, 12 %; null for anything else. */
export function readFigure(text: string): number | null {
  let plain = text.replace(/[\s\u00a0'’]/g, "").replace(/%$/, "");
  const comma = plain.lastIndexOf(",");
  const dot = plain.lastIndexOf(".");
  if (comma >= 0 && dot >= 0) {
    plain = comma > dot ? plain.replace(/\./g, "").replace(",", ".") : plain.replace(/,/g, "");
  } else if (comma >= 0) {
    plain = /^[+-]?\d{1,3}(,\d{3}){2,}$/.test(plain)
      ? plain.replace(/,/g, "")
      : plain.replace(",", ".");
  }
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain) ? Number(plain) : null;
}

/** Money as it is typed, debts too; null for anything else. */
export function readMoney(text: string, currency: string): number | null {
  const plain = text.trim().replace(/^[A-Z]{3}\s?|\s?[A-Z]{3}$/, "");
  const less = /^[-−(]/.test(plain);
  const found = parseMoney(plain.replace(/^[-−(]|\)$/g, ""), currency);
  return found === null ? null : less ? -found : found;
}

/** An address that may be opened: http, https or mailto; without a scheme, https. null for others. */
export function readLink(text: string): string | null {
  if (/\s/.test(text) || text.length > 2000) return null;
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text)
    ? text
    : /^[^@/]+@[^@/]+\.[^@/]+$/.test(text)
      ? `mailto:${text}`
      : `https://${text}`;
  try {
    const url = new URL(whole);
    if (url.protocol === "mailto:") return url.pathname.includes("@") ? whole : null;
    const safe = url.protocol === "https:" || url.protocol === "http:";
    return safe && (url.hostname.includes(".") || text.includes("//")) ? whole : null;
  } catch {
    return null;
  }
}

/** The ids of the options that a text names; null where one is not known. */
export function readOptions(field: Field, text: string): string[] | null {
  return namedOptions(text, fieldOptions(field), field.type === "multi_select");
}
