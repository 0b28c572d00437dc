/** Tasks that recur: a summary with a task for each occurrence, made by the server. */

import type { Assignee } from "~/model/people";
import type { Rule } from "~/model/recurrence";
import type { Outcome, ProjectSession } from "~/store/types";
import { run } from "./run";

/** Make a task recur, change its rule, or (without `id`) add one. */
export function recurTask(
  session: ProjectSession,
  rule: Rule,
  to: {
    id?: number;
    name?: string;
    afterId?: number;
    parentId?: number | null;
    people?: readonly Assignee[];
  },
): Promise<Outcome> {
  const { id, name, afterId, parentId, people = [] } = to;
  return run(session, {
    type: "task.recur",
    payload: {
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
      ...(afterId === undefined ? {} : { after_id: afterId }),
      ...(parentId == null ? {} : { parent_id: parentId }),
      rule,
      ...(people.length ? { resources: people } : {}),
    },
  });
}
