/** The days until which something is put to sleep. */

import { weekOf } from "~/model/week";

/** The days that are offered: tomorrow, the day on which work begins next week, and the week after. */
export function snoozeDays(
  today: number,
  first: number,
): { tomorrow: number; week: number; fortnight: number } {
  // A week that begins with a day off (Sunday, or Saturday before a Sunday of work) begins a day later.
  const week = weekOf(today, first) + (first >= 5 ? 8 : 7);
  return { tomorrow: today + 1, week, fortnight: week + 7 };
}
