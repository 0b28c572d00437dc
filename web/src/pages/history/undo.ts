/** Takes back one particular change, wherever it stands in the history. */

import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "~/here/queries";
import { api, Refusal } from "~/protocol/http";
import { useSession } from "~/store/react";
import { toasts } from "~/ui/toasts";

/** A function that undoes a changeset: one's own as Ctrl+Z does, so that it can be redone. */
export function useUndoChange(): (changesetId: number) => Promise<void> {
  const { t } = useTranslation("shell");
  const session = useSession();
  return useCallback(
    async (changesetId: number) => {
      const own = await session.undo(changesetId);
      if (own) {
        // A refusal is told by the session.
        if (own.ok) toasts.show({ tone: "quiet", key: "undo", text: t("toast.undone") });
        return;
      }
      try {
        await api.post(`/changesets/${changesetId}/undo`);
        toasts.show({ tone: "quiet", key: "undo", text: t("toast.undone") });
        await queryClient.invalidateQueries({ queryKey: ["history", session.store.projectId] });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        toasts.show({ tone: "bad", text: error.message });
      }
    },
    [session, t],
  );
}
