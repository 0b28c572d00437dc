/** From the store's calendars to working time, by the engine's rules of which calendar drives a task. */

import type { CalendarRow, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { isElapsed } from "./durations";
import { splitsOf } from "./effort";
import { type CalendarRules, type Intervals, STANDARD, WorkTime } from "./worktime";

type CalendarRows = ReadonlyMap<number, CalendarRow>;

interface Compiled {
  readonly rules: Map<number, CalendarRules | null>;
  readonly times: Map<string, WorkTime>;
}

const compiled = new WeakMap<CalendarRows, Compiled>();

/** Working time of the project's calendar. */
export function projectWork(store: ProjectStore): WorkTime {
  return workOf(store, [store.project.calendar_id]);
}

/** Working time of one calendar; the standard week for null. */
export function calendarWork(store: ProjectStore, calendarId: number | null): WorkTime {
  return workOf(store, [calendarId]);
}

/**
 * The working times that drive a task, of which the last finish counts: its own calendar cut with
 * each of its people's, or theirs alone, or the project's; round the clock for elapsed durations.
 */
export function drivingWork(store: ProjectStore, task: TaskRow): readonly WorkTime[] {
  if (isElapsed(task.duration_unit)) return [workOf(store, [])];
  const calendars = store.rows("calendars");
  const own =
    task.calendar_id !== null && calendars.has(task.calendar_id) ? task.calendar_id : null;
  const people =
    task.ignore_resource_calendar && own !== null ? [] : peopleCalendars(store, task.id);
  if (people.length === 0) return [workOf(store, [own ?? store.project.calendar_id])];
  return people.map((one) => workOf(store, own === null ? [one] : [own, one]));
}

/** The one working time to shade and snap a task by. */
export function shadingWork(store: ProjectStore, task: TaskRow): WorkTime {
  return drivingWork(store, task)[0] ?? projectWork(store);
}

/** When `minutes` of a task's work begun at `start` end. */
export function finishOf(
  store: ProjectStore,
  task: TaskRow,
  start: number,
  minutes: number,
): number {
  return Math.max(...drivingWork(store, task).map((work) => work.add(work.next(start), minutes)));
}

/**
 * The duration in minutes that makes a task begun at `start` end at `finish`; never negative. Where it
 * rests before `finish`, it does not work.
 */
export function durationBetween(
  store: ProjectStore,
  task: TaskRow,
  start: number,
  finish: number,
): number {
  const found = drivingWork(store, task).map((work) => work.between(start, finish));
  let minutes = Math.min(...found);
  for (const [before, rest] of splitsOf(task)) {
    if (before < minutes) minutes -= Math.min(rest, minutes - before);
  }
  return Math.max(0, minutes);
}

function peopleCalendars(store: ProjectStore, taskId: number): number[] {
  const found = new Set<number>();
  const assignments = store.rows("assignments");
  const resources = store.rows("resources");
  for (const key of store.index("assignments", "task_id").get(taskId) ?? []) {
    const resource = resources.get(assignments.get(key)?.resource_id ?? -1);
    if (resource?.kind !== "work" || resource.calendar_id === null) continue;
    if (store.rows("calendars").has(resource.calendar_id)) found.add(resource.calendar_id);
  }
  return [...found].sort((a, b) => a - b);
}

function workOf(store: ProjectStore, ids: readonly (number | null)[]): WorkTime {
  const rows = store.rows("calendars");
  let known = compiled.get(rows);
  if (!known) {
    known = { rules: new Map(), times: new Map() };
    compiled.set(rows, known);
  }
  const key = ids.join(" ∩ ");
  let found = known.times.get(key || (ids.length ? "standard" : "always"));
  if (!found) {
    const { rules } = known;
    found = new WorkTime(ids.map((id) => rulesOf(rows, rules, id) ?? STANDARD));
    known.times.set(key || (ids.length ? "standard" : "always"), found);
  }
  return found;
}

function rulesOf(
  rows: CalendarRows,
  known: Compiled["rules"],
  id: number | null,
): CalendarRules | null {
  if (id === null) return null;
  const cached = known.get(id);
  if (cached !== undefined) return cached;
  const row = rows.get(id);
  // Known as none while its base is looked up: a circle of bases ends there.
  known.set(id, null);
  const rules = row ? { ...rulesOfRow(row), base: rulesOf(rows, known, row.base_id) } : null;
  known.set(id, rules);
  return rules;
}

type Week = readonly (Intervals | null)[];
type Spell = { first: number; last: number };

function rulesOfRow(row: CalendarRow): Omit<CalendarRules, "base"> {
  const open: Week = [null, null, null, null, null, null, null];
  const exceptions = (row.exceptions ?? []) as (Spell & { intervals?: Intervals })[];
  const workWeeks = (row.work_weeks ?? []) as (Spell & { week?: Week | null })[];
  return {
    week: (row.week as Week | null) ?? open,
    exceptions: exceptions.map((one) => ({ ...one, intervals: one.intervals ?? [] })),
    workWeeks: workWeeks.map((one) => ({ ...one, week: one.week ?? open })),
  };
}
