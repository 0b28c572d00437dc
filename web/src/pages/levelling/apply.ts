/** Applies or drops a preview, from its page or from the Gantt. */

import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { applyLevelling } from "~/commands";
import { holdProposal } from "~/here/preview";
import { dropRun } from "~/here/runs";
import { Refusal } from "~/protocol/http";
import { useSession } from "~/store/react";
import { toasts } from "~/ui/toasts";
import { useUndoChange } from "../history/undo";
import { datesOf, type LevellingRun, type Preview } from "./query";

/** A function that applies a preview as one change, with Undo in a toast. */
export function useApplyPreview(): (preview: Preview) => Promise<boolean> {
  const { t } = useTranslation(["levelling", "shell"]);
  const session = useSession();
  const undo = useUndoChange();
  return useCallback(
    async (preview: Preview) => {
      const results = [...datesOf(session.store, preview).values()];
      const outcome = await applyLevelling(session, preview.checked, { results });
      if (!outcome.ok) return false;
      holdProposal(null);
      const id = outcome.changeset?.id;
      toasts.show({
        tone: "good",
        key: "levelling",
        of: id,
        text: t("applied", { count: tasksOf(preview) }),
        actions: id == null ? [] : [{ label: t("shell:toast.undo"), run: () => void undo(id) }],
      });
      return true;
    },
    [session, undo, t],
  );
}

/** Let go of a preview, for everybody. */
export async function drop(run: LevellingRun): Promise<void> {
  holdProposal(null);
  try {
    await dropRun(run);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toasts.show({ tone: "bad", text: error.message });
  }
}

/** How many tasks move, summaries not counted. */
export function tasksOf(preview: Preview): number {
  return preview.moves.filter((move) => !move.summary).length;
}
