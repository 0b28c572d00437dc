/** Civil dates as minutes since 1970-01-01 in the plan's own zone. Pure. */

import { weekOf } from "~/model/week";

export const HOUR = 60;
export const DAY = 1440;
export const WEEK = 7 * DAY;

/** What a header label or a grid line counts. */
export type Unit = "hour" | "hours6" | "day" | "week" | "month" | "quarter" | "year";

/** Minutes of a unit, months and longer on average: to compare sizes, not to add. */
export const LENGTH: Readonly<Record<Unit, number>> = {
  hour: HOUR,
  hours6: 6 * HOUR,
  day: DAY,
  week: WEEK,
  month: 30.44 * DAY,
  quarter: 91.31 * DAY,
  year: 365.25 * DAY,
};

function ofMonth(year: number, month: number): number {
  return Date.UTC(year, month, 1) / 60_000;
}

/** The beginning of the unit that holds a minute; weeks begin on weekday `first`, Monday as 0. */
export function floorTo(unit: Unit, minute: number, first = 0): number {
  switch (unit) {
    case "hour":
      return Math.floor(minute / HOUR) * HOUR;
    case "hours6":
      return Math.floor(minute / (6 * HOUR)) * 6 * HOUR;
    case "day":
      return Math.floor(minute / DAY) * DAY;
    case "week":
      return weekOf(Math.floor(minute / DAY), first) * DAY;
    default: {
      const at = new Date(minute * 60_000);
      const step = unit === "month" ? 1 : unit === "quarter" ? 3 : 12;
      return ofMonth(at.getUTCFullYear(), Math.floor(at.getUTCMonth() / step) * step);
    }
  }
}

/** The beginning of the next unit after one that begins at `start`. */
export function nextOf(unit: Unit, start: number): number {
  switch (unit) {
    case "hour":
      return start + HOUR;
    case "hours6":
      return start + 6 * HOUR;
    case "day":
      return start + DAY;
    case "week":
      return start + WEEK;
    default: {
      const at = new Date(start * 60_000);
      const step = unit === "month" ? 1 : unit === "quarter" ? 3 : 12;
      return ofMonth(at.getUTCFullYear(), at.getUTCMonth() + step);
    }
  }
}

/** Monday is 0. */
export function weekday(minute: number): number {
  return (((Math.floor(minute / DAY) + 3) % 7) + 7) % 7;
}

/** ISO 8601 week number: of weeks from Monday, wherever weeks are shown to begin. */
export function weekNumber(minute: number): number {
  const thursday = floorTo("week", minute) + 3 * DAY;
  const year = new Date(thursday * 60_000).getUTCFullYear();
  return 1 + Math.floor((thursday - ofMonth(year, 0)) / WEEK);
}
