/**
 * Sprints, the backlog and what is in them, as the server has it (projects/sprints.py): items are
 * tasks without children, in the order of the board. Pure.
 */

import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { effortOf } from "./effort";
import { DAY, dayOf, weekdayOf } from "./moments";
import { openSprints, type Sprint } from "./sprints";
import { boardRank, statusesOf, statusOf } from "./workflow";

/** All sprints, the newest first. */
export function allSprints(store: ProjectStore): Sprint[] {
  return [...store.rows("sprints").values()].sort(
    (a, b) =>
      (b.start ?? Number.MAX_SAFE_INTEGER) - (a.start ?? Number.MAX_SAFE_INTEGER) || b.id - a.id,
  );
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

/**
 * What the sprint after another is called and when it is: after `before` (left out, the last one there
 * is), as long as that; without any two weeks from a Monday. One that would be over by now begins today.
 */
export function nextSprint(
  store: ProjectStore,
  now: number,
  name: (number: number) => string,
  before?: Sprint,
): { name: string; start: number; finish: number } {
  const all = [...store.rows("sprints").values()];
  const last =
    before ??
    all
      .filter((one) => one.finish !== null)
      .sort((a, b) => (a.finish ?? 0) - (b.finish ?? 0))
      .at(-1);
  const taken = new Set(all.map((one) => one.name));
  const counted = /^(.*?)(\d{1,9})$/.exec(last?.name ?? "");
  const called = (number: number) => (counted ? `${counted[1]}${number}` : name(number));
  let number = counted ? Number(counted[2]) + 1 : all.length + 1;
  while (taken.has(called(number))) number += 1;
  const today = dayOf(now) * DAY;
  if (last?.start == null || last.finish === null) {
    const start = today + ((7 - weekdayOf(today)) % 7) * DAY;
    return { name: called(number), start, finish: start + 12 * DAY };
  }
  const length = last.finish - last.start;
  // A sprint that ends before a weekend is followed by one that begins after it.
  const off = weekdayOf(last.finish) > 4 ? (7 - weekdayOf(last.finish)) * DAY : 0;
  const next = last.finish + off;
  const start = before && next + length <= today ? today : next;
  return { name: called(number), start, finish: start + length };
}
