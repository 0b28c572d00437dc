/** Levelling: what a preview proposed, applied or cleared. */

import type { Outcome, ProjectSession } from "~/store/types";
import type { Draft } from "./draft";
import { run } from "./run";
import type { Shown } from "./schedule";

/** What levelling does to one project and what that rests on, as the preview gave it. */
export interface Levelled {
  readonly project_id: number;
  readonly tasks: readonly {
    readonly id: number;
    readonly levelling_delay: number;
    /** [working minutes done before, working minutes of rest], where they change. */
    readonly splits?: readonly (readonly number[])[];
  }[];
}

/** Apply a preview, in all its projects as one change; refused where the plans moved meanwhile. */
export function applyLevelling(
  session: ProjectSession,
  projects: readonly Levelled[],
  shown: Shown = {},
): Promise<Outcome> {
  const step = {
    type: "levelling.apply",
    payload: { projects },
    write: (draft: Draft) => {
      for (const part of projects) {
        if (part.project_id !== session.store.projectId) continue;
        for (const { id, ...fields } of part.tasks) draft.update("tasks", id, fields);
      }
    },
  };
  return run(session, step, shown);
}

/** Take all levelling delays away. */
export function clearLevelling(session: ProjectSession): Promise<Outcome> {
  return run(session, {
    type: "levelling.clear",
    payload: {},
    write: (draft) => {
      for (const task of session.store.rows("tasks").values()) {
        if (task.levelling_delay) draft.update("tasks", task.id, { levelling_delay: 0 });
      }
    },
  });
}
