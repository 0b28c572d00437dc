/** Workflows of the workspace that a project uses, or leaves. */

import type { Outcome, ProjectSession } from "~/store/types";
import { run } from "./run";

/** Use a workflow of the workspace; `into` gives by column of the project's own who takes its cards. */
export function startUsing(
  session: ProjectSession,
  workflow: number,
  into: Readonly<Record<number, number>>,
): Promise<Outcome> {
  return run(session, { type: "workflow.use", payload: { workflow_id: workflow, into } });
}

/** Make columns, types and fields the project's own, as they are. */
export function makeOwn(session: ProjectSession): Promise<Outcome> {
  return run(session, {
    type: "workflow.own",
    payload: {},
    write: (draft) => {
      const { store } = session;
      draft.update("projects", store.projectId, { workflow_id: null });
      for (const table of ["statuses", "work_types", "custom_fields"] as const) {
        for (const row of store.rows(table).values()) {
          if (row.shared_key !== null) draft.update(table, row.id, { shared_key: null });
        }
      }
    },
  });
}
