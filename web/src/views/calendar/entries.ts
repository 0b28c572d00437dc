/** What stands in the calendar, read from the store: tasks, milestones, deadlines, leave. Pure. */

import { calendarWork, drivingWork, projectWork } from "~/model/calendars";
import { shownDay } from "~/model/dates";
import type { GroupOf } from "~/model/grouping";
import { DAY, dayOf } from "~/model/moments";
import type { Order } from "~/model/sorting";
import type { CalendarRow, ResourceRow, ScheduleRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { lastDay, type Placed } from "./layout";

export const LAYERS = [
  "tasks",
  "milestones",
  "deadlines",
  "phases",
  "leave",
  "offdays",
  "holidays",
] as const;
export type Layer = (typeof LAYERS)[number];
export type Layers = Readonly<Record<Layer, boolean>>;

export const AT_FIRST: Layers = {
  tasks: true,
  milestones: true,
  deadlines: true,
  phases: false,
  leave: true,
  offdays: false,
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
  const away = layers.leave || layers.offdays ? awayOf(store, layers, from, to) : [];
  return [...away, ...found];
}

/** Entries with something in common. */
export interface EntryGroup {
  readonly key: string;
  readonly label: string;
  readonly entries: readonly Entry[];
}

/** Entries in another order than the outline's; who is away stands first. */
export function orderedEntries(entries: readonly Entry[], order: Order): Entry[] {
  const place = (entry: Entry) => (entry.kind === "leave" ? 0 : 1);
  return [...entries].sort(
    (a, b) => place(a) - place(b) || (place(a) === 0 ? 0 : order(a.id, b.id)),
  );
}

/**
 * Entries by the groups of their tasks, each in the order in which they come. Summaries, and who is
 * away, stand above them, where the groups are not people (`people`): then that is in a person's own.
 */
export function groupedEntries(
  entries: readonly Entry[],
  groupOf: (id: number) => GroupOf,
  labelOf: (key: string) => string,
  people: boolean,
): EntryGroup[] {
  const found = new Map<string, { order: number; label: string; entries: Entry[] }>();
  const above: Entry[] = [];
  for (const entry of entries) {
    const leave = entry.kind === "leave";
    if (entry.kind === "phase" || (leave && !people)) {
      above.push(entry);
      continue;
    }
    const { key, order } = leave ? { key: String(entry.id), order: 0 } : groupOf(entry.id);
    const group = found.get(key);
    if (group) group.entries.push(entry);
    else found.set(key, { order, label: labelOf(key), entries: [entry] });
  }
  const tie = (a: number, b: number) => (a === b ? 0 : a - b);
  const groups = [...found].sort(
    ([, a], [, b]) => tie(a.order, b.order) || a.label.localeCompare(b.label),
  );
  return [
    ...(above.length ? [{ key: ABOVE, label: "", entries: above }] : []),
    ...groups.map(([key, { label, entries }]) => ({ key, label, entries })),
  ];
}

const ABOVE = "(above)";

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

/**
 * When people who work in the project are away: the days off in a calendar of their own, and when they
 * are available not at all (`leave`); and every other day off on which the project works (`offdays`):
 * of part time, or a holiday of another country.
 */
function awayOf(store: ProjectStore, layers: Layers, from: number, to: number): Entry[] {
  const calendars = store.rows("calendars");
  const here = store.index("assignments", "resource_id");
  const found: Entry[] = [];
  for (const person of store.rows("resources").values()) {
    if (person.kind !== "work" || !here.has(person.id)) continue;
    const leave = leaveOf(person, calendars.get(person.calendar_id ?? 0)).filter(
      ({ first, last }) => last >= from && first <= to,
    );
    const push = (kind: string, { first, last, name }: Spell, place: number) => {
      const key = `${kind}-${person.id}-${place}`;
      found.push({ key, kind: "leave", id: person.id, first, last, text: name ?? "" });
    };
    if (layers.leave) for (const [place, spell] of leave.entries()) push("leave", spell, place);
    if (!layers.offdays || person.calendar_id === null) continue;
    for (const spell of offDays(store, person, leave, from, to)) push("off", spell, spell.first);
  }
  return found;
}

function leaveOf(person: ResourceRow, calendar: CalendarRow | undefined): Spell[] {
  // A national calendar says when nobody works there: that is no leave.
  const own = calendar && calendar.base_id !== null && !calendar.country ? daysOff(calendar) : [];
  const periods = (person.availability ?? []) as readonly {
    readonly first: number;
    readonly last: number | null;
    readonly units: number;
  }[];
  const without = periods.filter(({ units }) => units === 0);
  const spells = without.map(({ first, last }) => ({ first, last: last ?? FOR_GOOD }));
  return [...own, ...spells];
}

const FOR_GOOD = 1_000_000;

/** Days in a row on which the project works and a person does not, beside leave. */
function offDays(
  store: ProjectStore,
  person: ResourceRow,
  leave: readonly Spell[],
  from: number,
  to: number,
): Spell[] {
  const all = projectWork(store);
  const own = calendarWork(store, person.calendar_id);
  if (own === all) return [];
  const off = (day: number) =>
    all.worksOn(day) &&
    !own.worksOn(day) &&
    !leave.some(({ first, last }) => day >= first && day <= last);
  const found: Spell[] = [];
  for (let day = from; day <= to; day++) {
    if (!off(day)) continue;
    const first = day;
    while (day < to && off(day + 1)) day++;
    found.push({ first, last: day });
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
