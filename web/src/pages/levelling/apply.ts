/** Applies or drops a preview, from its page or from the Gantt. */

import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { applyLevelling } from "~/commands";
import { holdProposal } from "~/here/preview";
import { dropRun } from "~/here/runs";
import { useTellChange } from "~/here/undo";
import { Refusal } from "~/protocol/http";
import { useSession } from "~/store/react";
import { toasts } from "~/ui/toasts";
import { datesOf, type LevellingRun, type Preview } from "./query";

/** A function that applies a preview as one change, with Undo in a toast. */
export function useApplyPreview(): (preview: Preview) => Promise<boolean> {
  const { t } = useTranslation("levelling");
  const session = useSession();
  const tell = useTellChange();
  return useCallback(
    async (preview: Preview) => {
      const results = [...datesOf(session.store, preview).values()];
      const outcome = await applyLevelling(session, preview.checked, { results });
      if (!outcome.ok) return false;
      holdProposal(null);
      const text = t("applied", { count: tasksOf(preview) });
      tell(outcome.changeset?.id, { tone: "good", key: "levelling", text });
      return true;
    },
    [session, tell, t],
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
