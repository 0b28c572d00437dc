/** Makes a change of several commands at once, told with its Undo. */

import { useCallback } from "react";
import { useTellChange } from "~/here/undo";
import type { Change } from "~/protocol/envelope";
import { useSession } from "~/store/react";

/** A function that sends commands as one change; false where they were refused, which is told. */
export function useApplyChange(): (commands: readonly Change[], done: string) => Promise<boolean> {
  const session = useSession();
  const tell = useTellChange();
  return useCallback(
    async (commands, done) => {
      const outcome = await session.batch(commands);
      if (!outcome.ok) return false;
      tell(outcome.changeset?.id, { tone: "good", text: done });
      return true;
    },
    [session, tell],
  );
}
