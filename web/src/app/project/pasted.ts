/** Puts the list that a project was begun with into its plan. */

import { useEffect } from "react";
import { pasteOutline } from "~/commands";
import { takePaste } from "~/here/paste";
import { useSession } from "~/store/react";
import { toasts } from "~/ui/toasts";

export function usePasted(): void {
  const session = useSession();
  useEffect(() => {
    const text = takePaste(session.store.projectId);
    if (text === null) return;
    void pasteOutline(session, text, "last").then((outcome) => {
      if (!outcome.ok) return;
      for (const note of outcome.notes) {
        if (note.code === "paste") toasts.show({ text: note.text });
      }
    });
  }, [session]);
}
