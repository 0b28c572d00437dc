/**
 * Sprints, the backlog and what is in them, as the server has it (projects/sprints.py): items are
 * tasks without children, in the order of the board. Pure.
 */

import type { Tables, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { effortOf } from "./effort";
import { type FilterGroup, isGroup } from "./filters";
import { ACTIVE } from "./filters-fields";
import { DAY, dayOf, weekdayOf } from "./moments";
import { boardRank, statusesOf, statusOf } from "./workflow";

export type Sprint = Tables["sprints"];
export type Release = Tables["releases"];

/** The sprints that are not over: what is under way first, then by their days. */
export function openSprints(store: ProjectStore): Sprint[] {
  return [...store.rows("sprints").values()]
    .filter((one) => one.state !== "complete")
    .sort(
      (a, b) =>
        Number(b.state === "active") - Number(a.state === "active") ||
        (a.start ?? Number.MAX_SAFE_INTEGER) - (b.start ?? Number.MAX_SAFE_INTEGER) ||
        a.id - b.id,
    );
}

/** All sprints, the newest first. */
export function allSprints(store: ProjectStore): Sprint[] {
  return [...store.rows("sprints").values()].sort(
    (a, b) =>
      (b.start ?? Number.MAX_SAFE_INTEGER) - (a.start ?? Number.MAX_SAFE_INTEGER) || b.id - a.id,
  );
}

/** The sprint that a task is in. */
export function sprintOf(store: ProjectStore, task: number): Sprint | undefined {
  const [key] = store.index("sprint_items", "task_id").get(task) ?? [];
  return store.rows("sprints").get(store.rows("sprint_items").get(key ?? 0)?.sprint_id ?? 0);
}

/** The one sprint that a filter asks for, so that what is added there is in it; null for none. */
export function sprintAsked(store: ProjectStore, filter: FilterGroup): number | null {
  if (filter.join !== "all") return null;
  for (const item of filter.items) {
    if (isGroup(item) || item.field !== "sprint" || item.op !== "is") continue;
    const [value, more] = item.values;
    if (value === undefined || more !== undefined) return null;
    const open = openSprints(store);
    const asked = value === ACTIVE ? open[0] : open.find((one) => String(one.id) === value);
    return asked && (value !== ACTIVE || asked.state === "active") ? asked.id : null;
  }
  return null;
}

/** The release that a task is for. */
export function releaseOf(store: ProjectStore, task: number): Release | undefined {
  const [key] = store.index("release_items", "task_id").get(task) ?? [];
  return store.rows("releases").get(store.rows("release_items").get(key ?? 0)?.release_id ?? 0);
}

export interface SprintList {
  /** null: the backlog. */
  readonly sprint: Sprint | null;
  readonly ids: readonly number[];
}

/** The open sprints and, last, the backlog, each with its items in order. */
export function listsOf(store: ProjectStore): SprintList[] {
  const sprints = openSprints(store);
  const lists = new Map<number, TaskRow[]>(sprints.map((one) => [one.id, []]));
  const backlog: TaskRow[] = [];
  const items = store.rows("sprint_items");
  const byTask = store.index("sprint_items", "task_id");
  const top = store.project.backlog_id;
  // Whether what stands on a line lies in the branch of the backlog, by the level at which that began.
  let within: number | null = null;
  const done = doneIn(store);
  for (const line of store.outline()) {
    if (within !== null && line.level <= within) within = null;
    const inside = top === null || within !== null;
    if (line.id === top) within = line.level;
    const task = line.hasChildren ? undefined : store.task(line.id);
    if (!task?.active) continue;
    const [key] = byTask.get(task.id) ?? [];
    const list = key === undefined ? undefined : lists.get(items.get(key)?.sprint_id ?? 0);
    if (list) list.push(task);
    else if (inside && !task.milestone && !task.archived && !done(task)) backlog.push(task);
  }
  const ranked = (tasks: TaskRow[]) =>
    tasks
      .map((task) => ({ id: task.id, rank: boardRank(task) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id - b.id))
      .map(({ id }) => id);
  return [
    ...sprints.map((sprint) => ({ sprint, ids: ranked(lists.get(sprint.id) ?? []) })),
    { sprint: null, ids: ranked(backlog) },
  ];
}

/** Whether a task stands in a column of what is done. */
export function doneIn(store: ProjectStore): (task: TaskRow) => boolean {
  const statuses = statusesOf(store);
  return (task) => statusOf(statuses, task)?.category === "done";
}

/** Minutes of an item that are left, of how many: of who is on it, typed, else its duration by one. */
export function workOf(store: ProjectStore, task: TaskRow): { left: number; work: number } {
  const percent = store.schedule(task.id)?.percent_complete ?? task.percent_complete;
  let work = 0;
  let left = 0;
  let people = 0;
  for (const key of store.index("assignments", "task_id").get(task.id) ?? []) {
    const row = store.rows("assignments").get(key);
    if (!row || (store.rows("resources").get(row.resource_id)?.kind ?? "work") !== "work") continue;
    const effort = effortOf(row, task.duration, percent);
    people += 1;
    work += effort.planned;
    left += effort.remaining;
  }
  if (task.work !== null || people === 0) {
    work = task.work ?? task.duration;
    if (people === 0) left = work - Math.round((work * percent) / 100);
  }
  return { left, work };
}

export interface ListTotals {
  /** Hundredths of a point. */
  readonly points: number;
  readonly pointsDone: number;
  readonly unestimated: number;
  /** Minutes. */
  readonly left: number;
  readonly done: number;
}

export function totalsOfItems(store: ProjectStore, ids: readonly number[]): ListTotals {
  const isDone = doneIn(store);
  let points = 0;
  let pointsDone = 0;
  let unestimated = 0;
  let left = 0;
  let done = 0;
  for (const id of ids) {
    const task = store.task(id);
    if (!task) continue;
    const over = isDone(task);
    points += task.story_points ?? 0;
    if (over) {
      done += 1;
      pointsDone += task.story_points ?? 0;
    } else {
      left += workOf(store, task).left;
      if (task.story_points === null) unestimated += 1;
    }
  }
  return { points, pointsDone, unestimated, left, done };
}

/** Where the plan has a task outside the days of its sprint; null where it is within, or done. */
export function outsideOf(
  store: ProjectStore,
  sprint: Sprint,
  task: TaskRow,
): "before" | "after" | null {
  const dates = store.schedule(task.id);
  if (!dates || sprint.start === null || sprint.finish === null) return null;
  if (task.percent_complete === 100 || task.actual_start !== null) {
    return task.percent_complete < 100 && dates.finish > sprint.finish ? "after" : null;
  }
  if (dates.start < sprint.start) return "before";
  return dates.finish > sprint.finish ? "after" : null;
}

/** What the next sprint is called and when it is: as long as the last one, after it; else two weeks. */
export function nextSprint(
  store: ProjectStore,
  now: number,
  name: (number: number) => string,
): { name: string; start: number; finish: number } {
  const all = [...store.rows("sprints").values()];
  const last = all
    .filter((one) => one.finish !== null)
    .sort((a, b) => (a.finish ?? 0) - (b.finish ?? 0))
    .at(-1);
  const taken = new Set(all.map((one) => one.name));
  let number = all.length + 1;
  while (taken.has(name(number))) number += 1;
  const today = dayOf(now) * DAY;
  if (last?.start == null || last.finish === null) {
    const start = today + ((7 - weekdayOf(today)) % 7) * DAY;
    return { name: name(number), start, finish: start + 12 * DAY };
  }
  const length = last.finish - last.start;
  // A sprint that ends before a weekend is followed by one that begins after it.
  const off = weekdayOf(last.finish) > 4 ? (7 - weekdayOf(last.finish)) * DAY : 0;
  return { name: name(number), start: last.finish + off, finish: last.finish + off + length };
}

/** Story points as they are written, from hundredths; "" for none. */
export function pointsText(points: number | null): string {
  return points === null ? "" : String(points / 100);
}

/** Hundredths of a point that a text means; null for none, undefined for what is no number. */
export function pointsFrom(text: string): number | null | undefined {
  const plain = text.trim().replace(",", ".");
  if (plain === "" || plain === "–") return null;
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 100);
}
