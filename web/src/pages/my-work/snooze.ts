/**
 * Tasks that somebody does not want to see before a day. Kept in this browser, for the account that
 * is signed in: nobody else sees it, and other browsers do not know.
 */

import { useLocalStorage } from "@mantine/hooks";
import { useCallback } from "react";
import { weekOf } from "~/model/week";

/** By task, the first day (since 1970-01-01) on which it is shown again. */
export type Snoozed = Readonly<Record<string, number>>;

const NONE: Snoozed = {};

export function useSnoozed(userId: number) {
  const [snoozed, setSnoozed] = useLocalStorage<Snoozed>({
    key: `hw-snoozed-${userId}`,
    defaultValue: NONE,
    getInitialValueInEffect: false,
  });
  const snooze = useCallback(
    (id: number, until: number | null, today: number) => {
      setSnoozed((before) => {
        const kept = Object.entries(before).filter(([key, day]) => key !== `${id}` && day > today);
        return Object.fromEntries(until === null ? kept : [...kept, [`${id}`, until]]);
      });
    },
    [setSnoozed],
  );
  return { snoozed, snooze };
}

/** The days that are offered: tomorrow, the day on which work begins next week, and the week after. */
export function snoozeDays(
  today: number,
  first: number,
): { tomorrow: number; week: number; fortnight: number } {
  // A week that begins with a day off (Sunday, or Saturday before a Sunday of work) begins a day later.
  const week = weekOf(today, first) + (first >= 5 ? 8 : 7);
  return { tomorrow: today + 1, week, fortnight: week + 7 };
}
