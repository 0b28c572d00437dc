/** What stands on the board: cards in columns and lanes, read from the store. Pure. */

import { blockedDays, blockOf } from "~/model/blocks";
import { isLate } from "~/model/late";
import { dayOf } from "~/model/moments";
import { openSprints, sprintOf } from "~/model/scrum";
import { typeOf, type WorkType } from "~/model/types";
import {
  boardRank,
  PRIORITIES,
  priorityOf,
  type Status,
  statusesOf,
  statusOf,
} from "~/model/workflow";
import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";

export const LANES = ["none", "person", "priority", "parent", "sprint"] as const;
export type LaneKind = (typeof LANES)[number];

export interface Cell {
  readonly key: string;
  /** A name of somebody or something; null for the lane of what has none, or a band of priority. */
  readonly name: string | null;
  readonly cells: readonly (readonly number[])[];
  readonly count: number;
}

export interface Content {
  readonly statuses: readonly Status[];
  readonly lanes: readonly Cell[];
  /** By column, how many cards stand in it, over all lanes. */
  readonly counts: readonly number[];
  /** Cards that would be here, had they not been put away. */
  readonly archived: number;
  /** Cards shown, and how many there were without the filter. */
  readonly total: number;
  readonly all: number;
}

/** The lane of what belongs to nobody and nothing. */
export const NONE = "none";

/** `wanted` leaves out what a filter does not want; `archived` shows what was put away too. */
export function contentOf(
  store: ProjectStore,
  lanes: LaneKind,
  archived: boolean,
  wanted: ((id: number, task: TaskRow) => boolean) | null = null,
): Content {
  const statuses = statusesOf(store);
  const places = new Map(statuses.map((one, place) => [one.id, place]));
  const laneOf = laneReader(store, lanes);
  const cards: { task: TaskRow; column: number; rank: string }[] = [];
  let away = 0;
  let all = 0;
  for (const line of store.outline()) {
    const task = line.hasChildren ? undefined : store.task(line.id);
    if (!task?.active) continue;
    const column = places.get(statusOf(statuses, task)?.id ?? 0);
    if (column === undefined) continue;
    if (task.archived) away += 1;
    if (task.archived && !archived) continue;
    all += 1;
    if (wanted === null || wanted(task.id, task))
      cards.push({ task, column, rank: boardRank(task) });
  }
  cards.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.task.id - b.task.id));
  const found = new Map<string, { name: string | null; cells: number[][]; count: number }>();
  const empty = () => statuses.map((): number[] => []);
  const counts = statuses.map(() => 0);
  for (const { key, name } of firstLanes(store, lanes)) {
    found.set(key, { name, cells: empty(), count: 0 });
  }
  for (const { task, column } of cards) {
    const key = laneOf(task);
    const lane = found.get(key) ?? { name: null, cells: empty(), count: 0 };
    found.set(key, lane);
    lane.cells[column]?.push(task.id);
    lane.count += 1;
    counts[column] = (counts[column] ?? 0) + 1;
  }
  const shown = [...found].filter(
    ([key, lane]) => lane.count > 0 || lanes === "none" || (lanes === "priority" && key !== NONE),
  );
  return {
    statuses,
    lanes: shown.map(([key, lane]) => ({ key, ...lane })),
    counts,
    archived: away,
    total: cards.length,
    all,
  };
}

/** The lanes in the order in which they stand; those without cards are left out later. */
function firstLanes(store: ProjectStore, lanes: LaneKind): { key: string; name: string | null }[] {
  const last = { key: NONE, name: null };
  switch (lanes) {
    case "none":
      return [last];
    case "priority":
      return PRIORITIES.map((key) => ({ key, name: null }));
    case "person": {
      const people = [...store.rows("resources").values()].map(({ id, name }) => ({
        key: String(id),
        name,
      }));
      return [...people.sort((a, b) => a.name.localeCompare(b.name)), last];
    }
    case "sprint":
      return [...openSprints(store).map(({ id, name }) => ({ key: String(id), name })), last];
    case "parent": {
      const phases = store
        .outline()
        .filter((line) => line.hasChildren)
        .map((line) => ({ key: String(line.id), name: store.task(line.id)?.name ?? "" }));
      return [...phases, last];
    }
  }
}

/** A person's lane is that of who was assigned first: a card stands once. */
function laneReader(store: ProjectStore, lanes: LaneKind): (task: TaskRow) => string {
  switch (lanes) {
    case "none":
      return () => NONE;
    case "priority":
      return (task) => priorityOf(task.priority);
    case "person":
      return (task) => {
        const [first] = peopleOf(store, task.id);
        return first === undefined ? NONE : String(first);
      };
    case "sprint":
      return (task) => {
        const sprint = sprintOf(store, task.id);
        return sprint && sprint.state !== "complete" ? String(sprint.id) : NONE;
      };
    case "parent":
      return (task) =>
        task.parent_id !== null && store.task(task.parent_id) ? String(task.parent_id) : NONE;
  }
}

/** Who works on a task, in the order in which they were assigned. */
export function peopleOf(store: ProjectStore, id: number): number[] {
  const rows = store.rows("assignments");
  return (store.index("assignments", "task_id").get(id) ?? [])
    .flatMap((key) => rows.get(key)?.resource_id ?? [])
    .filter((key) => store.rows("resources").has(key));
}

/** What a card says of its task beside its name. */
export interface CardFacts {
  readonly number: string;
  /** Its type, where it has one. */
  readonly type: WorkType | undefined;
  readonly people: readonly string[];
  /** Deadline where there is one, else the planned finish. */
  readonly due: number | null;
  readonly late: boolean;
  readonly critical: boolean;
  /** Since how many days it is blocked; null where it is not. */
  readonly blocked: number | null;
  readonly done: boolean;
  readonly percent: number;
  readonly parent: string;
  /** What typed progress and the column do not agree about. */
  readonly suggests: "complete" | "move" | null;
}

/** `now`: the minute in the plan's zone; `status` the column in which the card stands. */
export function factsOf(
  store: ProjectStore,
  task: TaskRow,
  status: Status,
  now: number,
): CardFacts {
  const dates = store.schedule(task.id);
  const done = task.percent_complete === 100;
  const due = task.deadline ?? dates?.finish ?? null;
  const typed = task.progress_source === "typed";
  const { key } = store.project;
  const block = blockOf(store, task);
  return {
    type: typeOf(store, task),
    number: task.number ? (key ? `${key}-${task.number}` : `#${task.number}`) : "",
    people: peopleOf(store, task.id).map((id) => store.rows("resources").get(id)?.name ?? ""),
    due,
    late: isLate(store, task, now),
    critical: !done && (dates?.critical ?? false),
    blocked: block ? blockedDays(block, dayOf(now)) : null,
    done,
    percent: task.percent_complete,
    parent: task.parent_id === null ? "" : (store.task(task.parent_id)?.name ?? ""),
    suggests:
      typed && status.category === "done" && !done
        ? "complete"
        : typed && done && status.category !== "done"
          ? "move"
          : null,
  };
}
