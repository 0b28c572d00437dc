/** Branches from another project, or copies of one's own. */

import type { Outcome, ProjectSession } from "~/store/types";

export interface BranchSource {
  /** The project that they come from. */
  readonly project: number;
  readonly ids: readonly number[];
  /** Whether they leave that project. */
  readonly cut: boolean;
}

/** The server gives their keys, numbers and columns: nothing of it is certain before it answers. */
export function pasteBranches(
  session: ProjectSession,
  { project, ids, cut }: BranchSource,
  afterId: number | null,
): Promise<Outcome> {
  const beside = afterId === null ? {} : { after_id: afterId };
  const from = project === session.store.projectId ? {} : { from_id: project };
  return session.send("branch.paste", { ids, ...from, ...beside, ...(cut && { cut }) });
}
