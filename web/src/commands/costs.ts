/** What people type about the cost of tasks. */

import type { TaskCostsRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { temporaryId } from "./draft";
import { run } from "./run";

/** Set a task's fixed cost, or its typed actual cost (null: it follows actual work and rates). */
export function setCost(
  session: ProjectSession,
  id: number,
  fields: Partial<Pick<TaskCostsRow, "fixed_cost" | "actual_cost">>,
): Promise<Outcome> {
  return run(session, {
    type: "task.cost",
    payload: { id, fields },
    write: (draft) => {
      const there = draft.where("task_costs", "task_id", id)[0];
      const before = there ?? { fixed_cost: 0, actual_cost: null };
      const after = { ...before, ...fields };
      const empty = after.fixed_cost === 0 && after.actual_cost === null;
      if (!there) {
        if (!empty) draft.insert("task_costs", { ...after, id: temporaryId(), task_id: id });
      } else if (empty) draft.remove("task_costs", there.id);
      else draft.update("task_costs", there.id, fields);
    },
  });
}
