/** What is due when: a person's tasks in groups, by the day on which they are to be finished. Pure. */

import { shownDay } from "./dates";
import { DAY, dayOf } from "./moments";
import { weekOf } from "./week";

export const DUES = ["late", "today", "week", "fortnight", "later", "snoozed", "done"] as const;
export type Due = (typeof DUES)[number];

/** Moments in the plan's zone. */
export interface DueInput {
  readonly start: number | null;
  readonly finish: number | null;
  readonly deadline: number | null;
  readonly percent: number;
  readonly actualStart: number | null;
}

/** The day by which a task is to be done: that of its finish, or of an earlier deadline. */
export function dueDay({ finish, deadline }: DueInput): number | null {
  const days = [finish, deadline].flatMap((one) => (one === null ? [] : [shownDay(one, "finish")]));
  return days.length ? Math.min(...days) : null;
}

/**
 * The group of a task. `now` is the moment in its plan's zone, `first` the weekday with which a week
 * begins (Monday is 0), `until` the day before which somebody does not want to see it.
 */
export function dueOf(task: DueInput, now: number, first: number, until: number | null): Due {
  if (task.percent >= 100) return "done";
  const today = dayOf(now);
  if (until !== null && until > today) return "snoozed";
  const day = dueDay(task);
  if (day === null) return "later";
  if (day < today) return "late";
  if (day === today) return "today";
  const next = weekOf(today, first) + 7;
  if (day < next) return "week";
  return day < next + 14 ? "fortnight" : "later";
}

/** Whole days by which a task is late, 0 if it is not. */
export function daysLate(task: DueInput, now: number): number {
  const day = dueDay(task);
  return task.percent >= 100 || day === null ? 0 : Math.max(0, dayOf(now) - day);
}

/** Whether it should have begun on a day before today. */
export function startsLate(task: DueInput, now: number): boolean {
  if (task.percent > 0 || task.actualStart !== null || task.start === null) return false;
  return dayOf(task.start) < dayOf(now);
}

/** Whether it is planned to finish after its deadline. */
export function missesDeadline({ finish, deadline, percent }: DueInput): boolean {
  return percent < 100 && finish !== null && deadline !== null && finish > deadline;
}

/** The moment that "started today" means: as planned, if that is today, else this morning. */
export function startedToday(task: DueInput, now: number, dayStart: number): number {
  const today = dayOf(now);
  if (task.start !== null && dayOf(task.start) === today) return task.start;
  return today * DAY + dayStart;
}

/** The moment that "finished today" means; never before it started. */
export function finishedToday(task: DueInput, now: number, dayFinish: number): number {
  const today = dayOf(now);
  const planned = task.finish !== null && shownDay(task.finish, "finish") === today;
  const moment = planned ? (task.finish ?? 0) : today * DAY + dayFinish;
  return Math.max(moment, task.actualStart ?? moment);
}
