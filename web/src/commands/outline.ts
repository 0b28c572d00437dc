/** Adding, moving and deleting tasks. */

import { topsOf } from "~/model/tree";
import type { TaskRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { say } from "~/text/say";
import { newTask } from "./defaults";
import { type Draft, NotPossible } from "./draft";
import type { Also } from "./insert";
import { moveInDraft, type Place, placeOf, placePayload, ranksFor, type Where } from "./places";
import { type Ids, keyFor, listed, run, type Step } from "./run";

/**
 * Add a task. It shows at once under `id` (from `session.newId()`, so that a cursor can be put into
 * it), or a key is taken here.
 */
export function addTask(
  session: ProjectSession,
  where: Where,
  fields: Partial<TaskRow> = {},
  id: number | undefined = keyFor(session),
  also: Also = () => [],
): Promise<Outcome> {
  const place = placeOf(session.store, where);
  const create: Step = {
    type: "task.create",
    payload: { ...(id === undefined ? {} : { id }), ...placePayload(place), fields },
    write: (draft) => {
      const [rank] = ranksFor(draft, place, 1);
      if (id !== undefined && rank !== undefined) {
        insertTask(draft, { ...fields, id, rank, parent_id: place.parentId });
      }
    },
  };
  return run(session, [
    create,
    ...(id === undefined ? [] : also(id, { people: false, type: null })),
  ]);
}

/** Put a new task into the draft, numbered and with its first duration as the server does. */
export function insertTask(
  draft: Draft,
  values: Pick<TaskRow, "id" | "rank"> & Partial<TaskRow>,
): void {
  const { project } = draft.store;
  const counter = draft.get("projects", project.id) ?? project;
  draft.update("projects", project.id, { next_number: counter.next_number + 1 });
  const { task_type, effort_driven } = project;
  let given = { task_type, effort_driven, ...values };
  if (given.milestone && given.duration === undefined) given = { ...given, duration: 0 };
  if (given.duration === undefined) {
    given = { estimated: true, ...given, duration: project.minutes_per_day };
  }
  draft.insert("tasks", newTask({ ...given, number: counter.next_number }));
}

/** Move branches to a place of the outline (drag to reorder and re-parent), in their order. */
export function moveTasks(session: ProjectSession, ids: Ids, to: Place | Where): Promise<Outcome> {
  const place = typeof to === "object" && "parentId" in to ? to : placeOf(session.store, to);
  const tops = topsOf(session.store.outline(), listed(ids));
  return run(session, {
    type: "task.move",
    payload: { ids: tops, ...placePayload(place) },
    write: (draft) => moveInDraft(draft, tops, place),
  });
}

/** Move tasks one place up or down among their siblings. */
export async function moveBy(
  session: ProjectSession,
  ids: Ids,
  direction: -1 | 1,
): Promise<Outcome> {
  const { store } = session;
  const tops = topsOf(store.outline(), listed(ids));
  const edge = direction < 0 ? tops[0] : tops.at(-1);
  const siblings = store
    .outline()
    .filter((line) => edge !== undefined && line.parentId === store.outlineLine(edge)?.parentId);
  const at = siblings.findIndex((line) => line.id === edge);
  const beside = siblings[at + direction];
  if (!beside) return { ok: true, changeset: null, created: {}, notes: [] };
  return moveTasks(session, tops, direction < 0 ? { above: beside.id } : { below: beside.id });
}

/** Make tasks children of the sibling above them. */
export function indent(session: ProjectSession, ids: Ids): Promise<Outcome> {
  const tops = topsOf(session.store.outline(), listed(ids));
  return run(session, {
    type: "task.indent",
    payload: { ids: tops },
    write: (draft) => {
      for (const id of tops) {
        const row = draft.task(id);
        const siblings = draft.children(row.parent_id);
        const above = siblings[siblings.findIndex((one) => one.id === id) - 1];
        if (!above) {
          const name = row.name || say("outline.unnamed");
          throw new NotPossible(say("outline.first", { name }));
        }
        moveInDraft(draft, [id], { parentId: above.id });
      }
    },
  });
}

/** Move tasks one level up, behind their former summary; siblings below stay where they are. */
export function outdent(session: ProjectSession, ids: Ids): Promise<Outcome> {
  const tops = topsOf(session.store.outline(), listed(ids));
  return run(session, {
    type: "task.outdent",
    payload: { ids: tops },
    write: (draft) => {
      for (const id of [...tops].reverse()) {
        const row = draft.task(id);
        const parent = draft.get("tasks", row.parent_id);
        if (!parent) throw new NotPossible(say("outline.top", { name: row.name }));
        moveInDraft(draft, [id], { parentId: parent.parent_id, afterId: parent.id });
      }
    },
  });
}

const HANGING = [
  ["links", "predecessor_id"],
  ["links", "successor_id"],
  ["assignments", "task_id"],
  ["baseline_tasks", "task_id"],
  ["custom_values", "task_id"],
] as const;

/** Delete branches with all that hangs on them. Undo brings them back. */
export function deleteTasks(session: ProjectSession, ids: Ids): Promise<Outcome> {
  const tops = topsOf(session.store.outline(), listed(ids));
  return run(session, {
    type: "task.delete",
    payload: { ids: tops },
    write: (draft) => {
      for (const id of branches(draft, tops)) {
        for (const [table, field] of HANGING) {
          for (const row of draft.where(table, field as never, id)) draft.remove(table, row.id);
        }
        draft.remove("tasks", id);
      }
    },
  });
}

function branches(draft: Draft, ids: readonly number[]): number[] {
  const found = [...ids];
  for (let place = 0; place < found.length; place++) {
    const id = found[place] as number;
    for (const key of draft.store.index("tasks", "parent_id").get(id) ?? []) found.push(key);
  }
  return found;
}
