/** Items to tick off on a task, and the progress that follows them where they are its source. */

import { generateNKeysBetween } from "fractional-indexing";
import { byRank, type ChecklistKind, type Item, type Line, percentOf } from "~/model/checklists";
import { instantNow } from "~/model/moments";
import type { TaskRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { type Draft, temporaryId } from "./draft";
import { planNow } from "./reading";
import { type Ids, keyFor, listed, run, type Step } from "./run";

/** Add items to a list of a task, last in it; ticked ones are ticked off in the same change. */
export function addItems(
  session: ProjectSession,
  taskId: number,
  kind: ChecklistKind,
  lines: readonly Line[],
): Promise<Outcome> {
  const items = lines.map((line) => ({ ...line, id: keyFor(session) }));
  const done = items.flatMap(({ done, id }) => (done && id !== undefined ? [id] : []));
  const add: Step = {
    type: "checklist.add",
    payload: {
      task_id: taskId,
      kind,
      items: items.map(({ id, text }) => ({ ...(id === undefined ? {} : { id }), text })),
    },
    write: (draft) => {
      const last = listOf(draft, taskId, kind).at(-1)?.rank ?? null;
      const ranks = generateNKeysBetween(last, null, items.length);
      items.forEach(({ id, text }, place) => {
        draft.insert("checklist_items", {
          id: id ?? temporaryId(),
          task_id: taskId,
          kind,
          text,
          done: false,
          done_by: null,
          done_name: "",
          done_at: "",
          rank: ranks[place] ?? "",
        });
      });
      follow(draft, taskId);
    },
  };
  return run(session, done.length ? [add, tickStep(session, done, true)] : add);
}

export function renameItem(session: ProjectSession, id: number, text: string): Promise<Outcome> {
  return run(session, {
    type: "checklist.update",
    payload: { id, text },
    write: (draft) => draft.update("checklist_items", id, { text }),
  });
}

/** Tick items off, or open them again. */
export function tickItems(session: ProjectSession, ids: Ids, done: boolean): Promise<Outcome> {
  return run(session, tickStep(session, listed(ids), done));
}

function tickStep(session: ProjectSession, ids: readonly number[], done: boolean): Step {
  const { viewer } = session.store;
  const open = { done: false, done_by: null, done_name: "", done_at: "" };
  const mine = {
    done: true,
    done_by: viewer.user_id,
    done_name: viewer.name,
    done_at: instantNow(),
  };
  return {
    type: "checklist.tick",
    payload: { ids, done },
    write: (draft) => {
      for (const id of ids) {
        const row = draft.get("checklist_items", id);
        if (!row || row.done === done) continue;
        draft.update("checklist_items", id, done ? mine : open);
        follow(draft, row.task_id);
      }
    },
  };
}

/** Put an item before another of its list; last where none is given. */
export function moveItem(
  session: ProjectSession,
  id: number,
  beforeId: number | undefined,
): Promise<Outcome> {
  return run(session, {
    type: "checklist.move",
    payload: { id, ...(beforeId === undefined ? {} : { before_id: beforeId }) },
    write: (draft) => {
      const row = draft.get("checklist_items", id);
      if (!row) return;
      const others = listOf(draft, row.task_id, row.kind).filter((one) => one.id !== id);
      const at = others.findIndex((one) => one.id === beforeId);
      const place = at < 0 ? others.length : at;
      const low = others[place - 1]?.rank ?? null;
      const high = others.slice(place).find((one) => low === null || one.rank > low)?.rank ?? null;
      const [rank] = generateNKeysBetween(low, high, 1);
      if (rank !== undefined) draft.update("checklist_items", id, { rank });
    },
  });
}

export function deleteItems(session: ProjectSession, ids: Ids): Promise<Outcome> {
  return run(session, {
    type: "checklist.delete",
    payload: { ids: listed(ids) },
    write: (draft) => {
      const tasks = new Set<number>();
      for (const id of listed(ids)) {
        const row = draft.get("checklist_items", id);
        if (row) tasks.add(row.task_id);
        draft.remove("checklist_items", id);
      }
      for (const id of tasks) follow(draft, id);
    },
  });
}

/** Let the items say how far a task is from now on. */
export function followChecklist(session: ProjectSession, id: number): Promise<Outcome> {
  const fields = { progress_source: "checklist" } as const;
  return run(session, {
    type: "task.update",
    payload: { id, fields },
    write: (draft) => {
      draft.update("tasks", id, fields);
      follow(draft, id);
    },
  });
}

function listOf(draft: Draft, taskId: number, kind: ChecklistKind): Item[] {
  const rows = draft.where("checklist_items", "task_id", taskId);
  return rows.filter((row) => row.kind === kind).sort(byRank);
}

/** What the items set of a task whose progress comes from them. */
function follow(draft: Draft, taskId: number): void {
  const row = draft.get("tasks", taskId);
  if (row?.progress_source !== "checklist" || draft.children(taskId).length) return;
  const percent = percentOf(draft.where("checklist_items", "task_id", taskId));
  if (percent === null) return;
  draft.update("tasks", taskId, {
    percent_complete: percent,
    remaining_duration: null,
    ...dates(draft, row, percent),
  });
}

function dates(draft: Draft, row: TaskRow, percent: number): Partial<TaskRow> {
  if (percent === 0) {
    return row.percent_complete > 0
      ? { actual_start: null, actual_finish: null }
      : { actual_finish: null };
  }
  const now = planNow(draft.store);
  if (percent < 100) return { actual_start: row.actual_start ?? now, actual_finish: null };
  const finish = row.actual_finish ?? now;
  const start = row.actual_start ?? draft.store.schedule(row.id)?.start ?? finish;
  return { actual_start: Math.min(start, finish), actual_finish: finish };
}
