/** Types of tasks, and rules on columns of the board. */

import type { Tables } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { keyFor, run } from "./run";

type WorkType = Tables["work_types"];
export type TypeDefinition = Partial<Omit<WorkType, "id">>;
export type RuleDefinition = Partial<Omit<Tables["column_rules"], "id" | "status_id">>;

export function addType(session: ProjectSession, fields: TypeDefinition): Promise<Outcome> {
  const id = keyFor(session);
  return run(session, {
    type: "type.create",
    payload: id === undefined ? { fields } : { id, fields },
  });
}

export function updateType(
  session: ProjectSession,
  id: number,
  fields: TypeDefinition,
): Promise<Outcome> {
  return run(session, {
    type: "type.update",
    payload: { id, fields },
    write: (draft) => draft.update("work_types", id, fields),
  });
}

export function deleteType(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "type.delete",
    payload: { id },
    write: (draft) => {
      for (const row of draft.where("tasks", "type_id", id)) {
        draft.update("tasks", row.id, { type_id: null });
      }
      draft.remove("work_types", id);
    },
  });
}

/** Say what is done to a card that enters a column. */
export function addRule(
  session: ProjectSession,
  status: number,
  fields: RuleDefinition,
): Promise<Outcome> {
  return run(session, { type: "rule.create", payload: { status_id: status, fields } });
}

export function deleteRule(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "rule.delete",
    payload: { id },
    write: (draft) => draft.remove("column_rules", id),
  });
}
