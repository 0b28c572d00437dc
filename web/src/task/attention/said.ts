/** What was said last to an assignment. */

import type { AssignmentAnswersRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";

export function saidTo(store: Pick<ProjectStore, "rows" | "index">, assignment: number) {
  const rows = store.rows("assignment_answers");
  const keys = store.index("assignment_answers", "assignment_id").get(assignment) ?? [];
  // One that was said in a list and is not sent yet stands beside the one before.
  return keys
    .flatMap((key) => rows.get(key) ?? [])
    .reduce<AssignmentAnswersRow | undefined>(
      (last, row) => (last && last.said_at > row.said_at ? last : row),
      undefined,
    );
}
