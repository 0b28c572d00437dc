/** Weekdays in words, Monday 0. */

/** A Monday, in days since 1970-01-01. */
const MONDAY = 4;

export function weekdayName(weekday: number): string {
  const words = new Intl.DateTimeFormat(navigator.language, { weekday: "long", timeZone: "UTC" });
  return words.format(new Date((MONDAY + weekday) * 86_400_000));
}
