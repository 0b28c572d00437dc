/** Sprints, the backlog, releases. */

import { listsOf } from "~/model/scrum";
import { boardRank } from "~/model/workflow";
import type { Tables } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { say } from "~/text/say";
import { type Beside, besides, ranksAmong } from "./board";
import { temporaryId } from "./draft";
import { quickAdd, quickStep } from "./insert";
import { type Ids, keyFor, listed, refuse, run, type Step } from "./run";
import { assignReleaseStep, putInto } from "./sprintItems";

export type SprintFields = Partial<Pick<Tables["sprints"], "name" | "goal" | "start" | "finish">>;
export type ReleaseFields = Partial<
  Pick<Tables["releases"], "name" | "description" | "date" | "released">
>;

/** Put items into a sprint (null: the backlog), in the order given, beside one of its items or last. */
export function moveToSprintStep(
  session: ProjectSession,
  ids: readonly number[],
  sprintId: number | null,
  beside: Beside = {},
): Step {
  return {
    type: "backlog.move",
    payload: { ids, sprint_id: sprintId, ...besides(beside) },
    write: (draft) => {
      const list = listsOf(session.store).find((one) => (one.sprint?.id ?? null) === sprintId);
      const leaving = new Set(ids);
      const cards = (list?.ids ?? []).flatMap((id) => {
        const task = leaving.has(id) ? undefined : draft.get("tasks", id);
        return task ? [{ id, rank: boardRank(task) }] : [];
      });
      const ranks = ranksAmong(cards, ids, beside);
      ids.forEach((id, place) => {
        draft.update("tasks", id, { board_rank: ranks[place] ?? "" });
        putInto(draft, id, sprintId);
      });
    },
  };
}

export function moveToSprint(
  session: ProjectSession,
  ids: Ids,
  sprintId: number | null,
  beside: Beside = {},
): Promise<Outcome> {
  return run(session, moveToSprintStep(session, listed(ids), sprintId, beside));
}

/** Add the task of a line of quick add to a sprint or the backlog; its progress comes from the board.
 * Made in a sprint it starts no earlier than that: the server says so. */
export function quickAddItem(
  session: ProjectSession,
  text: string,
  sprintId: number | null,
): Promise<Outcome> {
  const top = session.store.project.backlog_id;
  const where = top === null ? ("last" as const) : { inside: top };
  const id = keyFor(session);
  const fields = { progress_source: "board" as const };
  const steps = id === undefined ? null : quickStep(session, text, where, id, fields);
  if (steps === null || id === undefined) return quickAdd(session, text, where);
  return run(session, [...steps, moveToSprintStep(session, [id], sprintId)]);
}

export type NewSprint = SprintFields & { readonly name: string };

function createStep(fields: NewSprint, id: number | undefined): Step {
  const plain = { goal: "", start: null, finish: null };
  return {
    type: "sprint.create",
    payload: { ...(id === undefined ? {} : { id }), fields },
    write: (draft) =>
      draft.insert("sprints", {
        ...plain,
        ...fields,
        id: id ?? temporaryId(),
        state: "planned",
        completed_at: "",
      }),
  };
}

export function addSprint(session: ProjectSession, fields: NewSprint): Promise<Outcome> {
  return run(session, createStep(fields, keyFor(session)));
}

export function updateSprint(
  session: ProjectSession,
  id: number,
  fields: SprintFields,
): Promise<Outcome> {
  return run(session, {
    type: "sprint.update",
    payload: { id, fields },
    write: (draft) => draft.update("sprints", id, fields),
  });
}

/** Delete a sprint; what is undone in it goes to the top of the backlog. */
export function deleteSprint(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, { type: "sprint.delete", payload: { id } });
}

/** Start a sprint, and whatever else comes with it, as one change. */
export function startSprint(
  session: ProjectSession,
  id: number,
  fields: SprintFields,
  also: readonly Step[] = [],
): Promise<Outcome> {
  const start: Step = {
    type: "sprint.start",
    payload: { id, fields },
    write: (draft) => draft.update("sprints", id, { ...fields, state: "active" }),
  };
  return run(session, also.length ? [start, ...also] : start);
}

/**
 * Complete a sprint; what is not done goes to the top of another, of one that is planned with the same
 * change, or (null) of the backlog.
 */
export function completeSprint(
  session: ProjectSession,
  id: number,
  to: number | NewSprint | null,
): Promise<Outcome> {
  const complete = (toId: number | null): Step => ({
    type: "sprint.complete",
    payload: { id, to_id: toId },
  });
  if (to === null || typeof to === "number") return run(session, complete(to));
  const key = keyFor(session);
  if (key === undefined) {
    const why = say("add.sprint");
    return Promise.resolve(refuse(session, why, "to_id"));
  }
  return run(session, [createStep(to, key), complete(key)]);
}

export function addRelease(
  session: ProjectSession,
  fields: ReleaseFields & { name: string },
): Promise<Outcome> {
  const id = keyFor(session);
  const plain = { description: "", date: null, released: false };
  return run(session, {
    type: "release.create",
    payload: { ...(id === undefined ? {} : { id }), fields },
    write: (draft) => draft.insert("releases", { ...plain, ...fields, id: id ?? temporaryId() }),
  });
}

export function updateRelease(
  session: ProjectSession,
  id: number,
  fields: ReleaseFields,
): Promise<Outcome> {
  return run(session, {
    type: "release.update",
    payload: { id, fields },
    write: (draft) => draft.update("releases", id, fields),
  });
}

export function deleteRelease(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, { type: "release.delete", payload: { id } });
}

/** Say for which release tasks are; null for none. */
export function assignRelease(
  session: ProjectSession,
  ids: Ids,
  releaseId: number | null,
): Promise<Outcome> {
  return run(session, assignReleaseStep(listed(ids), releaseId));
}
