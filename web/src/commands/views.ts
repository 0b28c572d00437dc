/** Views saved for all. */

import type { Tables } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { keyFor, run } from "./run";

export type ViewFields = Omit<Tables["saved_views"], "id" | "user_id">;

/** Save a way of looking at the tasks under a name, for all; the key is the new view's. */
export function shareView(
  session: ProjectSession,
  fields: ViewFields,
): { id: number | undefined; done: Promise<Outcome> } {
  const id = keyFor(session);
  const done = run(session, {
    type: "view.create",
    payload: id === undefined ? { fields } : { id, fields },
    write: (draft) => {
      if (id === undefined) return;
      draft.insert("saved_views", { id, ...fields, user_id: session.store.viewer.user_id });
    },
  });
  return { id, done };
}

export function updateView(
  session: ProjectSession,
  id: number,
  fields: Partial<ViewFields>,
): Promise<Outcome> {
  return run(session, {
    type: "view.update",
    payload: { id, fields },
    write: (draft) => draft.update("saved_views", id, fields),
  });
}

export function deleteView(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "view.delete",
    payload: { id },
    write: (draft) => draft.remove("saved_views", id),
  });
}
