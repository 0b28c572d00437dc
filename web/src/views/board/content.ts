/** What stands on the board: cards in columns and lanes, read from the store. Pure. */

import { blockedDays, blockOf } from "~/model/blocks";
import type { TaskFields } from "~/model/filters-fields";
import {
  type Grouping,
  groupingFrom,
  groupsBy,
  groupTasks,
  type TaskGroup,
} from "~/model/grouping";
import { isLate } from "~/model/late";
import { dayOf } from "~/model/moments";
import type { Order } from "~/model/sorting";
import { typeOf, type WorkType } from "~/model/types";
import { boardRank, type Status, statusesOf, statusOf } from "~/model/workflow";
import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";

export interface Cell {
  readonly key: string;
  /** What its cards have in common; "" on a board without lanes. */
  readonly label: string;
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

/** How the cards are put: by what in lanes, which of them, in which order (null: by their rank). */
export interface Arranged {
  readonly lanes: Grouping | null;
  readonly labelOf: (key: string) => string;
  readonly wanted: ((id: number, task: TaskRow) => boolean) | null;
  readonly order: Order | null;
}

export const PLAIN: Arranged = { lanes: null, labelOf: () => "", wanted: null, order: null };

/** Fields of which all lanes stand there, so that a card can be dropped into an empty one. */
const WHOLE = new Set(["priority", "type"]);
const MOST_EMPTY = 12;

/** What tasks are grouped by as lanes: a board has its columns by status already. */
export function lanesBy(group: string, fields: TaskFields): Grouping | null {
  return group === "" || group === "status" ? null : groupingFrom(group, fields);
}

/** `archived` shows what was put away too. */
export function contentOf(
  store: ProjectStore,
  archived: boolean,
  fields: TaskFields,
  { lanes, labelOf, wanted, order }: Arranged = PLAIN,
): Content {
  const statuses = statusesOf(store);
  const places = new Map(statuses.map((one, place) => [one.id, place]));
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
  cards.sort(
    (a, b) =>
      (order?.(a.task.id, b.task.id) ?? 0) ||
      (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.task.id - b.task.id),
  );
  const columns = new Map(cards.map(({ task, column }) => [task.id, column]));
  const counts = statuses.map(() => 0);
  for (const { column } of cards) counts[column] = (counts[column] ?? 0) + 1;
  const lane = (key: string, ids: readonly number[]): Cell => {
    const cells = statuses.map((): number[] => []);
    for (const id of ids) cells[columns.get(id) ?? 0]?.push(id);
    return { key, label: labelOf(key), cells, count: ids.length };
  };
  const ids = cards.map(({ task }) => task.id);
  return {
    statuses,
    lanes: lanes
      ? lanesOf(ids, lanes, fields, labelOf).map((group) => lane(group.key, group.ids))
      : [lane("", ids)],
    counts,
    archived: away,
    total: cards.length,
    all,
  };
}

/** The lanes with their cards, among them empty ones that a card can be given. */
function lanesOf(
  ids: readonly number[],
  lanes: Grouping,
  fields: TaskFields,
  labelOf: (key: string) => string,
): TaskGroup[] {
  const found = groupTasks(ids, groupsBy(lanes, fields, true), labelOf);
  const options = lanes.field.options ?? [];
  const whole = WHOLE.has(lanes.field.key) || lanes.field.key.startsWith("custom-");
  if (!whole || options.length === 0 || options.length > MOST_EMPTY) return found;
  const there = new Map(found.map((group) => [group.key, group]));
  const known = options.map((key, order) => there.get(key) ?? { key, order, ids: [] });
  return [...known, ...found.filter((group) => !options.includes(group.key))];
}

/** Who works on a task, in the order in which they were assigned. */
function peopleOf(store: ProjectStore, id: number): number[] {
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
