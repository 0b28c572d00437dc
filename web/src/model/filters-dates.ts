/**
 * Spans of days as filters name them: `today`, `this-week`, `next-14d`, `last-2w`, `status`,
 * `2026-08-03`, `2026-08-01..2026-08-31`. Pure.
 */

import { civilOf, DAY, dayFromCivil, dayOf, fromIso, weekdayOf } from "./moments";

export interface DateWords {
  /** Now, in the plan's zone. */
  readonly now: number;
  /** The plan's status date, or now. */
  readonly status: number;
  /** The weekday on which weeks begin, Monday as 0. */
  readonly firstDay: number;
}

/** Days since 1970-01-01, both included. */
export interface DaySpan {
  readonly first: number;
  readonly last: number;
}

export const NAMED_SPANS = [
  "today",
  "yesterday",
  "tomorrow",
  "last-week",
  "this-week",
  "next-week",
  "last-month",
  "this-month",
  "next-month",
  "last-quarter",
  "this-quarter",
  "next-quarter",
  "this-year",
  "status",
] as const;

const FAR = 3_000_000;

/** The days that a word means; null where it means none. */
export function spanOf(word: string, words: DateWords): DaySpan | null {
  const today = dayOf(words.now);
  const counted = /^(next|last)-(\d{1,4})(d|w|mo)$/.exec(word);
  if (counted) {
    const [, way, count = "0", unit = "d"] = counted;
    const size = Number(count);
    if (size === 0) return null;
    // "The next 14 days" begin today; "the last 14 days" end today.
    return way === "next"
      ? { first: today, last: later(today, size, unit) - 1 }
      : { first: later(today, -size, unit) + 1, last: today };
  }
  const range = /^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/.exec(word);
  if (range && word !== "..") {
    const first = range[1] === undefined ? -FAR : isoDay(range[1]);
    const last = range[2] === undefined ? FAR : isoDay(range[2]);
    return first === null || last === null || last < first ? null : { first, last };
  }
  const day = isoDay(word);
  if (day !== null) return { first: day, last: day };
  return named(word, today, words);
}

function named(word: string, today: number, words: DateWords): DaySpan | null {
  const week = today - ((weekdayOf(words.now) - words.firstDay + 7) % 7);
  switch (word) {
    case "today":
      return { first: today, last: today };
    case "yesterday":
      return { first: today - 1, last: today - 1 };
    case "tomorrow":
      return { first: today + 1, last: today + 1 };
    case "status":
      return { first: dayOf(words.status), last: dayOf(words.status) };
    case "last-week":
      return { first: week - 7, last: week - 1 };
    case "this-week":
      return { first: week, last: week + 6 };
    case "next-week":
      return { first: week + 7, last: week + 13 };
    case "last-month":
      return months(today, -1, 1);
    case "this-month":
      return months(today, 0, 1);
    case "next-month":
      return months(today, 1, 1);
    case "last-quarter":
      return months(today, -3, 3);
    case "this-quarter":
      return months(today, 0, 3);
    case "next-quarter":
      return months(today, 3, 3);
    case "this-year":
      return months(today, 0, 12);
    default:
      return null;
  }
}

/** The span of `size` months (a quarter, a year) in which a day lies, moved on by some months. */
function months(day: number, by: number, size: number): DaySpan {
  const { year, month } = civilOf(day * DAY);
  const first = Math.floor((month - 1) / size) * size + by;
  return { first: firstOf(year, first), last: firstOf(year, first + size) - 1 };
}

/** The first day of a month counted from a year's January (0), also beyond that year. */
function firstOf(year: number, month: number): number {
  return dayFromCivil(year + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1) ?? 0;
}

function later(day: number, count: number, unit: string): number {
  if (unit === "d") return day + count;
  if (unit === "w") return day + 7 * count;
  const { year, month, day: dayOfMonth } = civilOf(day * DAY);
  const first = firstOf(year, month - 1 + count);
  const length = firstOf(year, month + count) - first;
  return first + Math.min(dayOfMonth, length) - 1;
}

function isoDay(text: string): number | null {
  const found = text.length === 10 ? fromIso(text) : null;
  return found === null ? null : dayOf(found);
}
