/** Baselines, unfinished work, work done, and approval of changes of scope. */

import type { Outcome, ProjectSession } from "~/store/types";
import { run, type Step } from "./run";

/** Save the schedule as it stands; without `ids` all of it. A name that is not given stays. */
export function saveBaseline(
  session: ProjectSession,
  number: number,
  options: { name?: string; ids?: readonly number[]; rollUp?: boolean } = {},
): Promise<Outcome> {
  const { name, ids, rollUp } = options;
  const payload = {
    number,
    ...(name === undefined ? {} : { name }),
    ...(ids === undefined ? {} : { ids, roll_up: rollUp ?? true }),
  };
  return run(session, { type: "baseline.set", payload });
}

export function renameBaseline(
  session: ProjectSession,
  number: number,
  name: string,
): Promise<Outcome> {
  return run(session, {
    type: "baseline.rename",
    payload: { number, name },
    write: (draft) => {
      for (const row of draft.where("baselines", "number", number)) {
        draft.update("baselines", row.id, { name });
      }
    },
  });
}

/** Moves undone work before a moment to after it. */
export function unfinishedStep(at: number, ids?: readonly number[]): Step {
  return { type: "progress.move_unfinished", payload: ids ? { at, ids } : { at } };
}

/** Say how much work was done on a task or is left; null for done lets it follow % complete. */
export function setWork(
  session: ProjectSession,
  id: number,
  work: { actual_work?: number | null; remaining_work?: number | null },
): Promise<Outcome> {
  return run(session, workStep(id, work));
}

export function workStep(
  id: number,
  work: { actual_work?: number | null; remaining_work?: number | null },
): Step {
  return { type: "task.work_done", payload: { id, ...work } };
}

export function approveScope(
  session: ProjectSession,
  changeId: string,
  reference: string,
): Promise<Outcome> {
  return run(session, { type: "scope.approve", payload: { change_id: changeId, reference } });
}

export function unapproveScope(session: ProjectSession, changeId: string): Promise<Outcome> {
  return run(session, { type: "scope.unapprove", payload: { change_id: changeId } });
}
