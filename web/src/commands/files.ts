/** Files of tasks; they come in by an upload (`~/here/files`). */

import type { Outcome, ProjectSession } from "~/store/types";
import { run } from "./run";

export function renameFile(session: ProjectSession, id: number, name: string): Promise<Outcome> {
  return run(session, {
    type: "attachment.rename",
    payload: { id, name },
    write: (draft) => draft.update("attachments", id, { name }),
  });
}

/** Take a file off its task; undo brings it back. */
export function removeFile(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "attachment.delete",
    payload: { ids: [id] },
    write: (draft) => draft.remove("attachments", id),
  });
}
