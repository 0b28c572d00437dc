/**
 * Dates in words. Plan times are minutes since 1970-01-01 in the plan's own zone: they are shown as
 * they are, never shifted. Instants (who did what when) are shown in the reader's zone.
 */

import { fromIso } from "~/model/moments";
import { i18next } from "~/text/i18n";
import { locale } from "~/text/locale";

const made = new Map<string, Intl.DateTimeFormat>();

function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = made.get(key);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat(locale(), options);
  made.set(key, fresh);
  return fresh;
}

const DAY = 1440;

/** "3 Mar 2026"; the year is left out where it is this year's. */
export function planDate(minutes: number): string {
  const date = new Date(minutes * 60_000);
  const now = new Date().getFullYear() === date.getUTCFullYear();
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", timeZone: "UTC" };
  return now
    ? format("short", options).format(date)
    : format("long", { ...options, year: "numeric" }).format(date);
}

/** "27–28 Jan 2027", one day alone where both are the same. */
export function planRange(from: number, to: number): string {
  const year = new Date().getFullYear();
  const near = [from, to].every((one) => new Date(one * 60_000).getUTCFullYear() === year);
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", timeZone: "UTC" };
  const known = near ? format("short", options) : format("long", { ...options, year: "numeric" });
  return known.formatRange(from * 60_000, to * 60_000);
}

/** "Tue 3 Mar 2026, 14:00"; the time only where it says something. */
export function planMoment(minutes: number, quiet: readonly number[] = []): string {
  const date = new Date(minutes * 60_000);
  const day = format("weekday", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(date);
  const time = ((minutes % DAY) + DAY) % DAY;
  return quiet.includes(time) ? day : `${day}, ${planTime(minutes)}`;
}

export function planTime(minutes: number): string {
  return format("time", { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(
    new Date(minutes * 60_000),
  );
}

/** The day of an ISO local time as the API writes it, in words; "" for none. */
export function isoDate(iso: string | null | undefined): string {
  const minutes = iso ? fromIso(iso) : null;
  return minutes === null ? "" : planDate(minutes);
}

/** The days of two ISO local times as a range; "" for none. */
export function isoRange(from: string | null, to: string | null | undefined): string {
  const start = from ? fromIso(from) : null;
  const finish = to ? fromIso(to) : start;
  return start === null || finish === null ? "" : planRange(start, finish);
}

/** The value of an `<input type="date">` for plan minutes, and back. */
export function toDateInput(minutes: number | null | undefined): string {
  if (minutes === null || minutes === undefined) return "";
  return new Date(minutes * 60_000).toISOString().slice(0, 10);
}

/** Minutes of a day picked in a date field, at a minute of that day; null for an empty field. */
export function fromDateInput(value: string, minuteOfDay: number): number | null {
  if (!value) return null;
  const day = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(day) ? null : day / 60_000 + minuteOfDay;
}

/** An instant, as the reader would say it: "5 min ago", "yesterday", "3 Mar". */
export function ago(iso: string, now = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: "auto", style: "short" });
  const past = Math.abs(seconds);
  if (past < 45) return words.format(0, "second");
  if (past < 3600) return words.format(Math.round(seconds / 60), "minute");
  if (past < 86_400) return words.format(Math.round(seconds / 3600), "hour");
  if (past < 7 * 86_400) return words.format(Math.round(seconds / 86_400), "day");
  return format("instant-day", { day: "numeric", month: "short", year: "numeric" }).format(
    new Date(iso),
  );
}

/** An instant in full, for a tooltip. */
export function instant(iso: string): string {
  return format("instant", { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}

/** A time of day of the plan with whose clock it is, where the reader's shows another. */
export function atPlace(words: string, place: string): string {
  return place ? i18next.t("zone.at", { ns: "ui", words, place }) : words;
}

/** Numbers by locale, with so many decimals at most, and at least. */
export function number(value: number, digits = 1, least = 0): string {
  const options = { maximumFractionDigits: digits, minimumFractionDigits: least };
  return new Intl.NumberFormat(locale(), options).format(value);
}
