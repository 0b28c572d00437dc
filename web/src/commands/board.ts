/** The board: its columns, the cards in them, and what moving one says of its progress. */

import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import { type Move, typeOf, waysOf } from "~/model/types";
import {
  boardRank,
  type Category,
  type Status,
  statusesOf,
  statusOf,
  untouched,
} from "~/model/workflow";
import type { TaskRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession, ProjectStore } from "~/store/types";
import { say } from "~/text/say";
import { type Draft, NotPossible, temporaryId } from "./draft";
import { type Also, quickAdd, quickStep } from "./insert";
import { moveInDraft, type Where } from "./places";
import { planNow } from "./reading";
import { type Ids, keyFor, listed, run, type Step } from "./run";

/** Beside which card, or column, something goes; last where neither is given. */
export interface Beside {
  readonly afterId?: number | undefined;
  readonly beforeId?: number | undefined;
}

export function besides({ afterId, beforeId }: Beside): object {
  return {
    ...(afterId === undefined ? {} : { after_id: afterId }),
    ...(beforeId === undefined ? {} : { before_id: beforeId }),
  };
}

/** Put cards in a column. Without a card beside them they come last; in one of what is done, first. */
export function moveCardsStep(ids: readonly number[], statusId: number, beside: Beside = {}): Step {
  return {
    type: "card.move",
    payload: { ids, status_id: statusId, ...besides(beside) },
    write: (draft) => {
      const column = draft.get("statuses", statusId);
      if (!column) throw new NotPossible(say("gone.column"), "status_id");
      for (const id of ids) checkWay(draft, id, column);
      const ranks = ranksIn(draft, column, ids, beside);
      ids.forEach((id, place) => {
        put(draft, draft.task(id), column, ranks[place] ?? "");
      });
    },
  };
}

/** Refuse a move that the type of a task has not, naming where the task may go. */
export function checkWay(draft: Draft, id: number, column: Status): void {
  const row = draft.task(id);
  const ways = waysOf(draft.store, row);
  if (ways === null || ways.has(column.id)) return;
  const now = statusOf(statusesOf(draft.store), row)?.id;
  const type = typeOf(draft.store, row);
  const moves = (type?.transitions as readonly Move[] | null | undefined) ?? [];
  const stands = type?.statuses as readonly number[] | null | undefined;
  const there = !stands || stands.includes(column.id);
  if (there && moves.some((one) => one.to === column.id && (one.from ?? now) === now)) {
    throw new NotPossible(
      say("status.manager", { type: type?.name ?? "", status: column.name }),
      "status_id",
    );
  }
  const open = statusesOf(draft.store).filter((one) => ways.has(one.id) && one.id !== now);
  const names = open.map((one) => say("quoted", { name: one.name })).join(", ");
  const values = { task: row.name, status: column.name, names };
  throw new NotPossible(say(names ? "status.other" : "status.never", values), "status_id");
}

export function moveCards(
  session: ProjectSession,
  ids: Ids,
  statusId: number,
  beside: Beside = {},
): Promise<Outcome> {
  return run(session, moveCardsStep(listed(ids), statusId, beside));
}

/** Put a task under another summary, as its last: what a card does that changes its phase. */
export function reparentStep(id: number, parentId: number | null): Step {
  return {
    type: "task.move",
    payload: { ids: [id], parent_id: parentId },
    write: (draft) => moveInDraft(draft, [id], { parentId }),
  };
}

/** Put cards away from the board, or back on it; the plan keeps them. */
export function archiveCards(session: ProjectSession, ids: Ids, archived = true): Promise<Outcome> {
  return run(session, {
    type: "card.archive",
    payload: { ids: listed(ids), archived },
    write: (draft) => {
      for (const id of listed(ids)) draft.update("tasks", id, { archived });
    },
  });
}

/** Let the board say how far a task is from now on. */
export function followBoard(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "task.update",
    payload: { id, fields: { progress_source: "board" } },
    write: (draft) => {
      const row = draft.task(id);
      const column = statusOf(statusesOf(session.store), row);
      const progress = column ? progressBy(session.store, row, column.category) : {};
      draft.update("tasks", id, { progress_source: "board", ...progress });
    },
  });
}

/** Add the task of a line of quick add as a card of a column; its progress comes from the board. `also`
 * are further steps of the same change. */
export function quickAddCard(
  session: ProjectSession,
  text: string,
  where: Exclude<Where, { above: number }>,
  statusId: number,
  also: Also = () => [],
): Promise<Outcome> {
  const id = keyFor(session);
  const fields = { progress_source: "board" as const };
  const steps = id === undefined ? null : quickStep(session, text, where, id, fields, also);
  // What recurs becomes a summary with many cards; what cannot be read is told by quick add itself.
  if (steps === null || id === undefined) return quickAdd(session, text, where);
  return run(session, [...steps, moveCardsStep([id], statusId)]);
}

export type ColumnFields = Partial<Pick<Status, "name" | "category" | "wip_limit">>;

