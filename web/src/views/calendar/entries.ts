/** What stands in the calendar, read from the store: tasks, milestones, deadlines, leave. Pure. */

import { drivingWork } from "~/model/calendars";
import { shownDay } from "~/model/dates";
import { DAY, dayOf } from "~/model/moments";
import type { CalendarRow, ScheduleRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { lastDay, type Placed } from "./layout";

export const LAYERS = ["tasks", "milestones", "deadlines", "phases", "leave", "holidays"] as const;
export type Layer = (typeof LAYERS)[number];
export type Layers = Readonly<Record<Layer, boolean>>;

export const AT_FIRST: Layers = {
  tasks: true,
  milestones: true,
  deadlines: true,
  phases: false,
  leave: true,
  holidays: true,
};

export interface Entry extends Placed {
  readonly key: string;
  readonly kind: "task" | "milestone" | "phase" | "deadline" | "leave";
  /** Of its task; of leave, of the resource. */
  readonly id: number;
  /** Of leave, its name. */
  readonly text: string;
}

export type Dates = ReadonlyMap<number, ScheduleRow>;

/** The days of a task's result. */
export function daysOf(store: ProjectStore, id: number, row: ScheduleRow): Placed {
  const last = lastDay(row.start, row.finish, () => {
    const task = store.task(id);
    // Of several who work on it, the one who ends last ends the day.
    const [first] = task ? drivingWork(store, task) : [];
    return first ?? { spans: () => [] };
  });
  return { first: Math.min(dayOf(row.start), last), last };
}

/**
 * Everything between two days, both included; `shown` are dates in place of the plan's, `only` the
 * tasks that a filter lets through.
 */
export function entriesOf(
  store: ProjectStore,
  layers: Layers,
  from: number,
  to: number,
  shown: Dates | null,
  only: ReadonlySet<number> | null = null,
): Entry[] {
  const found: Entry[] = [];
  // A finish in the next morning may be of the last day's night.
  const begin = from * DAY;
  const end = (to + 1) * DAY;
  for (const line of store.outline()) {
    const { id } = line;
    if (only && !only.has(id)) continue;
    const task = store.task(id);
    const row = shown?.get(id) ?? store.schedule(id);
    if (!task?.active || !row) continue;
    if (layers.deadlines && task.deadline !== null) {
      const day = shownDay(task.deadline, "finish");
      if (day >= from && day <= to) {
        found.push({
          key: `deadline-${id}`,
          kind: "deadline",
          id,
          first: day,
          last: day,
          text: "",
        });
      }
    }
    if (row.start > end || row.finish < begin) continue;
    const kind = line.hasChildren
      ? "phase"
      : task.milestone && row.start === row.finish
        ? "milestone"
        : "task";
    if (!layers[kind === "phase" ? "phases" : kind === "task" ? "tasks" : "milestones"]) continue;
    const { first, last } = daysOf(store, id, row);
    if (last < from || first > to) continue;
    // A milestone stands on one day.
    found.push({
      key: `${id}`,
      kind,
      id,
      first: kind === "milestone" ? last : first,
      last,
      text: "",
    });
  }
  return layers.leave ? [...leaveOf(store, from, to), ...found] : found;
}

interface Spell {
  readonly first: number;
  readonly last: number;
  readonly name?: string;
  readonly intervals?: readonly unknown[];
}

function daysOff(calendar: CalendarRow | undefined): readonly Spell[] {
  const spells = (calendar?.exceptions ?? []) as readonly Spell[];
  return spells.filter((one) => !one.intervals?.length);
}

/** When people who work in the project are away: the days off in a calendar of their own. */
function leaveOf(store: ProjectStore, from: number, to: number): Entry[] {
  const calendars = store.rows("calendars");
  const here = store.index("assignments", "resource_id");
  const found: Entry[] = [];
  for (const person of store.rows("resources").values()) {
    if (person.calendar_id === null || !here.has(person.id)) continue;
    const calendar = calendars.get(person.calendar_id);
    if (!calendar || calendar.base_id === null || calendar.country) continue;
    for (const [place, { first, last, name }] of daysOff(calendar).entries()) {
      if (last < from || first > to) continue;
      const key = `leave-${person.id}-${place}`;
      found.push({ key, kind: "leave", id: person.id, first, last, text: name ?? "" });
    }
  }
  return found;
}

/** The names of the holidays of the project's calendar, by day. */
export function holidaysOf(store: ProjectStore, from: number, to: number): Map<number, string> {
  const calendars = store.rows("calendars");
  const found = new Map<number, string>();
  const seen = new Set<number>();
  let at = store.project.calendar_id;
  while (at !== null && !seen.has(at)) {
    seen.add(at);
    const calendar = calendars.get(at);
    for (const { first, last, name } of daysOff(calendar)) {
      for (let day = Math.max(first, from); day <= Math.min(last, to); day++) {
        if (name && !found.has(day)) found.set(day, name);
      }
    }
    at = calendar?.base_id ?? null;
  }
  return found;
}
