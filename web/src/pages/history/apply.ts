/** Makes a change of several commands at once, told with its Undo. */

import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Change } from "~/protocol/envelope";
import { useSession } from "~/store/react";
import { toasts } from "~/ui/toasts";
import { useUndoChange } from "./undo";

/** A function that sends commands as one change; false where they were refused, which is told. */
export function useApplyChange(): (commands: readonly Change[], done: string) => Promise<boolean> {
  const { t } = useTranslation("shell");
  const session = useSession();
  const undo = useUndoChange();
  return useCallback(
    async (commands, done) => {
      const outcome = await session.batch(commands);
      if (!outcome.ok) return false;
      const id = outcome.changeset?.id;
      toasts.show({
        tone: "good",
        text: done,
        of: id,
        actions: id === undefined ? [] : [{ label: t("toast.undo"), run: () => void undo(id) }],
      });
      return true;
    },
    [session, undo, t],
  );
}
