/** How tasks belong together without one moving the other. */

import type { TaskRelationsRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { temporaryId } from "./draft";
import { keyFor, run } from "./run";

/** Say what a task is to another. */
export function relate(
  session: ProjectSession,
  taskId: number,
  otherId: number,
  kind: TaskRelationsRow["kind"],
): Promise<Outcome> {
  const id = keyFor(session);
  const said = { task_id: taskId, other_id: otherId, kind };
  return run(session, {
    type: "relation.create",
    payload: { ...(id === undefined ? {} : { id }), ...said },
    write: (draft) => draft.insert("task_relations", { id: id ?? temporaryId(), ...said }),
  });
}

export function unrelate(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "relation.delete",
    payload: { ids: [id] },
    write: (draft) => draft.remove("task_relations", id),
  });
}
