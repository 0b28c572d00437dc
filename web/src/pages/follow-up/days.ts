/** Weekdays in words, Monday 0. */

import { locale } from "~/text/locale";

/** A Monday, in days since 1970-01-01. */
const MONDAY = 4;

export function weekdayName(weekday: number): string {
  const words = new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" });
  return words.format(new Date((MONDAY + weekday) * 86_400_000));
}
