/** Changes to a workspace, told and taken back by toast. */

import { useCallback } from "react";
import type { Changeset } from "~/protocol/envelope";
import { api, Refusal } from "~/protocol/http";
import { toasts } from "~/ui/toasts";
import { queryClient } from "./queries";
import { tellUndoable } from "./undo";

/** Run a change; with words, it is told and can be undone. Refusals are told always. */
export function useWorkspaceChange() {
  return useCallback(async (change: () => Promise<Changeset>, done?: string): Promise<boolean> => {
    try {
      const { id } = await change();
      if (done) {
        const undo = () =>
          void api
            .post(`/changesets/${id}/undo`)
            .then(() => queryClient.invalidateQueries({ queryKey: ["workspace"] }))
            .catch(tell);
        tellUndoable({ text: done }, undo);
      }
      return true;
    } catch (error) {
      tell(error);
      return false;
    }
  }, []);
}

function tell(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
  toasts.show({ tone: "bad", text: error.message });
}