/** Add a column beside another, or at the right end. */
export function addColumn(
  session: ProjectSession,
  fields: ColumnFields & { name: string },
  beside: Beside = {},
): Promise<Outcome> {
  const id = keyFor(session);
  return run(session, {
    type: "status.create",
    payload: { ...(id === undefined ? {} : { id }), ...besides(beside), fields },
    write: (draft) => {
      const rank = columnRank(draft.store, beside);
      const plain = { category: "todo" as Category, wip_limit: null, shared_key: null };
      draft.insert("statuses", { ...plain, ...fields, id: id ?? temporaryId(), rank });
    },
  });
}

/** Rename a column, limit it, or say what it means for progress. */
export function updateColumn(
  session: ProjectSession,
  id: number,
  fields: ColumnFields,
): Promise<Outcome> {
  return run(session, {
    type: "status.update",
    payload: { id, fields },
    write: (draft) => draft.update("statuses", id, fields),
  });
}

/** Move a column beside another. */
export function moveColumn(session: ProjectSession, id: number, beside: Beside): Promise<Outcome> {
  return run(session, {
    type: "status.move",
    payload: { id, ...besides(beside) },
    write: (draft) => draft.update("statuses", id, { rank: columnRank(draft.store, beside, id) }),
  });
}

/** Delete a column; its cards go to `toId`. */
export function deleteColumn(
  session: ProjectSession,
  id: number,
  toId: number | null,
): Promise<Outcome> {
  return run(session, {
    type: "status.delete",
    payload: { id, ...(toId === null ? {} : { to_id: toId }) },
  });
}

function columnRank(store: ProjectStore, beside: Beside, leaving?: number): string {
  const rows = statusesOf(store).filter((one) => one.id !== leaving);
  const at = (id: number | undefined) => rows.findIndex((one) => one.id === id);
  const place =
    beside.afterId !== undefined
      ? at(beside.afterId) + 1
      : beside.beforeId !== undefined
        ? Math.max(0, at(beside.beforeId))
        : rows.length;
  return generateKeyBetween(...around(rows, place));
}

/** The ranks between which a place lies; of several that are alike the next higher one bounds. */
function around(
  rows: readonly { readonly rank: string }[],
  place: number,
): [string | null, string | null] {
  const low = rows[place - 1]?.rank ?? null;
  const high = rows.slice(place).find((row) => low === null || row.rank > low)?.rank ?? null;
  return [low, high];
}

/** Ranks for cards beside another of a column, as the server finds them. */
function ranksIn(
  draft: Draft,
  column: Status,
  ids: readonly number[],
  { afterId, beforeId }: Beside,
): string[] {
  const statuses = statusesOf(draft.store);
  const leaving = new Set(ids);
  const cards: { id: number; rank: string }[] = [];
  for (const task of draft.store.rows("tasks").values()) {
    if (leaving.has(task.id) || statusOf(statuses, task)?.id !== column.id) continue;
    cards.push({ id: task.id, rank: boardRank(task) });
  }
  cards.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id - b.id));
  return ranksAmong(cards, ids, { afterId, beforeId }, column.category === "done");
}

/** Ranks for cards beside another of some in order; without one first, or last. */
export function ranksAmong(
  cards: readonly { readonly id: number; readonly rank: string }[],
  ids: readonly number[],
  { afterId, beforeId }: Beside,
  first = false,
): string[] {
  const at = (id: number | undefined) => cards.findIndex((card) => card.id === id);
  let place = first ? 0 : cards.length;
  if (afterId !== undefined) place = at(afterId) + 1;
  else if (beforeId !== undefined) place = Math.max(0, at(beforeId));
  const [low, high] = around(cards, place);
  return generateNKeysBetween(low, high, ids.length);
}

function put(draft: Draft, row: TaskRow, column: Status, rank: string): void {
  const takes = row.progress_source === "typed" && untouched(row) && column.category !== "todo";
  const source = takes ? ("board" as const) : row.progress_source;
  draft.update("tasks", row.id, {
    status_id: column.id,
    board_rank: rank,
    progress_source: source,
    ...(source === "board" ? progressBy(draft.store, row, column.category) : {}),
  });
}

/** What a column sets of a task whose progress comes from the board. */
function progressBy(store: ProjectStore, row: TaskRow, category: Category): Partial<TaskRow> {
  const now = planNow(store);
  const open = { percent_complete: 0, remaining_duration: null, actual_finish: null };
  if (category === "todo") return { ...open, actual_start: null };
  if (category === "doing") {
    const again = row.percent_complete === 100 || row.actual_finish !== null;
    return { actual_start: row.actual_start ?? now, ...(again ? open : {}) };
  }
  const finish = row.actual_finish ?? now;
  const start = row.actual_start ?? store.schedule(row.id)?.start ?? finish;
  return {
    percent_complete: 100,
    remaining_duration: null,
    actual_start: Math.min(start, finish),
    actual_finish: finish,
  };
}
