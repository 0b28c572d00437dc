/** Branches from another project, or copies of one's own. */

import type { Change } from "~/protocol/envelope";
import type { Outcome, ProjectSession } from "~/store/types";

export interface BranchSource {
  /** The project that they come from. */
  readonly project: number;
  readonly ids: readonly number[];
  /** Whether they leave that project. */
  readonly cut: boolean;
}

/** Puts them behind a task, or last; as a command that can also be asked for its preview. */
export function branchPaste(
  session: ProjectSession,
  { project, ids, cut }: BranchSource,
  afterId: number | null,
): Change {
  const beside = afterId === null ? {} : { after_id: afterId };
  const from = project === session.store.projectId ? {} : { from_id: project };
  return { type: "branch.paste", payload: { ids, ...from, ...beside, ...(cut && { cut }) } };
}

/** The server gives their keys, numbers and columns: nothing of it is certain before it answers. */
export function pasteBranches(
  session: ProjectSession,
  source: BranchSource,
  afterId: number | null,
): Promise<Outcome> {
  const { type, payload } = branchPaste(session, source, afterId);
  return session.send(type, payload);
}

/** How often it is asked what would not come along before the branches go unasked. */
const TRIES = 3;

/** What would not come along, in words; null where all would, or it cannot be asked now. */
export async function leftBehind(
  session: ProjectSession,
  source: BranchSource,
  afterId: number | null,
): Promise<string | null> {
  const asked = [branchPaste(session, source, afterId)];
  for (let tries = 0; tries < TRIES && session.connection() !== "offline"; tries++) {
    const shown = await session.preview(asked);
    // No answer comes where something else was asked or changed meanwhile.
    if (shown) return shown.notes.find((note) => note.code === "branch_left")?.text ?? null;
  }
  return null;
}
