/** Takes back one particular change, and tells of changes with the way back: one Undo everywhere. */

import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { api, Refusal } from "~/protocol/http";
import { useSession } from "~/store/react";
import { i18next } from "~/text/i18n";
import { type ToastInput, toasts } from "~/ui/toasts";
import { queryClient } from "./queries";

/** Tell of what `undo` takes back; what else the toast offers stands before it. */
export function tellUndoable(toast: ToastInput, undo: () => void): void {
  const way = { label: i18next.t("shell:toast.undo"), run: undo };
  toasts.show({ ...toast, actions: [...(toast.actions ?? []), way] });
}

/** Tell of a changeset with the way back; where none was made, without. */
export function tellChange(
  id: number | null | undefined,
  toast: Omit<ToastInput, "of">,
  undo: (id: number) => unknown,
): void {
  // Without one the last change of all would be taken back, whichever that is.
  if (id === null || id === undefined) toasts.show(toast);
  else tellUndoable({ ...toast, of: id }, () => void undo(id));
}

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

/** A function that tells of a changeset as `tellChange` does, with the Undo of the open project. */
export function useTellChange(): (
  id: number | null | undefined,
  toast: Omit<ToastInput, "of">,
) => void {
  const undo = useUndoChange();
  return useCallback((id, toast) => tellChange(id, toast, undo), [undo]);
}
