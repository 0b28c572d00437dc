/** What two disagree about, in words: names instead of keys, values as people read them. */

import type { TFunction } from "i18next";
import { type DurationSettings, type DurationUnit, formatDuration } from "~/model/durations";
import { DAY } from "~/model/moments";
import { instant, number, planDate, planMoment } from "~/ui/dates";
import { DURATIONS, POINTED, type RowName, USUAL } from "./describe";

export interface ClashPlace {
  readonly table: string;
  readonly field: string | null;
  /** The kind of the field, as the server describes its tables; left out where it is not known. */
  readonly kind?: string | null | undefined;
}

/** What is known of a value besides itself. */
export interface Around {
  /** What the row is called that it points to. */
  readonly name?: string | null | undefined;
  readonly rowName?: RowName | undefined;
  readonly settings?: DurationSettings | undefined;
  readonly unit?: DurationUnit | undefined;
}

const WORK = new Set(["work", "actual_work", "remaining_work", "overtime_work"]);
const MINUTES = new Set<string>([...DURATIONS, ...WORK, "remaining", "lag", "delay"]);
const MOMENTS = /(^|_)(start|finish|date|deadline)$/;
const DAYS = new Set(["since", "promised", "nudged", "asked", "reminded"]);
const PERCENTS = new Set(["percent", "percent_complete"]);
/** Fields that only go along with others: alone they mean nothing to anybody. */
const BESIDES =
  /^(estimated|duration_unit|lag_unit|lag_kind|extra|nudged|by_link|user_id|(done|said|asked|answered|decided)_(by|at|name))$/;

/** A value in words. */
export function clashValue(place: ClashPlace, raw: unknown, t: TFunction, of: Around = {}): string {
  const field = place.field ?? "";
  if (raw === null || raw === undefined || raw === "") return t("history:nothing");
  if (of.name) return of.name;
  const table = POINTED[field];
  if (table) return of.rowName?.(table, Number(raw)) ?? t("history:gone");
  if (field === "story_points") return number(Number(raw) / 100, 2);
  if (PERCENTS.has(field)) return t("history:percent", { percent: Number(raw) });
  if (DAYS.has(field)) return planDate(Number(raw) * DAY);
  if (place.kind === "minutes" || MINUTES.has(field)) {
    const unit = of.unit ?? (WORK.has(field) ? "h" : "d");
    return formatDuration(Number(raw), unit, of.settings ?? USUAL);
  }
  if (place.kind ? place.kind === "moment" : MOMENTS.test(field) && typeof raw === "number") {
    return planMoment(Number(raw));
  }
  if (place.kind === "instant") return instant(String(raw));
  if (typeof raw === "boolean") return t(raw ? "history:yes" : "history:no");
  if (typeof raw === "object") return JSON.stringify(raw);
  return t(`history:values.${String(raw)}`, { defaultValue: String(raw) });
}

/** A field in words. */
export function clashField({ table, field }: ClashPlace, t: TFunction): string {
  if (field === null) return "";
  const plain = field.replace(/_id$/, "").replaceAll("_", " ");
  const own = t(`offline:fields.${table}.${field}`, { defaultValue: "" });
  return own || t(`history:fields.${field}`, { defaultValue: plain });
}

/** The places to be shown: what only goes along with another field of its row is left out. */
export function told<Place extends ClashPlace & { readonly id: number }>(
  places: readonly Place[],
): readonly Place[] {
  const own = places.filter(({ field }) => field === null || !BESIDES.test(field));
  const rows = new Set(own.map(({ table, id }) => `${table}.${id}`));
  return places.filter((one) => own.includes(one) || !rows.has(`${one.table}.${one.id}`));
}
