/** Moments: integer local minutes since 1970-01-01T00:00 in the plan's zone. No zones in here. */

export const DAY = 1440;
/** 1900-01-01 and 2200-01-01: what the engine can schedule. */
export const FIRST_MOMENT = -36_816_480;
export const LAST_MOMENT = 120_972_960;

export interface CivilDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

/** Now as rows of the server say when something was: UTC, to the second. */
export function instantNow(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** Days since 1970-01-01. */
export function dayOf(moment: number): number {
  return Math.floor(moment / DAY);
}

export function minuteOfDay(moment: number): number {
  return moment - dayOf(moment) * DAY;
}

/** Days since 1970-01-01 of a date; null where the calendar has no such day. */
export function dayFromCivil(year: number, month: number, day: number): number | null {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return Math.round(at.getTime() / 86_400_000);
}

export function civilOf(moment: number): CivilDate {
  const at = new Date(dayOf(moment) * 86_400_000);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** Monday is 0. */
export function weekdayOf(moment: number): number {
  return (((dayOf(moment) + 3) % 7) + 7) % 7;
}

/** 2026-03-03T09:00, as the API writes it but without seconds. */
export function toIso(moment: number): string {
  return new Date(moment * 60_000).toISOString().slice(0, 16);
}

/** A moment of an ISO local date or date-time; null for anything else, a zone included. */
export function fromIso(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/.exec(text);
  if (!found) return null;
  const [, year, month, day, hour = "0", minute = "0"] = found;
  const days = dayFromCivil(Number(year), Number(month), Number(day));
  if (days === null || Number(hour) > 23 || Number(minute) > 59) return null;
  return days * DAY + Number(hour) * 60 + Number(minute);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** A zone's clock: making one costs a hundred times as much as reading it. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const made =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  clocks.set(zone, made);
  return made;
}

/** The moment that it is now on a clock in a zone; the browser's own zone if left out. */
export function momentNow(zone?: string, now: Date = new Date()): number {
  if (!zone) return Math.floor(now.getTime() / 60_000) - now.getTimezoneOffset();
  const parts = clockOf(zone).formatToParts(now);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const day = dayFromCivil(part("year"), part("month"), part("day")) ?? 0;
  return day * DAY + part("hour") * 60 + part("minute");
}

export type DateStyle = "short" | "medium" | "long" | "full" | "weekday" | "month" | "time";

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  short: { day: "numeric", month: "short" },
  medium: { day: "numeric", month: "short", year: "numeric" },
  long: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  full: {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  },
  weekday: { weekday: "short", day: "numeric", month: "short" },
  month: { month: "long", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment in words, by the locale. */
export function formatMoment(moment: number, style: DateStyle, locale: string): string {
  const key = `${locale} ${style}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: "UTC" });
    formats.set(key, format);
  }
  return format.format(moment * 60_000);
}
